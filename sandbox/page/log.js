// The list of messages: keeps bubbles in order, stays at the end while one is there, counts what came below.

import { bubble } from "./bubble.js";
import { el, icon } from "./dom.js";
import { dayOf, fromUnix } from "./times.js";
import { say } from "./words.js";

const NEAR = 90;
const TOGETHER = 300;

export class Log {
  constructor(chat, room) {
    Object.assign(this, { chat, room, drawn: new Map(), missed: 0, pinned: true, top: 0 });
    this.list = el("div", { class: "list" });
    this.node = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": say("messages"), tabindex: "0" }, this.list);
    this.jump = el("button", { class: "jump", hidden: true, on: { click: () => this.toEnd(true) } }, icon("down"), el("span", {}));
    this.node.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.node.addEventListener("keydown", (event) => this.keyed(event));
    this.node.addEventListener("contextmenu", (event) => this.asked(event));
    this.sizes = new ResizeObserver(() => { if (this.pinned) this.toEnd(); });
    this.sizes.observe(this.list);
    this.sizes.observe(this.node);
  }

  /** Brings the list to what the chat holds; elements of unchanged messages are kept. */
  all() {
    for (const [id, { node }] of this.drawn) if (!this.chat.messages.has(id)) { node.remove(); this.drawn.delete(id); }
    for (const message of this.chat.messages.values()) this.put(message);
    this.arrange();
  }

  one({ message, fresh }) {
    this.put(message);
    this.arrange();
    if (message.out && fresh) this.pinned = true;
    if (this.pinned) this.toEnd();
    else if (fresh) this.count(this.missed + 1);
  }

  put(message, again = false) {
    const shape = JSON.stringify(message);
    const known = this.drawn.get(message.message_id);
    if (known && known.shape === shape && !again) return;
    const node = bubble(message, this.room);
    const focused = known?.node.contains(document.activeElement);
    const at = known ? [...known.node.querySelectorAll(".key")].indexOf(document.activeElement) : -1;
    if (known) known.node.replaceWith(node);
    else this.list.append(node);
    this.drawn.set(message.message_id, { node, shape, message });
    if (focused) (node.querySelectorAll(".key")[at] ?? node).focus({ preventScroll: true });
  }

  redraw(id) {
    const message = this.chat.messages.get(id);
    if (message) { this.put(message, true); this.arrange(); }
  }

  gone(id) {
    this.drawn.get(id)?.node.remove();
    this.drawn.delete(id);
    this.arrange();
  }

  /** Day lines between days; bubbles of one side that follow closely stand close. */
  arrange() {
    this.list.querySelectorAll(".day").forEach((line) => line.remove());
    let before = null;
    for (const { node, message } of this.drawn.values()) {
      const day = dayOf(fromUnix(message.date));
      if (!before || dayOf(fromUnix(before.date)) !== day) node.before(el("div", { class: "day", "aria-hidden": "true" }, el("span", { text: day })));
      const close = before && Boolean(before.out) === Boolean(message.out) && message.date - before.date < TOGETHER;
      node.classList.toggle("close", Boolean(close));
      before = message;
    }
  }

  toEnd(smooth = false) {
    this.pinned = true;
    this.count(0);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.node.scrollTo({ top: this.node.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
  }

  scrolled() {
    const { scrollHeight, clientHeight, scrollTop } = this.node;
    const up = scrollTop < this.top; // only a person scrolls up; a pane that shrinks does not let go of the end
    this.top = scrollTop;
    this.pinned = scrollHeight - clientHeight - scrollTop < NEAR || (this.pinned && !up);
    if (this.pinned) this.missed = 0;
    this.count(this.missed);
  }

  count(missed) {
    this.missed = missed;
    this.jump.hidden = this.pinned;
    this.jump.classList.toggle("some", missed > 0);
    this.jump.lastChild.textContent = missed ? String(missed) : "";
    this.jump.setAttribute("aria-label", missed ? say("newMessages", { n: missed }) : say("toEnd"));
  }

  show(id) {
    const node = this.drawn.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), 1600);
  }

  keyed(event) {
    const nodes = [...this.drawn.values()].map((each) => each.node);
    const at = nodes.indexOf(document.activeElement);
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if (document.activeElement !== this.node && at < 0) return;
      event.preventDefault();
      const next = event.key === "ArrowUp" ? (at < 0 ? nodes.length - 1 : at - 1) : at + 1;
      nodes[Math.max(0, Math.min(next, nodes.length - 1))]?.focus();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault(); // or the same key press would choose the menu's first line
      this.openMenu(nodes[at]);
    }
  }

  asked(event) {
    const node = event.target.closest(".message");
    if (!node || event.target.closest("a, .key, .photo") || String(getSelection())) return;
    event.preventDefault();
    this.openMenu(node);
  }

  openMenu(node) {
    const message = this.chat.messages.get(Number(node.dataset.id));
    this.room.menu(message, node.querySelector(".bubble"));
  }

  close() {
    this.sizes.disconnect();
  }
}
