// The writing line: text, commands, answering and editing, and the reply keyboard below.

import * as api from "./api.js";
import { gist, sender } from "./bubble.js";
import { el, icon, iconButton } from "./dom.js";
import { replyKeys } from "./reply_keys.js";
import { say } from "./words.js";
import { fitting, pieces } from "./writing.js";

const TALLEST = 168;

export class Composer {
  constructor({ chat, bot, attach, attempt }) {
    Object.assign(this, { chat, bot, attach, attempt, chosen: 0 });
    this.build();
    this.input.value = chat.draft.text;
    this.refresh();
  }

  build() {
    this.input = el("textarea", { class: "input", rows: "1", placeholder: say("write"), "aria-label": say("write"), "aria-autocomplete": "list",
      on: { input: () => this.typed(), keydown: (event) => this.keyed(event), paste: (event) => this.pasted(event) } });
    this.about = el("div", { class: "about", hidden: true });
    this.suggestions = el("div", { class: "suggestions", role: "listbox", "aria-label": say("commands"), hidden: true });
    this.commandsButton = iconButton("commands", say("commands"), () => this.listCommands());
    this.keysButton = iconButton("keys", say("hideKeys"), () => this.toggleKeys());
    const attachButton = iconButton("attach", say("attach"), (event) => this.attach.menu(event.currentTarget));
    this.sendButton = iconButton("send", say("send"), () => this.send(), { class: "send" });
    this.line = el("div", { class: "write-line" }, attachButton, this.commandsButton, this.input, this.keysButton, this.sendButton);
    this.startButton = el("button", { class: "start", text: say("start"), on: { click: () => this.start() } });
    this.unblockButton = el("button", { class: "start", text: say("unblock"), on: { click: () => this.unblock() } });
    this.keys = el("div", { class: "reply-keys", role: "group", "aria-label": say("keysLabel") });
    this.node = el("div", { class: "composer" }, this.suggestions, this.about, this.line, this.startButton, this.unblockButton, this.keys);
  }

  /** Shows what fits the state of the chat: the start button while it is empty, the keyboard the bot sent. */
  refresh() {
    const { chat } = this;
    const empty = chat.loaded && chat.messages.size === 0;
    this.line.hidden = empty || chat.blocked;
    this.startButton.hidden = !empty;
    this.unblockButton.hidden = empty || !chat.blocked;
    this.commandsButton.hidden = chat.commands.length === 0;
    this.drawKeys();
    this.drawAbout();
    this.grow();
  }

  drawKeys() {
    const markup = this.chat.replyKeyboard;
    const there = Boolean(markup?.keyboard?.length) && !this.line.hidden;
    const shown = there && this.chat.keysShown;
    this.keysButton.hidden = !there;
    this.keysButton.classList.toggle("on", shown);
    this.keysButton.setAttribute("aria-pressed", String(shown));
    const label = say(shown ? "hideKeys" : "showKeys");
    this.keysButton.title = label;
    this.keysButton.setAttribute("aria-label", label);
    this.keys.hidden = !shown;
    const used = (deed) => async (...values) => { if ((await deed(...values)) !== false) this.leaveAbout(); };
    this.keys.replaceChildren(...(shown ? [replyKeys(markup, {
      say: used((text) => this.attempt(() => api.sayText(this.chat.person.id, text, this.chat.draft.replyTo?.message_id))),
      contact: used(() => this.attach.ownContact()), location: used(() => this.attach.location()),
    })] : []));
    this.input.placeholder = (there && markup.input_field_placeholder) || say("write");
  }

  toggleKeys() {
    this.chat.keysShown = !this.chat.keysShown;
    this.drawKeys();
  }

  drawAbout() {
    const { replyTo, editing } = this.chat.draft;
    const message = editing ?? replyTo;
    this.about.hidden = !message;
    if (!message) return;
    const title = editing ? say("editing") : say("replyTo", { name: sender(message, this.bot) });
    this.about.replaceChildren(icon(editing ? "edit" : "reply"), el("span", { class: "about-text" }, el("b", { text: title }), el("span", { text: gist(message) })),
      iconButton("close", say("cancel"), () => this.leaveAbout()));
  }

