// A small menu beside a button or a point: arrows move, Enter chooses, Escape or a click elsewhere closes.

import { el, icon } from "./dom.js";

const GAP = 6;

function place(menu, anchor) {
  const from = anchor.getBoundingClientRect();
  const own = menu.getBoundingClientRect();
  const below = from.bottom + GAP + own.height <= innerHeight;
  const top = below ? from.bottom + GAP : from.top - GAP - own.height;
  menu.style.setProperty("top", `${Math.max(GAP, top)}px`);
  menu.style.setProperty("left", `${Math.min(Math.max(GAP, from.left), innerWidth - own.width - GAP)}px`);
}

function move(menu, event) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items[next % items.length].focus();
}

/** items: {icon, label, deed, kind?}; nulls are left out. The focus returns to where it was. */
export function openMenu(anchor, label, items) {
  const before = document.activeElement;
  const over = new AbortController();
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label });
  const close = () => { over.abort(); menu.remove(); before?.focus?.(); };
  const line = ({ icon: sign, label: text, deed, kind = "" }) => el("button", { role: "menuitem", class: kind,
    on: { click: () => { close(); deed(); } } }, icon(sign), el("span", { text }));
  menu.append(...items.filter(Boolean).map(line));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || event.key === "Tab") { event.preventDefault(); event.stopPropagation(); close(); } else move(menu, event);
  });
  document.body.append(menu);
  place(menu, anchor);
  menu.querySelector("[role=menuitem]")?.focus();
  document.addEventListener("pointerdown", (event) => { if (!menu.contains(event.target)) close(); }, { signal: over.signal, capture: true });
  window.addEventListener("resize", close, { signal: over.signal });
}
