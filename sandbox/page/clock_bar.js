// The demo clock: shows the sandbox's time in Shanghai and winds it forward, so that reminders are seen at once.

import * as api from "./api.js";
import { el, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { dayAndTime } from "./times.js";
import { say } from "./words.js";

const HOUR = 3600;
const ASK_EVERY = 15000;

export class ClockBar {
  constructor(attempt, notice) {
    Object.assign(this, { attempt, notice, ahead: 0, offset: 0 });
    this.node = el("div", { class: "clock", role: "group" });
    setInterval(() => this.tick(), 1000);
    setInterval(() => { if (!document.hidden) this.ask(); }, ASK_EVERY);
  }

  /** The sandbox's present moment, as a Date. */
  now() {
    return new Date(Date.now() + this.ahead);
  }

  draw() {
    const button = (label, long, deed, kind) => el("button", { class: `small-button ${kind}`, text: label, title: long, "aria-label": long, on: { click: deed } });
    this.face = el("button", { class: "clock-face", title: say("clockHint"), on: { click: (event) => this.menu(event.currentTarget) } }, icon("clock"), el("time", {}));
    this.back = button(say("resetClock"), say("resetClock"), () => this.move({ reset: true }), "quiet");
    this.node.setAttribute("aria-label", say("clock"));
    this.node.replaceChildren(this.face, button(say("hour"), say("hourLong"), () => this.move({ advance_seconds: HOUR }), "hour"),
      button(say("day"), say("dayLong"), () => this.move({ advance_seconds: 24 * HOUR }), "day"), this.back);
    this.tick();
  }

  tick() {
    if (!this.face) return;
    const shown = dayAndTime(this.now());
    const time = this.face.lastChild;
    if (time.textContent !== shown) time.textContent = shown;
    this.face.setAttribute("aria-label", `${say("clock")} ${shown}`);
    this.back.hidden = this.offset === 0;
    this.node.classList.toggle("ahead", this.offset !== 0);
  }

  async ask() {
    try {
      this.take(await api.clock());
    } catch {
      return; // the chats already say that the server is away
    }
  }

  take({ now, offset_seconds }) {
    this.ahead = Date.parse(now) - Date.now();
    this.offset = offset_seconds;
    this.tick();
  }

  async move(change) {
    const moved = await this.attempt(() => api.moveClock(change));
    if (!moved) return;
    this.take(moved);
    this.notice(say("clockMoved", { time: dayAndTime(this.now()) }));
  }

  menu(anchor) {
    openMenu(anchor, say("clock"), [
      { icon: "clock", label: say("hourLong"), deed: () => this.move({ advance_seconds: HOUR }) },
      { icon: "clock", label: say("dayLong"), deed: () => this.move({ advance_seconds: 24 * HOUR }) },
      this.offset ? { icon: "reply", label: say("resetClock"), deed: () => this.move({ reset: true }) } : null,
    ]);
  }
}
