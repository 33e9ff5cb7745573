// Short notices that come and go by themselves, read aloud politely.

import { el } from "./dom.js";

const LASTS = 3800;
const PER_CHARACTER = 45;

/** A place for notices; show(text) adds one. Long texts stay longer. */
export function toastPlace() {
  const place = el("div", { class: "toasts", role: "status" });
  const show = (text) => {
    const toast = el("div", { class: "toast", text });
    place.append(toast);
    while (place.children.length > 3) place.firstChild.remove();
    setTimeout(() => toast.remove(), LASTS + PER_CHARACTER * text.length);
  };
  return { place, show };
}
