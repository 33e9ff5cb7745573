// The buttons under a message: callback buttons that wait for their answer, links, copy buttons.

import { el, icon } from "./dom.js";
import { link } from "./entities.js";

function callback(message, button, room) {
  const waits = room.chat.waits(message.message_id, button.callback_data);
  const press = () => room.press(message, button);
  return el("button", { class: waits ? "key waits" : "key", "aria-busy": waits ? "true" : null, on: { click: press } },
    el("span", { text: button.text }));
}

function address(button) {
  const node = link(button.url, el("span", { text: button.text }), icon("out"));
  node.classList.add("key");
  return node;
}

function other(button, room) {
  const press = () => (button.copy_text ? room.copy(button.copy_text.text) : room.notHere());
  return el("button", { class: "key", on: { click: press } }, el("span", { text: button.text }),
    button.copy_text ? icon("copy") : null);
}

function key(message, button, room) {
  if (button.callback_data !== undefined) return callback(message, button, room);
  return button.url ? address(button) : other(button, room);
}

/** The inline keyboard of a message, or null. */
export function inlineKeys(message, room) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return el("div", { class: "inline-keys" },
    ...rows.map((row) => el("div", { class: row.length > 4 ? "key-row many" : "key-row" }, ...row.map((button) => key(message, button, room)))));
}
