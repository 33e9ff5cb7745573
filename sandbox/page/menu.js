// A small menu beside a button.

import { el, icon } from "./dom.js";

const GAP = 6;

function place(menu, anchor) {
	const from = anchor.getBoundingClientRect();
	const own = menu.getBoundingClientRect();
	const below = from.bottom + GAP + own.height <= innerHeight;
	const top = below ? from.bottom + GAP : Math.min(from.top, innerHeight) - GAP - own.height;
	menu.style.setProperty("top", `${Math.max(GAP, top)}px`);
	menu.style.setProperty("left", `${Math.min(Math.max(GAP, from.left), innerWidth - own.width - GAP)}px`);
}

function move(menu, event) {
	const items = [...menu.querySelectorAll("[role=menuitem]")];
	const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
	const next = step ? items.indexOf(document.activeElement) + step + items.length : { Home: 0, End: items.length - 1 }[event.key];
	if (next === undefined) return;
	event.preventDefault();
	items[next % items.length].focus();
}

/** items: [icon, words, deed, class?]; a list of {words, deed} is one row; null is left out. The focus returns to where it was. */
export function openMenu(anchor, label, items) {
	const line = (sign, words, deed, kind = "plain") => el(`button.${kind}`, { role: "menuitem", click: () => { menu.hidePopover(); deed(); } }, sign && icon(sign), el("span", words));
	const menu = el("div.menu", { role: "menu", label, popover: true, keydown: (event) => move(menu, event), toggle: ({ newState }) => { if (newState === "closed") menu.remove(); } },
		items.filter(Boolean).map((item) => (typeof item[0] === "object" ? el("div.menu-row", { role: "none" }, item.map(({ words, deed }) => line(null, words, deed))) : line(...item))));
	anchor.closest("main, header").append(menu);
	menu.showPopover();
	place(menu, anchor);
	menu.querySelector("[role=menuitem]").focus();
	window.addEventListener("resize", () => menu.hidePopover(), { once: true });
}
