// One message, or one album, as a bubble.

import { el, fullName, iconButton, tint } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeys } from "./keys.js";
import { media } from "./media.js";
import { gist, service } from "./service.js";
import { timeOf } from "./times.js";
import { say } from "./words.js";

const BARE = ["sticker", "dice", "video_note"];
const PICTURES = ["photo", "video", "animation"];

function origin({ forward_origin: from }) {
	if (!from) return null;
	const name = from.sender_user_name ?? fullName(from.sender_user ?? from.sender_chat ?? from.chat ?? {});
	return el("small.origin", say("forwardedFrom", { name }));
}

function quoted({ reply_to_message: answered, quote }, room) {
	return answered && el("button.quoted", { click: () => room.show(answered.message_id) }, el("b", room.chat.sender(answered)), el("span", quote?.text ?? gist(answered)));
}

function words(message, room) {
	const text = message.text ?? message.caption;
	return text && el("div.words", formatted(text, message.entities ?? message.caption_entities ?? [], room.say));
}

function stamp(message, own) {
	return el("span.stamp", message.edit_date && own && el("span", say("edited")), el("time", timeOf(message.date)));
}

function sender(message, { chat }) {
	if (!chat.isGroup || chat.own(message)) return null;
	return el(`b.sender.tint-${tint(message.sender_chat?.id ?? message.from?.id)}`, chat.sender(message));
}

function body(messages, room) {
	const [message] = messages;
	const worded = messages.find((each) => each.caption) ?? message;
	const pictures = PICTURES.some((kind) => message[kind]);
	const kind = BARE.some((each) => message[each]) ? ".bare" : pictures ? ".with-photo" : "";
	const shown = messages.map((each) => media(each, room));
	const carried = pictures && shown.length > 1 ? el(shown.length % 2 ? "div.album.odd" : "div.album", shown) : shown;
	const inside = [carried, words(worded, room)].flat();
	if (message.show_caption_above_media) inside.reverse();
	return el(`div.bubble${kind}`, sender(message, room), origin(message), quoted(message, room), inside, stamp(message, room.chat.own(message)));
}

function reactions(message, room) {
	const line = ({ emoji, mine, count }) => el("button.reaction", { "aria-pressed": String(Boolean(mine)), click: () => room.react(message, emoji) }, count > 1 ? `${emoji} ${count}` : emoji);
	return message.reactions?.length && el("div.reactions", message.reactions.map(line));
}

/** `room`: the chat, and the deeds show, say, press, vote, react, menu, copy, notHere. */
export function bubble(messages, room) {
	const [message] = messages;
	const about = { tabindex: "-1", data: { id: message.message_id } };
	const notice = service(message);
	if (notice) return el("div.service", about, el("span", notice));
	const more = el("span.line", body(messages, room), iconButton("more", say("messageMenu"), (event) => room.menu(message, event.currentTarget), "bubble-more"));
	more.lastChild.tabIndex = -1;
	const item = el("article.message", about, el("span.unseen", room.chat.sender(message)), more, reactions(message, room), inlineKeys(message, room));
	item.classList.add(room.chat.own(message) ? "out" : "in");
	return item;
}
