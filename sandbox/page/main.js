// The page: the bar, the people, one or two chats as the address says.

import { addressOf, get, go, keyOf, openPlaces, pathOf, post } from "./api.js";
import { Chat } from "./chat.js";
import { makeClock } from "./clock.js";
import { asItem, choose, toastPlace } from "./dialogs.js";
import { button, el, icon, iconButton } from "./dom.js";
import { newBot, newGroup, newNamed, newPerson, roleName, roles } from "./making.js";
import { openMenu } from "./menu.js";
import { Pane } from "./pane.js";
import { makePanel } from "./panel.js";
import { drawPeople } from "./people_list.js";
import { language, say, switchLanguage } from "./words.js";

const LOOK_EVERY = 2000;
const KEPT_THEME = "jianding.theme";
const [BAR, APP, PEOPLE, PANES] = ["bar", "app", "people", "panes"].map((id) => document.getElementById(id));
const [narrow, dark, touch] = ["(max-width: 700px)", "(prefers-color-scheme: dark)", "(hover: none)"].map((query) => matchMedia(query));

const applyTheme = () => { document.documentElement.dataset.theme = localStorage.getItem(KEPT_THEME) ?? (dark.matches ? "dark" : "light"); };

class Desk {
	constructor() {
		Object.assign(this, { everyone: [], bots: [], held: new Map(), panes: [], active: 0, toasts: toastPlace() });
		this.clock = makeClock(this.toasts);
		this.panel = makePanel(this);
		APP.append(this.panel.node);
		document.body.append(this.toasts.place);
	}

	async begin() {
		applyTheme();
		dark.addEventListener("change", applyTheme);
		this.drawFrame();
		window.addEventListener("hashchange", () => this.follow());
		["dragover", "drop"].forEach((kind) => window.addEventListener(kind, (event) => event.preventDefault())); // a file dropped beside a chat must not replace the page
		await this.look();
		this.follow();
		setInterval(() => { if (!document.hidden) this.look(); }, LOOK_EVERY);
	}

	places() { return this.panes.map(({ chat }) => chat.place); }
	at(place) { return this.panes.findIndex(({ chat }) => chat.key === keyOf(place)); }
	isOpen(place) { return this.at(place) >= 0; }
	find(id) { return this.everyone.find((person) => person.id === id); }
	cards(id) { return this.held.get(id)?.cards ?? []; }
	act(place, deed, body) { return post(`${pathOf(place)}/${deed}`, body); }

	/** A peer as the address has it: nothing for the first bot, the id for others. */
	peerAs(peer) {
		const name = `${peer ?? this.bots[0]?.id}`.toLowerCase();
		const at = this.bots.findIndex(({ id, username }) => `${id}` === name || username.toLowerCase() === name);
		return at === 0 ? undefined : `${this.bots[at]?.id ?? peer}`;
	}

	inFront() {
		const chat = this.panes[this.active]?.chat;
		if (!chat) return {};
		return chat.isGroup ? { chat_id: chat.card.peer } : { chat_id: chat.person.id, bot: chat.bot?.id };
	}

	/** Asks who is there and what waits for whom; for chats only where something may have changed. */
	async look(again = false) {
		try {
			const [{ people: everyone, roles: known }, { bots }] = await Promise.all([get("/people"), get("/bots")]);
			const held = new Map(await Promise.all(everyone.map(async (person) => [person.id, await this.cardsOf(person, again)])));
			const shape = JSON.stringify([everyone, bots, [...held.values()]]);
			Object.assign(this, { everyone, bots, held });
			roles.splice(0, roles.length, ...known);
			if (shape === this.shape) return;
			this.shape = shape;
			this.drawPeople();
			for (const { chat } of this.panes) chat.setBlocked(this.cards(chat.person.id).some(({ peer, blocked }) => blocked && peer === chat.card.peer));
			const places = this.places().filter(({ id, peer = "" }) => !peer.startsWith("-") || this.cards(id).some((card) => `${card.peer}` === peer)); // not those of a group that was left
			if (places.length < this.panes.length) go(places);
			if (!this.panes.length || this.places().some(({ id }) => !this.find(id))) this.follow();
		} catch {
			return; // the chats say that the server is away; the next look comes soon
		}
	}

	async cardsOf(person, again) {
		const shape = JSON.stringify(person);
		const known = this.held.get(person.id);
		const open = this.places().some(({ id }) => id === person.id);
		return known?.shape === shape && !open && !again ? known : { shape, cards: (await get(`/people/${person.id}/chats`)).chats };
	}

	drawFrame() {
		const [lang, other] = language() === "zh" ? ["zh-Hans", "en"] : ["en", "zh-Hans"];
		document.documentElement.lang = lang;
		document.title = `${say("product")} · ${say("tagline")}`;
		this.clock.tick();
		this.secondButton = el("button.small-button.second", { click: () => this.toggleSecond() }, icon("beside"), el("span"));
		BAR.replaceChildren(
			el("h1", el("a.brand", { href: "#/", label: document.title }, el("img", { src: "/page/icon.svg", alt: "", width: 30, height: 30 }), el("span", el("b", say("product")), el("small", say("tagline"))))),
			this.clock.node, el("div.bar-end", this.secondButton, el("button.small-button.language", { lang: other, label: say("switchLanguage"), title: say("switchLanguage"), click: () => this.changeLanguage() }, say("otherLanguage")),
				iconButton("more", say("pageMenu"), (event) => this.menu(event.currentTarget))));
		this.panel.draw();
	}

