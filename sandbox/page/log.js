// The list of messages: keeps order, stays at the end, counts what came below.

import { bubble } from "./bubble.js";
import { el, icon } from "./dom.js";
import { dayOf } from "./times.js";
import { say } from "./words.js";

const NEAR = 90;
const TOGETHER = 300;
const dayNumber = ({ date }) => Math.floor((date + 28800) / 86400); // in Shanghai, 8 hours ahead
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Log {
	constructor(chat, room) {
		Object.assign(this, { chat, room, drawn: new Map(), missed: 0, pinned: true, top: 0 });
		this.list = el("div.list");
		this.node = el("div.log", { role: "log", label: say("messages"), tabindex: 0,
			scroll: () => this.scrolled(), keydown: (event) => this.keyed(event), contextmenu: (event) => this.asked(event) }, this.list);
		this.jump = el("button.jump", { hidden: true, click: () => this.toEnd(true) }, icon("down"), el("span"));
		this.sizes = new ResizeObserver(() => { if (this.pinned) this.toEnd(); });
		this.sizes.observe(this.list);
		this.sizes.observe(this.node);
	}

	close() { this.sizes.disconnect(); }

	/** Brings the list to what the chat holds; elements of unchanged messages are kept. */
	all() {
		for (const id of this.drawn.keys()) if (!this.chat.messages.has(id)) this.forget(id);
		for (const message of this.chat.messages.values()) this.put(message);
		this.arrange();
		if (this.pinned) this.toEnd();
	}

	one({ message, fresh }) {
		this.put(message);
		this.arrange();
		if (this.chat.own(message) && fresh) this.pinned = true;
		if (this.pinned) this.toEnd();
		else if (fresh) this.count(this.missed + 1);
	}

	/** Draws a message, or the album that it belongs to; an album's messages share their node. */
	put(message, again = false) {
		const unit = this.chat.unit(message);
		const shape = JSON.stringify(unit);
		const known = unit.map((each) => this.drawn.get(each.message_id)).find(Boolean);
		if (known && known.shape === shape && !again) return;
		const node = bubble(unit, this.room);
		const controls = (of) => [...of.querySelectorAll("button, a, input")];
		const focused = known?.node.contains(document.activeElement);
		const at = focused ? controls(known.node).indexOf(document.activeElement) : -1;
		if (known) known.node.replaceWith(node);
		else this.list.append(node);
		for (const each of unit) this.drawn.set(each.message_id, { node, shape, message: unit[0] });
		if (focused) (controls(node)[at] ?? node).focus({ preventScroll: true });
	}

	redraw(id) {
		const message = this.chat.messages.get(id);
		if (message) { this.put(message, true); this.arrange(); }
	}

	forget(id) {
		const known = this.drawn.get(id);
		this.drawn.delete(id);
		if (known && !this.entries().some(({ node }) => node === known.node)) known.node.remove();
	}

	/** A message was deleted; what is left of its album closes up. */
	gone({ id, message }) {
		this.forget(id);
		const [left] = message?.media_group_id ? this.chat.unit(message) : [];
		if (left) this.put(left);
		this.arrange();
	}

	entries() { return [...new Map([...this.drawn.values()].map((entry) => [entry.node, entry])).values()]; }

	/** Day lines between days; bubbles of one sender that follow closely stand close. */
	arrange() {
		this.list.querySelectorAll(".day").forEach((line) => line.remove());
		let before = { date: 0 };
		for (const { node, message } of this.entries()) {
			if (dayNumber(before) !== dayNumber(message)) node.before(el("div.day", { "aria-hidden": "true" }, el("span", dayOf(message.date))));
			node.classList.toggle("close", before.from?.id === message.from?.id && message.date - before.date < TOGETHER);
			before = message;
		}
	}

	toEnd(smooth = false) {
		this.pinned = true;
		this.count(0);
		this.node.scrollTo({ top: this.node.scrollHeight, behavior: smooth && !calm.matches ? "smooth" : "instant" });
	}

	scrolled() {
		const { scrollHeight, clientHeight, scrollTop } = this.node;
		const up = scrollTop < this.top; // only a person scrolls up; a pane that shrinks does not let go of the end
		this.top = scrollTop;
		this.pinned = scrollHeight - clientHeight - scrollTop < NEAR || (this.pinned && !up);
		this.count(this.pinned ? 0 : this.missed);
	}

	count(missed) {
		this.missed = missed;
		this.jump.hidden = this.pinned;
		this.jump.lastChild.textContent = missed || "";
		this.jump.ariaLabel = missed ? say("newMessages", { n: missed }) : say("toEnd");
	}

	show(id) {
		const node = this.drawn.get(id)?.node;
		if (!node) return;
		node.scrollIntoView({ block: "center" });
		node.classList.add("found");
		setTimeout(() => node.classList.remove("found"), 1600);
	}

	keyed(event) {
		const nodes = this.entries().map(({ node }) => node);
		const at = nodes.indexOf(document.activeElement);
		const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
		if (step && (at >= 0 || document.activeElement === this.node)) {
			event.preventDefault();
			nodes[Math.max(0, Math.min((at < 0 ? nodes.length : at) + step, nodes.length - 1))]?.focus();
		} else if (event.key === "Enter" && at >= 0) {
			event.preventDefault(); // or the same key press would choose the menu's first line
			this.openMenu(nodes[at]);
		}
	}

	asked(event) {
		const node = event.target.closest("[data-id]");
		if (!node || event.target.closest("a, .key") || String(getSelection())) return;
		event.preventDefault();
		this.openMenu(node);
	}

	openMenu(node) {
		this.room.menu(this.chat.messages.get(Number(node.dataset.id)), node.querySelector(".bubble") ?? node);
	}
}
