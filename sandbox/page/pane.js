// One chat on the screen: who you are in it, the messages, the writing line, its notices.

import * as api from "./api.js";
import { Attach } from "./attach.js";
import { Composer } from "./composer.js";
import { alert, choosePerson, confirm } from "./dialogs.js";
import { avatar, el, fullName, iconButton } from "./dom.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { roleName } from "./roles.js";
import { toastPlace } from "./toasts.js";
import { has, say } from "./words.js";

const DEEP_LINK = /^https?:\/\/(?:t\.me|telegram\.me)\/([A-Za-z0-9_]+)\/?\?start=([A-Za-z0-9_-]{1,64})$/;

export class Pane {
  /** desk: bot, everybody(), close(pane), back(), isSecond. */
  constructor(chat, desk) {
    Object.assign(this, { chat, desk, bot: desk.bot, over: new AbortController() });
    this.toasts = toastPlace();
    this.attach = new Attach({ chat, bot: this.bot, everybody: desk.everybody, attempt: (deed) => this.attempt(deed), notice: this.toasts.show });
    this.composer = new Composer({ chat, bot: this.bot, attach: this.attach, attempt: (deed) => this.attempt(deed) });
    this.log = new Log(chat, this.room());
    this.build();
    this.listen();
    if (chat.loaded) this.refresh();
  }

  room() {
    return {
      chat: this.chat, bot: this.bot,
      say: (text) => this.attempt(() => api.sayText(this.chat.person.id, text)),
      press: (message, button) => this.attempt(() => this.chat.press(message.message_id, button.callback_data)),
      menu: (message, anchor) => this.messageMenu(message, anchor),
      show: (id) => this.log.show(id),
      copy: (text) => this.copy(text),
      notHere: () => this.toasts.show(say("notHere")),
    };
  }

  build() {
    const { person } = this.chat;
    this.status = el("small", { class: "status", "aria-live": "polite" });
    const role = roleName(person);
    const title = el("span", { class: "who" }, el("b", {}, el("span", { class: "name", text: fullName(person) }), role ? el("span", { class: "role", text: role }) : null), this.status);
    const more = iconButton("more", say("more"), (event) => this.chatMenu(event.currentTarget));
    this.head = el("header", { class: "pane-head" }, iconButton("back", say("back"), () => this.desk.back(), { class: "back" }),
      avatar(person), title, more, this.desk.isSecond ? iconButton("close", say("closeChat"), () => this.desk.close(this), { class: "pane-close" }) : null);
    this.welcome = el("div", { class: "welcome", hidden: true }, avatar(person, "big"), el("h2", { text: say("youAre", { name: fullName(person) }) }),
      el("p", { text: say("startHint", { bot: this.bot.first_name }) }));
    this.dropMark = el("div", { class: "drop-mark", hidden: true, text: say("dropHere", { bot: this.bot.first_name }) });
    this.node = el("section", { class: "pane", "aria-label": say("chatOf", { name: fullName(person) }), data: { person: person.id } },
      this.head, el("div", { class: "talk" }, this.log.node, this.welcome, this.log.jump, this.toasts.place, this.dropMark), this.composer.node);
  }

  listen() {
    const on = (what, heard) => this.chat.addEventListener(what, (event) => heard(event.detail), { signal: this.over.signal });
    on("all", () => this.refresh());
    on("message", (detail) => { this.log.one(detail); this.settle(); });
    on("gone", ({ id }) => { this.log.gone(id); this.settle(); });
    on("presses", ({ id }) => this.log.redraw(id));
    on("keys", () => this.composer.refresh());
    on("action", () => this.drawStatus());
    on("online", () => this.drawStatus());
    on("answer", ({ text, alert: modal }) => (modal ? alert(text, this.bot.first_name) : this.toasts.show(text)));
    this.node.addEventListener("click", (event) => this.clicked(event));
    this.drops();
    this.drawStatus();
  }

  refresh() {
    this.log.all();
    if (this.log.pinned) this.log.toEnd();
    this.composer.refresh();
    this.settle();
    this.drawStatus();
    if (this.wantsFocus) this.focus();
  }

  /** The welcome stands while the chat is empty; the writing line follows. */
  settle() {
    const empty = this.chat.loaded && this.chat.messages.size === 0;
    if (this.welcome.hidden !== empty) return;
    this.welcome.hidden = !empty;
    this.composer.refresh();
  }

