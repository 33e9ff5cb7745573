// Puts the page together: the bar, the people, one or two chats; follows the address and asks who has news.

import * as api from "./api.js";
import { Chat } from "./chat.js";
import { ClockBar } from "./clock_bar.js";
import { avatar, el, fullName, icon, iconButton } from "./dom.js";
import { followSystem, nextTheme, theme } from "./looks.js";
import { Pane } from "./pane.js";
import { drawPeople, newPerson } from "./people_list.js";
import { roleName } from "./roles.js";
import { go, openIds } from "./route.js";
import { toastPlace } from "./toasts.js";
import { language, say, switchLanguage } from "./words.js";

const LOOK_EVERY = 2000;
const PLACES = Object.fromEntries(["bar", "app", "people", "panes"].map((id) => [id, document.getElementById(id)]));

class Desk {
  constructor() {
    Object.assign(this, { everyone: [], chats: new Map(), panes: [], active: 0, picking: false, bot: { first_name: "", username: "" } });
    this.toasts = toastPlace();
    this.clock = new ClockBar((deed) => this.attempt(deed), this.toasts.show);
    document.body.append(this.toasts.place);
  }

  async begin() {
    followSystem();
    this.drawFrame();
    window.addEventListener("hashchange", () => this.follow());
    ["dragover", "drop"].forEach((kind) => window.addEventListener(kind, (event) => event.preventDefault())); // a file dropped beside a chat must not replace the page
    await this.look();
    this.follow();
    this.clock.ask();
    setInterval(() => { if (!document.hidden) this.look(); }, LOOK_EVERY);
  }

  people() { return this.everyone; }
  shown() { return this.panes.map((pane) => pane.chat.person.id); }
  find(id) { return this.everyone.find((person) => person.id === id); }

  /** Asks who is there and what waits for whom. Open chats have their own streams; more would use up the browser's connections. */
  async look() {
    try {
      const [everyone, bot] = await Promise.all([api.people(), this.bot.first_name ? this.bot : api.bot()]);
      const before = JSON.stringify([this.everyone, this.bot]);
      Object.assign(this, { everyone, bot });
      if (before === JSON.stringify([everyone, bot])) return;
      this.drawPeople();
      for (const { id, blocked } of everyone) this.chats.get(id)?.setBlocked(Boolean(blocked));
      if (!this.panes.length || this.shown().some((id) => !this.find(id))) this.follow();
    } catch {
      return; // the chats say that the server is away; the next look comes soon
    }
  }

  drawFrame() {
    document.documentElement.lang = language() === "zh" ? "zh-Hans" : "en";
    document.title = say("pageTitle");
    this.clock.draw();
    this.secondButton = el("button", { class: "small-button second", on: { click: () => this.toggleSecond() } }, icon("beside"), el("span", {}));
    const other = el("button", { class: "small-button language", lang: language() === "zh" ? "en" : "zh-Hans", "aria-label": say("switchLanguage"), title: say("switchLanguage"), on: { click: () => this.changeLanguage() } },
      el("span", { class: "wide", text: say("otherLanguage") }), el("span", { class: "narrow", text: say("otherLanguageShort") }));
    this.looksButton = iconButton(theme(), say(`theme_${theme()}`), () => this.changeLooks(), { class: "looks" });
    PLACES.bar.replaceChildren(
      el("a", { class: "brand", href: "#/", "aria-label": `${say("product")} · ${say("tagline")}` }, el("img", { src: "/page/icon.svg", alt: "", width: 30, height: 30 }),
        el("span", {}, el("b", { text: say("product") }), el("small", { text: say("tagline") }))),
      this.clock.node, el("div", { class: "bar-end" }, this.secondButton, other, this.looksButton));
  }

  drawPeople() {
    drawPeople(PLACES.people, this);
    const waiting = this.everyone.filter(({ id }) => !this.shown().includes(id)).reduce((sum, { unread }) => sum + unread, 0);
    document.title = waiting ? `(${waiting}) ${say("pageTitle")}` : say("pageTitle");
    const two = this.panes.length > 1 || this.picking;
    this.secondButton.querySelector("span").textContent = say(two ? "secondClose" : "second");
    this.secondButton.setAttribute("aria-pressed", String(two));
    this.secondButton.hidden = this.panes.length === 0 || this.everyone.length < 2;
  }

  /** Makes the panes those of the address; a pane that stays keeps its place. */
  follow() {
    const ids = openIds().filter((id) => this.find(id));
    const added = ids.find((id) => !this.shown().includes(id));
    for (const [id, chat] of this.chats) if (!ids.includes(id)) { chat.close(); this.chats.delete(id); }
    this.panes.filter((pane) => !ids.includes(pane.chat.person.id) || pane.desk.isSecond !== (ids.indexOf(pane.chat.person.id) === 1)).forEach((pane) => pane.close());
    this.panes = ids.map((id, at) => this.panes.find((pane) => pane.node.isConnected && pane.chat.person.id === id) ?? this.makePane(id, at === 1));
    if (ids.length > 1) this.picking = false;
    if (!ids.length) this.picking = false;
    this.arrange();
    if (added) this.activate(ids.indexOf(added));
    if (added && !matchMedia("(hover: none)").matches) this.panes[ids.indexOf(added)].focus();
    this.drawPeople();
  }

