// Buttons of the bot: under a message, and below the writing line.

import { el, icon } from "./dom.js";
import { link } from "./entities.js";

const rows = (keyboard, key) => keyboard.map((row) => el(row.length > 4 ? "div.key-row.many" : "div.key-row", row.map(key)));
const plain = (text, click, sign) => el("button.key", { click }, sign && icon(sign), el("span", text));

function callback(message, button, room) {
	const key = plain(button.text, () => room.press(message, button));
	if (room.chat.waits(message.message_id, button.callback_data)) {
		key.classList.add("waits");
		key.ariaBusy = "true";
	}
	return key;
}

function inlineKey(message, button, room) {
	if (button.callback_data !== undefined) return callback(message, button, room);
	if (button.copy_text) return plain(button.text, () => room.copy(button.copy_text.text), "copy");
	const url = button.url ?? button.login_url?.url;
	if (!url) return plain(button.text, room.notHere);
	const node = link(url, el("span", button.text), icon("out"));
	node.classList.add("key");
	return node;
}

export function inlineKeys(message, room) {
	const keyboard = message.reply_markup?.inline_keyboard ?? [];
	return keyboard.length ? el("div.inline-keys", rows(keyboard, (button) => inlineKey(message, button, room))) : null;
}

function replyKey(button, deeds) {
	const about = typeof button === "string" ? { text: button } : button;
	if (about.request_contact) return plain(about.text, deeds.contact, "person");
	if (about.request_location) return plain(about.text, deeds.location, "place");
	if (about.request_poll) return plain(about.text, deeds.poll, "poll");
	return plain(about.text, about.web_app || about.request_users || about.request_chat ? deeds.notHere : () => deeds.say(about.text));
}

/** The rows of a ReplyKeyboardMarkup; deeds: say(text), contact(), location(), poll(), notHere(). */
export const replyKeys = (markup, deeds) =>
	el(markup.resize_keyboard ? "div.reply-rows" : "div.reply-rows.tall", rows(markup.keyboard, (button) => replyKey(button, deeds)));
