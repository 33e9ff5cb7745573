// One chat on the screen.

import { makeAttach } from "./attach.js";
import { makeComposer } from "./composer.js";
import { makeDeeds } from "./deeds.js";
import { alert, toastPlace } from "./dialogs.js";
import { avatar, el, fullName, icon, iconButton } from "./dom.js";
import { Log } from "./log.js";
import { roleName } from "./making.js";
import { gist } from "./service.js";
import { has, say } from "./words.js";

export class Pane {
	constructor(chat, desk, isSecond) {
		const toasts = toastPlace();
		const { attempt } = toasts;
		const notHere = () => toasts.show(say("notHere"));
		const deeds = makeDeeds({ pane: this, chat, desk, attempt, notice: toasts.show });
		const attach = makeAttach({ chat, attempt, people: () => desk.everyone, scan: deeds.scan });
		Object.assign(this, { chat, desk, isSecond, toasts, deeds, attach, composer: makeComposer({ chat, attach, attempt, notHere }), over: new AbortController() });
		this.log = new Log(chat, {
			chat, notHere, copy: deeds.copy, menu: deeds.messageMenu, react: deeds.react,
			say: (text) => attempt(() => chat.act("say", { text })), press: (message, { callback_data: data }) => attempt(() => chat.press(message.message_id, data)),
			vote: (message, options) => deeds.about("vote", message, { options }), show: (id) => this.log.show(id),
		});
		this.build();
		this.listen();
		if (chat.loaded) this.refresh();
	}

	build() {
		const { desk, deeds, log, chat: { person, key } } = this;
		const [role, name] = [roleName(person), fullName(person)];
		this.status = el("small.status.cut", { "aria-live": "polite" });
		this.pinned = el("button.pinned", { hidden: true, click: () => this.log.show(this.pinnedId) }, icon("pin"), el("b", say("pinned")), el("span.cut"));
		this.welcome = el("div.welcome", { hidden: true });
		this.dropMark = el("div.drop-mark", { hidden: true });
		this.node = el("section.pane", { label: say("chatOf", { name }), data: { person: person.id, key } },
			el("header.pane-head", iconButton("back", say("back"), () => desk.back(), "back"), avatar(person), el("span.who", el("b", el("span.cut", name), role && el("span.role", role)), this.status),
				iconButton("more", say("more"), (event) => deeds.chatMenu(event.currentTarget)), this.isSecond && iconButton("close", say("closeChat"), () => desk.closePane(this), "pane-close")),
			this.pinned, el("div.talk", log.node, this.welcome, log.jump, this.toasts.place, this.dropMark), this.composer.node);
	}

	listen() {
		const { log, composer } = this;
		const on = (what, heard) => this.chat.addEventListener(what, (event) => heard(event.detail), { signal: this.over.signal });
		on("all", () => this.refresh());
		on("message", (detail) => { log.one(detail); this.settle(); });
		on("gone", (detail) => { log.gone(detail); this.settle(); });
		on("presses", ({ id }) => log.redraw(id));
		on("keys", () => composer.refresh());
		on("head", () => this.drawStatus());
		on("answer", (answer) => this.answered(answer));
		this.node.addEventListener("click", this.deeds.clicked);
		this.drops();
		this.drawStatus();
	}

	answered({ text, url, show_alert: modal }) {
		if (url) this.deeds.openLink(url);
		else if (modal) alert(text, this.chat.title);
		else this.toasts.show(text);
	}

	refresh() {
		this.log.all();
		this.composer.refresh();
		this.drawWelcome();
		this.settle();
		this.drawPinned();
		this.drawStatus();
		if (this.wantsFocus) this.focus();
	}

	drawWelcome() {
		const { person, title: bot, description } = this.chat;
		const you = say("youAre", { name: fullName(person) });
		this.welcome.replaceChildren(...(description ? [el("h2", say("whatCanBotDo", { bot })), el("p.description", description), el("p", you)] : [avatar(person, "big"), el("h2", you), el("p", say("startHint", { bot }))]));
	}

	settle() {
		if (this.welcome.hidden !== this.chat.empty) return;
		this.welcome.hidden = !this.chat.empty;
		this.composer.refresh();
	}

	/** The newest pinned message above the chat; a press jumps there. */
	drawPinned() {
		this.pinnedId = Math.max(...this.chat.pinned);
		const message = this.chat.messages.get(this.pinnedId);
		this.pinned.hidden = !message;
		this.pinned.lastChild.textContent = message ? gist(message) : "";
	}

	drawStatus() {
		const { action, connected, isGroup, title, card } = this.chat;
		const doing = !connected ? say("connecting") : action && say(has(action) ? action : "typing");
		this.status.classList.toggle("live", Boolean(doing));
		this.status.textContent = doing || (isGroup ? say("inGroup", { title, n: card.members ?? "?" }) : say("talkingTo", { bot: title }));
		this.dropMark.textContent = say("dropHere", { bot: title });
	}

	drops() {
		const { node, dropMark } = this;
		const hear = (kind, heard) => node.addEventListener(kind, (event) => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); heard(event); } });
		hear("dragover", () => { dropMark.hidden = false; });
		hear("dragleave", ({ relatedTarget }) => { dropMark.hidden = !node.contains(relatedTarget); });
		hear("drop", ({ dataTransfer }) => { dropMark.hidden = true; this.attach.files([...dataTransfer.files]); });
	}

	/** Waits until it is known whether the writing line or the start button stands there. */
	focus() {
		this.wantsFocus = !this.chat.loaded;
		this.composer.focus();
	}

	close() {
		this.over.abort();
		this.log.close();
		this.node.remove();
	}
}