  makePane(id, isSecond) {
    if (!this.chats.has(id)) this.chats.set(id, new Chat(this.find(id)).open());
    const pane = new Pane(this.chats.get(id), {
      bot: this.bot, isSecond, everybody: () => this.everyone, back: () => go([]), close: (gone) => this.closePane(gone), show: (next, from) => this.showFrom(next, from),
    });
    ["pointerdown", "focusin"].forEach((kind) => pane.node.addEventListener(kind, () => this.activate(this.panes.indexOf(pane))));
    return pane;
  }

  arrange() {
    const { panes } = this;
    const wanted = panes.length ? panes.map((pane) => pane.node) : [this.emptyState()];
    if (this.picking && panes.length === 1) wanted.push(this.picker());
    if (wanted.some((node, at) => PLACES.panes.children[at] !== node) || PLACES.panes.children.length !== wanted.length) PLACES.panes.replaceChildren(...wanted);
    panes.forEach((pane) => { if (pane.chat.loaded) pane.log.toEnd(); });
    PLACES.app.className = `app ${panes.length ? "chatting" : "choosing"} ${wanted.length > 1 ? "two" : ""}`;
    document.body.classList.toggle("in-chat", panes.length > 0);
    this.activate(Math.min(this.active, Math.max(0, panes.length - 1)));
  }

  activate(at) {
    if (at < 0) return;
    this.active = at;
    this.panes.forEach((pane, index) => pane.node.classList.toggle("active", index === at));
  }

  show(id) {
    const ids = this.shown();
    if (ids.includes(id)) { this.activate(ids.indexOf(id)); this.panes[ids.indexOf(id)].focus(); return; }
    if (this.picking) return go([...ids, id]);
    if (matchMedia("(max-width: 700px)").matches) return go([id]);
    ids[this.active] = id;
    go(ids);
  }

  showFrom(id, pane) {
    if (this.shown().includes(id)) return this.show(id);
    return this.panes.length === 1 && !matchMedia("(max-width: 700px)").matches ? this.showBeside(id) : (this.activate(this.panes.indexOf(pane)), this.show(id));
  }

  showBeside(id) {
    const [first] = this.shown();
    go(first && first !== id ? [first, id] : [id]);
  }

  closePane(pane) {
    this.active = 0;
    go(this.shown().filter((id) => id !== pane.chat.person.id));
  }

  toggleSecond() {
    if (this.panes.length > 1) return this.closePane(this.panes[1]);
    this.picking = !this.picking;
    this.arrange();
    this.drawPeople();
    if (this.picking) PLACES.panes.querySelector(".picker .choice")?.focus();
    return undefined;
  }

  emptyState() {
    const lines = this.everyone.length ? ["emptyOne", "emptyTwo"] : ["nobody"];
    return el("section", { class: "pane empty" }, el("div", { class: "empty-card" }, el("img", { src: "/page/icon.svg", alt: "", width: 56, height: 56 }),
      ...lines.map((key) => el("p", { text: say(key) }))));
  }

  picker() {
    const others = this.everyone.filter(({ id }) => !this.shown().includes(id));
    const line = (person) => el("button", { class: "choice", on: { click: () => this.showBeside(person.id) } }, avatar(person),
      el("span", { class: "who" }, el("b", { text: fullName(person) }), el("small", { text: roleName(person) })));
    return el("section", { class: "pane empty picker", "aria-label": say("second") }, el("div", { class: "empty-card" }, el("h2", { text: say("pickSecond") }),
      el("div", { class: "choices" }, ...others.map(line))));
  }

  async addPerson() {
    const person = await this.attempt(() => newPerson(this.everyone));
    if (!person) return;
    await this.look();
    this.show(person.id);
  }

  changeLanguage() {
    switchLanguage();
    this.panes.forEach((pane) => pane.close());
    this.panes = [];
    this.drawFrame();
    this.follow();
    PLACES.bar.querySelector(".language").focus();
  }

  changeLooks() {
    nextTheme();
    const label = say(`theme_${theme()}`);
    this.looksButton.replaceChildren(icon(theme()));
    this.looksButton.title = label;
    this.looksButton.setAttribute("aria-label", label);
    this.toasts.show(label);
  }

  async attempt(deed) {
    try {
      return await deed();
    } catch (error) {
      this.toasts.show(error.status === 0 ? say("offline") : say("failed", { reason: error.message }));
      return null;
    }
  }
}

new Desk().begin();
