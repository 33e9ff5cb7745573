// What one person sees: messages by id, keyboard, commands, presses that wait. Kept current from the stream; says what changed.

import * as api from "./api.js";
import { follow } from "./follow.js";

const ACTION_LASTS = 5500;
const PRESS_WAITS = 30000;

/** Events: "all", "message" {message, fresh}, "gone" {id}, "keys", "action", "online", "answer" {text, alert}, "presses" {id}. */
export class Chat extends EventTarget {
  constructor(person) {
    super();
    this.person = person;
    this.messages = new Map();
    this.replyKeyboard = null;
    this.commands = [];
    this.action = null;
    this.loaded = false;
    this.connected = true;
    this.blocked = Boolean(person.blocked);
    this.presses = new Map();
    this.answered = new Set();
    this.draft = { text: "", replyTo: null, editing: null };
    this.keysShown = true;
    this.ending = new AbortController();
  }

  open() {
    follow({
      id: this.person.id,
      signal: this.ending.signal,
      load: () => this.load(),
      heard: (event) => this.apply(event),
      online: (connected) => this.setOnline(connected),
    });
    return this;
  }

  close() {
    this.ending.abort();
  }

  /** The screen as it stands; the number of the newest event that it holds. */
  async load() {
    const now = await api.screen(this.person.id);
    this.messages = new Map(now.messages.map((message) => [message.message_id, this.marked(message)]));
    this.replyKeyboard = now.reply_keyboard ?? null;
    this.commands = now.commands ?? [];
    this.loaded = true;
    this.setAction(now.action ?? null);
    this.forceReply(now.force_reply);
    this.changed("all");
    return now.seq;
  }

  apply(event) {
    const deeds = {
      message: () => this.take(event.message, true),
      edit: () => this.take(event.message, false),
      delete: () => this.drop(event.message_id),
      answer: () => this.settle(event.answer),
      action: () => this.setAction(event.action),
      keyboard: () => this.setKeyboard(event),
      commands: () => this.refreshCommands(),
    };
    deeds[event.type]?.();
  }

  take(message, fresh) {
    const known = this.messages.has(message.message_id);
    this.messages.set(message.message_id, this.marked(message));
    if (!message.out) this.setAction(null);
    this.changed("message", { message, fresh: fresh && !known });
  }

  marked(message) {
    return Object.assign(message, { out: message.from?.id === this.person.id });
  }

  drop(id) {
    if (this.messages.delete(id)) this.changed("gone", { id });
  }

  setKeyboard({ reply_keyboard: keyboard, force_reply: forced }) {
    this.replyKeyboard = keyboard ?? null;
    this.keysShown = true;
    this.forceReply(forced);
    this.changed("keys");
  }

  /** The bot asks that the next text answers a certain message of its own. */
  forceReply(forced) {
    if (forced) this.draft.replyTo = this.messages.get(forced.message_id) ?? null;
  }

  async refreshCommands() {
    const now = await api.screen(this.person.id).catch(() => null); // the next load brings them anyway
    if (now) this.commands = now.commands;
    this.changed("keys");
  }

  setAction(action) {
    clearTimeout(this.actionTimer);
    if (action) this.actionTimer = setTimeout(() => this.setAction(null), ACTION_LASTS);
    if (action === this.action) return;
    this.action = action;
    this.changed("action");
  }

  /** Whether this person has stopped the bot. */
  setBlocked(blocked) {
    if (blocked === this.blocked) return;
    this.blocked = blocked;
    this.changed("keys");
  }

  setOnline(connected) {
    if (connected === this.connected) return;
    this.connected = connected;
    this.changed("online");
  }

  /** Presses an inline button and keeps it marked until the bot has answered. */
  async press(messageId, data) {
    const key = `${messageId} ${data}`;
    if (this.presses.has(key)) return;
    const waiting = { messageId, data, query: null, timer: setTimeout(() => this.release(key), PRESS_WAITS) };
    this.presses.set(key, waiting);
    this.changed("presses", { id: messageId });
    try {
      waiting.query = (await api.press(this.person.id, messageId, data)).callback_query_id;
    } catch (error) {
      this.release(key);
      throw error;
    }
    if (this.answered.has(waiting.query)) this.release(key);
  }

  waits(messageId, data) {
    return this.presses.has(`${messageId} ${data}`);
  }

  settle(answer) {
    this.answered.add(answer.callback_query_id);
    for (const [key, waiting] of this.presses) if (waiting.query === answer.callback_query_id) this.release(key);
    if (answer.text) this.changed("answer", { text: answer.text, alert: Boolean(answer.show_alert) });
  }

  release(key) {
    const waiting = this.presses.get(key);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.presses.delete(key);
    this.changed("presses", { id: waiting.messageId });
  }

  lastOwnText() {
    return [...this.messages.values()].reverse().find((message) => message.out && message.text && !message.forward_origin);
  }

  changed(what, detail = {}) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}