	menu(anchor) {
		openMenu(anchor, say("pageMenu"), [
			["dark", say("theme"), () => this.otherTheme()],
			this.panes.length > 0 && ["copy", say("copyLink"), () => this.copyLink()],
			["panel", say("panel"), () => this.panel.open()],
		]);
	}

	otherTheme() {
		localStorage.setItem(KEPT_THEME, document.documentElement.dataset.theme === "dark" ? "light" : "dark");
		applyTheme();
	}

	async copyLink() {
		await navigator.clipboard?.writeText(`${location.origin}/${addressOf(this.places())}`);
		this.toasts.show(say("copied"));
	}

	drawPeople() {
		drawPeople(PEOPLE, this);
		this.secondButton.lastChild.textContent = say(this.panes.length > 1 ? "secondClose" : "second");
		this.secondButton.hidden = this.panes.length === 0 || this.everyone.length < 2;
	}

	/** Makes the panes those of the address; a pane that stays keeps its place, a chat that stays goes on. */
	follow() {
		const places = openPlaces().filter(({ id }) => this.find(id)).map(({ id, peer }) => ({ id, peer: this.peerAs(peer) }));
		const added = places.findIndex((place) => !this.isOpen(place));
		const before = this.panes;
		this.panes = places.map((place, at) => {
			const known = before[this.at(place)];
			return known?.isSecond === (at === 1) ? known : this.makePane(known?.chat ?? this.makeChat(place), at === 1);
		});
		for (const pane of before) {
			if (!this.panes.includes(pane)) pane.close();
			if (!this.isOpen(pane.chat.place)) pane.chat.close();
		}
		const wanted = this.panes.length ? this.panes.map(({ node }) => node) : [this.emptyState()];
		if (wanted.length !== PANES.children.length || wanted.some((node, at) => PANES.children[at] !== node)) PANES.replaceChildren(...wanted);
		this.panes.forEach(({ chat, log }) => { if (chat.loaded) log.toEnd(); });
		APP.className = `app ${["choosing", "chatting", "chatting two"][this.panes.length]}`;
		this.activate(added >= 0 ? added : Math.min(this.active, Math.max(0, places.length - 1)));
		if (added >= 0 && !touch.matches) this.panes[added].focus();
		this.drawPeople();
	}

	makeChat(place) { return new Chat(this.find(place.id), place, this.bots.find(({ id }) => this.peerAs(id) === place.peer)); }

	makePane(chat, isSecond) {
		const pane = new Pane(chat, this, isSecond);
		["pointerdown", "focusin"].forEach((kind) => pane.node.addEventListener(kind, () => this.activate(this.panes.indexOf(pane))));
		return pane;
	}

	activate(at) {
		if (at < 0) return;
		this.active = at;
		this.panes.forEach((pane, index) => pane.node.classList.toggle("active", index === at));
	}

	back() { go([]); }

	show(place) {
		const at = this.at(place);
		if (at >= 0) { this.activate(at); return this.panes[at].focus(); }
		const places = this.places();
		places[this.active] = place;
		return go(narrow.matches ? [place] : places);
	}

	/** Shows a chat to which something in `pane` led. */
	showFrom(place, pane) {
		if (!this.isOpen(place) && !narrow.matches && this.panes.length === 1 && place.id !== pane.chat.person.id) return this.showBeside(place);
		this.activate(this.panes.indexOf(pane));
		return this.show(place);
	}

	showBeside(place) {
		const [first] = this.places();
		go(first && keyOf(first) !== keyOf(place) ? [first, place] : [place]);
	}

	closePane({ chat }) {
		this.active = 0;
		go(this.places().filter((place) => place !== chat.place));
	}

	async toggleSecond() {
		if (this.panes.length > 1) return this.closePane(this.panes[1]);
		const id = await choose(say("pickSecond"), this.everyone.filter(({ id: each }) => !this.isOpen({ id: each })).map((person) => asItem(person, roleName(person))));
		return id && this.showBeside({ id });
	}

	emptyState() {
		const isFirst = ({ role_hint: role }) => role === (roles[0]?.role ?? this.everyone[0]?.role_hint);
		const other = this.everyone.find((person) => !isFirst(person)) ?? this.everyone[1];
		const ids = [this.everyone.find(isFirst)?.id, other?.id];
		return el("section.pane.empty", el("div.empty-card", el("img", { src: "/page/icon.svg", alt: "", width: 56, height: 56 }), el("p", say(this.everyone.length ? "emptyOne" : "nobody")),
			ids.every(Boolean) && button(say("emptyTwo"), () => go(ids.map((id) => ({ id }))))));
	}

	async make(make, placeOf) {
		const made = await this.toasts.attempt(make);
		if (!made) return;
		await this.look(true);
		this.show(placeOf(made));
	}

	addPerson(role) { return this.make(() => newPerson(this.everyone, role), ({ id }) => ({ id })); }
	addNamed() { return this.make(() => newNamed(this.everyone), ({ id }) => ({ id })); }

	/** Who begins a group or goes to a new bot: the one whose chat is in front. */
	get self() { return (this.places()[this.active] ?? this.everyone[0])?.id; }
	addGroup() { return this.make(() => newGroup(this, this.self), ({ peer }) => ({ id: this.self, peer: `${peer}` })); }
	addBot() { return this.make(newBot, (bot) => ({ id: this.self, peer: this.peerAs(bot.id) })); }

	changeLanguage() {
		switchLanguage();
		this.panes.forEach((pane) => pane.close());
		this.panes = this.panes.map(({ chat, isSecond }) => this.makePane(chat, isSecond));
		this.drawFrame();
		this.follow();
		BAR.querySelector(".language").focus();
	}
}

new Desk().begin();