  reply(message) {
    this.chat.draft.editing = null;
    this.chat.draft.replyTo = message;
    this.drawAbout();
    this.input.focus();
  }

  edit(message) {
    this.chat.draft.replyTo = null;
    this.chat.draft.editing = message;
    this.input.value = message.text;
    this.drawAbout();
    this.typed();
    this.input.focus();
  }

  leaveAbout() {
    if (this.chat.draft.editing) this.input.value = "";
    Object.assign(this.chat.draft, { replyTo: null, editing: null });
    this.drawAbout();
    this.typed();
  }

  typed() {
    this.chat.draft.text = this.input.value;
    this.suggest(fitting(this.chat.commands, this.input.value));
    this.grow();
  }

  grow() {
    this.input.style.setProperty("height", "auto");
    this.input.style.setProperty("height", `${Math.min(this.input.scrollHeight, TALLEST)}px`);
    this.sendButton.classList.toggle("ready", Boolean(this.input.value.trim()));
  }

  suggest(found) {
    this.found = found;
    this.chosen = 0;
    this.suggestions.hidden = !found.length;
    this.suggestions.replaceChildren(...found.map((each) => el("button", { role: "option", tabindex: "-1", on: { click: () => this.command(each) } },
      el("b", { text: `/${each.command}` }), el("span", { text: each.description }))));
    this.mark();
  }

  mark() {
    [...this.suggestions.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === this.chosen)));
    this.suggestions.children[this.chosen]?.scrollIntoView({ block: "nearest" });
  }

  listCommands() {
    if (!this.suggestions.hidden) return this.suggest([]);
    this.suggest(this.chat.commands);
    this.input.focus();
  }

  async command({ command }) {
    this.suggest([]);
    if (this.input.value.startsWith("/")) this.input.value = "";
    this.typed();
    this.input.focus();
    await this.attempt(() => api.sayText(this.chat.person.id, `/${command}`));
  }

  keyed(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is still choosing characters
    if (!this.suggestions.hidden && this.inSuggestions(event)) return;
    if (event.key === "Escape" && !this.about.hidden) this.leaveAbout();
    else if (event.key === "Enter" && !event.shiftKey && !matchMedia("(hover: none) and (pointer: coarse)").matches) { event.preventDefault(); this.send(); }
    else if (event.key === "ArrowUp" && !this.input.value) this.editLast(event);
  }

  editLast(event) {
    const last = this.chat.lastOwnText();
    if (!last) return;
    event.preventDefault();
    this.edit(last);
  }

  inSuggestions(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { this.chosen = (this.chosen + step + this.found.length) % this.found.length; this.mark(); }
    else if (event.key === "Enter" || event.key === "Tab") this.command(this.found[this.chosen]);
    else if (event.key === "Escape") this.suggest([]);
    else return false;
    event.preventDefault();
    return true;
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.attach.files(files);
  }

  async send() {
    const text = this.input.value;
    const { editing, replyTo } = this.chat.draft;
    if (!text.trim()) return;
    this.input.value = "";
    Object.assign(this.chat.draft, { text: "", replyTo: null, editing: null });
    this.typed();
    this.drawAbout();
    this.input.focus();
    const { id } = this.chat.person;
    const deed = editing ? () => api.edit(id, editing.message_id, text.trim()) : () => this.sayAll(id, text, replyTo?.message_id);
    if (await this.attempt(deed) !== false || this.input.value) return;
    this.input.value = text; // nothing that was typed is lost when it could not be sent
    this.typed();
  }

  async sayAll(id, text, replyTo) {
    for (const [at, piece] of pieces(text).entries()) await api.sayText(id, piece, at === 0 ? replyTo : undefined);
  }

  async start() {
    if (this.chat.blocked) await this.unblock();
    await this.attempt(() => api.sayText(this.chat.person.id, "/start"));
    this.input.focus();
  }

  async unblock() {
    if (await this.attempt(() => api.deed(this.chat.person.id, "unblock")) !== false) this.chat.setBlocked(false);
  }
}