  drawStatus() {
    const { action, connected } = this.chat;
    const doing = action ? say(has(action) ? action : "typing") : null;
    this.status.classList.toggle("live", Boolean(doing) || !connected);
    this.status.textContent = connected ? doing ?? say("talkingTo", { bot: this.bot.first_name }) : say("connecting");
  }

  /** Runs a deed; false when it was refused, and then says why. */
  async attempt(deed) {
    try {
      return await deed();
    } catch (error) {
      this.toasts.show(error.status === 0 ? say("offline") : say("failed", { reason: error.message }));
      return false;
    }
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text);
    this.toasts.show(say("copied"));
  }

  messageMenu(message, anchor) {
    const text = message.text ?? message.caption;
    const own = message.out && message.text && !message.forward_origin;
    openMenu(anchor, say("messageMenu"), [
      { icon: "reply", label: say("reply"), deed: () => this.composer.reply(message) },
      text ? { icon: "copy", label: say("copy"), deed: () => this.copy(text) } : null,
      own ? { icon: "edit", label: say("editOwn"), deed: () => this.composer.edit(message) } : null,
      { icon: "forward", label: say("forward"), deed: () => this.forward(message) },
    ]);
  }

  async forward(message) {
    const own = this.chat.person.id;
    const who = await choosePerson({ title: say("forwardWho"), people: this.desk.everybody(), own });
    if (who && await this.attempt(() => api.forward(who.id, message.message_id, own)) !== false) this.toasts.show(say("forwarded"));
  }

  chatMenu(anchor) {
    const stopped = this.chat.blocked;
    openMenu(anchor, say("more"), [
      { icon: "stop", label: say(stopped ? "unblock" : "block"), deed: () => this.block(!stopped) },
      { icon: "bin", label: say("deleteChat"), kind: "danger", deed: () => this.deleteChat() },
    ]);
  }

  async block(stop) {
    const { person } = this.chat;
    if (await this.attempt(() => api.deed(person.id, stop ? "block" : "unblock")) === false) return;
    this.chat.setBlocked(stop);
    this.toasts.show(say(stop ? "blockedDone" : "unblockedDone", { name: fullName(person) }));
  }

  async deleteChat() {
    const { person } = this.chat;
    const yes = await confirm({ title: say("deleteAsk", { name: fullName(person) }), body: say("deleteBody"), deed: say("deleteChat"), kind: "danger" });
    if (!yes || await this.attempt(() => api.deed(person.id, "delete_chat")) === false) return;
    this.chat.setBlocked(true); // as in the real apps: who deletes a bot's chat stops the bot
    await this.attempt(() => this.chat.load());
  }

  /** A link into the bot itself is opened here, by whichever person should hold it. */
  clicked(event) {
    const found = DEEP_LINK.exec(event.target.closest("a")?.href ?? "");
    if (!found || found[1].toLowerCase() !== (this.bot.username ?? "").toLowerCase()) return;
    event.preventDefault();
    this.openDeepLink(found[2]);
  }

  async openDeepLink(payload) {
    const who = await choosePerson({ title: say("openedBy"), hint: say("openLinkHint"), people: this.desk.everybody(), own: this.chat.person.id });
    if (who && await this.attempt(() => api.start(who.id, payload)) !== false) this.desk.show(who.id, this);
  }

  drops() {
    const carries = (event) => event.dataTransfer?.types.includes("Files");
    this.node.addEventListener("dragover", (event) => { if (carries(event)) { event.preventDefault(); this.dropMark.hidden = false; } });
    this.node.addEventListener("dragleave", (event) => { if (!this.node.contains(event.relatedTarget)) this.dropMark.hidden = true; });
    this.node.addEventListener("drop", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      this.dropMark.hidden = true;
      this.attach.files([...event.dataTransfer.files]);
    });
  }

  /** The writing line, or the start button; waits until it is known which of them stands there. */
  focus() {
    this.wantsFocus = !this.chat.loaded;
    (this.composer.line.hidden ? this.composer.startButton : this.composer.input).focus({ preventScroll: true });
  }

  close() {
    this.over.abort();
    this.log.close();
    this.node.remove();
  }
}
