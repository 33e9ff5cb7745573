// One message as a bubble: who it answers, what it carries, its text, time, and the buttons below it.

import { el, iconButton } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeys } from "./inline_keys.js";
import { media } from "./media.js";
import { fromUnix, timeOf } from "./times.js";
import { say } from "./words.js";

/** A short line that stands for a message in quotes and read-outs. */
export function gist(message) {
  if (message.text || message.caption) return (message.text || message.caption).slice(0, 120);
  const kind = ["photo", "document", "sticker", "voice", "location", "contact", "poll"].find((name) => message[name]);
  return kind ? say(kind) : "…";
}

export const sender = (message, bot) => (message.out ? say("you") : bot.first_name);

function origin(message) {
  const from = message.forward_origin;
  if (!from) return null;
  const name = from.sender_user?.first_name ?? from.sender_user_name ?? from.sender_chat?.title ?? from.chat?.title ?? "…";
  return el("small", { class: "origin", text: say("forwardedFrom", { name }) });
}

function quoted(message, room) {
  const answered = message.reply_to_message;
  if (!answered) return null;
  return el("button", { class: "quoted", on: { click: () => room.show(answered.message_id) } },
    el("b", { text: answered.from?.is_bot ? room.bot.first_name : say("you") }), el("span", { text: gist(answered) }));
}

function words(message, room) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const entities = message.entities ?? message.caption_entities ?? [];
  return el("div", { class: "words" }, ...formatted(text, entities, room.say));
}

function stamp(message) {
  const at = fromUnix(message.date);
  return el("span", { class: "stamp" }, message.edit_date && message.out ? el("span", { text: say("edited") }) : null,
    el("time", { datetime: at.toISOString(), text: timeOf(at) }));
}

function body(message, room) {
  const kind = message.photo ? "bubble with-photo" : message.sticker || message.dice ? "bubble bare" : "bubble";
  return el("div", { class: kind }, origin(message), quoted(message, room), media(message), words(message, room), stamp(message));
}

/**
 * The element of a message. `room` gives bot, chat, and the deeds show(id), say(text), press(message, button), menu(message, anchor).
 */
export function bubble(message, room) {
  const more = iconButton("more", say("messageMenu"), (event) => room.menu(message, event.currentTarget), { class: "bubble-more", tabindex: "-1" });
  const item = el("article", { class: `message ${message.out ? "out" : "in"}`, tabindex: "-1", data: { id: message.message_id } },
    el("span", { class: "unseen", text: sender(message, room.bot) }), el("div", { class: "line" }, body(message, room), more), inlineKeys(message, room));
  if (message.reply_markup?.inline_keyboard?.length) item.classList.add("with-keys");
  return item;
}
