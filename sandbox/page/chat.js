// What one person sees in one chat, kept current; says what changed.

import { get, keyOf, pathOf, post, upload } from "./api.js";
import { fullName } from "./dom.js";
import { follow } from "./follow.js";
import { say } from "./words.js";

const ACTION_LASTS = 5500;
const PRESS_WAITS = 30000;

/** Events: "all", "message" {message, fresh}, "gone" {id, message}, "keys", "head", "answer", "presses" {id}. */
export class Chat extends EventTarget {
	constructor(person, place, bot) {
		super();
		Object.assign(this, { person, place, bot, path: pathOf(place), key: keyOf(place), card: { type: "private", title: bot?.first_name ?? "" }, connected: true, keysShown: true });
		Object.assign(this, { messages: new Map(), commands: [], pinned: [], presses: new Map(), answered: new Set(), draft: { text: "" }, ending: new AbortController() });
		follow({ path: this.path, signal: this.ending.signal, load: () => this.load(), heard: (event) => this.apply(event), online: (connected) => this.set({ connected }, "head") });
	}

	close() { this.ending.abort(); }

	get title() { return this.card.title; }
	get blocked() { return Boolean(this.card.blocked); }
	get isGroup() { return this.card.type !== "private"; }
	/** Nothing has been said to the bot: Start stands there. */
	get empty() { return this.loaded && !this.isGroup && this.messages.size === 0; }

	act(deed, body) { return post(`${this.path}/${deed}`, body); }
	async does(deed) { await this.act(deed); await this.load(); }
	sendFiles(deed, files, fields) { return upload(`${this.path}/${deed}`, files, fields); }

	own({ from }) { return from?.id === this.person.id; }
	sender(message) { return this.own(message) ? say("you") : fullName(message.sender_chat ?? message.from ?? this.card); }
	editable(message) { return this.own(message) && message.text && !message.forward_origin; }
	lastOwnText() { return [...this.messages.values()].reverse().find((message) => this.editable(message)); }

	/** The messages that stand together with this one: its album, or itself alone. */
	unit(message) {
		const group = message.media_group_id;
		return group ? [...this.messages.values()].filter((each) => each.media_group_id === group) : [message];
	}

	/** The screen as it stands; the number of the newest event that it holds. */
	async load() {
		const { messages, reply_keyboard: replyKeyboard, commands = [], pinned = [], description, chat: card = this.card, action, force_reply: forced, seq } = await get(`${this.path}/screen`, this.ending.signal);
		Object.assign(this, { messages: new Map(messages.map((message) => [message.message_id, message])), replyKeyboard, commands, pinned, description, card, loaded: true });
		this.setAction(action);
		this.forceReply(forced);
		this.changed("all");
		return seq;
	}

	apply(event) {
		const { type, message, message_id: id } = event;
		if (message) this.take(message, type === "message");
		else if (type === "delete") this.drop(id);
		else if (type === "answer") this.settle(event.answer);
		else if (type === "action") this.setAction(event.action);
		else if (type === "keyboard") this.setKeyboard(event);
		else this.load().catch(() => null); // commands, members, pins
	}

	take(message, fresh = false) {
		const known = this.messages.has(message.message_id);
		this.messages.set(message.message_id, message);
		if (fresh && !this.own(message)) this.setAction(null);
		this.changed("message", { message, fresh: fresh && !known });
	}

	drop(id) {
		const message = this.messages.get(id);
		if (this.messages.delete(id)) this.changed("gone", { id, message });
	}

	setKeyboard({ reply_keyboard: replyKeyboard, force_reply: forced }) {
		this.forceReply(forced);
		this.keysShown = true;
		this.set({ replyKeyboard }, "keys");
	}

	forceReply(forced) {
		if (forced) this.draft.replyTo = this.messages.get(forced.message_id);
	}

	setAction(action) {
		clearTimeout(this.actionTimer);
		if (action) this.actionTimer = setTimeout(() => this.setAction(null), ACTION_LASTS);
		this.set({ action }, "head");
	}

	setBlocked(blocked) {
		if (blocked !== this.blocked) this.set({ card: { ...this.card, blocked } }, "keys");
	}

	/** Presses an inline button and keeps it marked until the bot has answered. */
	async press(id, data) {
		const key = `${id} ${data}`;
		if (this.presses.has(key)) return;
		const waiting = { id, timer: setTimeout(() => this.release(key), PRESS_WAITS) };
		this.presses.set(key, waiting);
		this.changed("presses", { id });
		try {
			waiting.query = (await this.act("press", { message_id: id, data })).callback_query_id;
		} catch (error) {
			this.release(key);
			throw error;
		}
		if (this.answered.has(waiting.query)) this.release(key);
	}

	waits(id, data) { return this.presses.has(`${id} ${data}`); }

	settle(answer) {
		this.answered.add(answer.callback_query_id);
		for (const [key, { query }] of this.presses) if (query === answer.callback_query_id) this.release(key);
		if (answer.text || answer.url) this.changed("answer", answer);
	}

	release(key) {
		const waiting = this.presses.get(key);
		if (!waiting) return;
		clearTimeout(waiting.timer);
		this.presses.delete(key);
		this.changed("presses", { id: waiting.id });
	}

	set(facts, what) {
		const news = Object.entries(facts).some(([name, value]) => this[name] !== value);
		Object.assign(this, facts);
		if (news) this.changed(what);
	}

	changed(what, detail = {}) { this.dispatchEvent(new CustomEvent(what, { detail })); }
}
