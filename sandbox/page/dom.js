// Builds elements. Every text goes in as text, never as markup, so nothing a message says can become HTML.

const SVG = "http://www.w3.org/2000/svg";

const STROKES = {
  plus: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  more: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  attach: "M20 11.500l-8 8a5 5 0 0 1-7-7l8.5-8.500a3.3 3.3 0 0 1 4.7 4.700l-8.4 8.400a1.7 1.7 0 0 1-2.4-2.400l7.6-7.6",
  send: "M4.5 12L20 4.5 15.5 20l-3.7-6.300zM11.8 13.700L20 4.5",
  keys: "M4 6.500h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM7 10.200h.01M10.3 10.200h.01M13.7 10.200h.01M17 10.200h.01M8 14h8",
  commands: "M5 7h14M5 12h14M5 17h9",
  system: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
  light: "M12 8.500a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.600L7 7M17 17l1.4 1.400M18.4 5.600L17 7M7 17l-1.4 1.4",
  dark: "M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z",
  beside: "M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM12 5v14",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.300l3 1.7",
  file: "M13.5 3.500H7a1 1 0 0 0-1 1v15a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V8zM13.5 3.500V8H18",
  place: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 7.700a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.600z",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20a7.5 7.5 0 0 1 15 0",
  voice: "M12 3.500a2.8 2.8 0 0 0-2.8 2.800v5a2.8 2.8 0 0 0 5.6 0v-5A2.8 2.8 0 0 0 12 3.500zM6 11.500a6 6 0 0 0 12 0M12 17.500V21",
  sticker: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9 10h.01M15 10h.01M8.5 14a4.2 4.2 0 0 0 7 0",
  image: "M5 5h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM4.5 17l5-5.5 4 4 2.5-2.5 3.5 3.500M15.5 9h.01",
  portrait: "M6 3.500h12a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM12 7.500a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.200zM7.5 18a4.5 4.5 0 0 1 9 0",
  reply: "M10 7L4.5 12l5.5 5M5 12h8.500a6 6 0 0 1 6 6",
  forward: "M14 7l5.5 5-5.5 5M19 12h-8.500a6 6 0 0 0-6 6",
  copy: "M9 8.500h9.500a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.500a1 1 0 0 1 1-1zM16 8.500V5a1 1 0 0 0-1-1H5.500a1 1 0 0 0-1 1v9.500a1 1 0 0 0 1 1H8",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  down: "M6 9.500l6 6 6-6",
  out: "M9 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-3M13 5h6v6M19 5l-8 8",
  stop: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.5 6.500l11 11",
  bin: "M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7",
};

/** An element; props: class, text, on {event: fn}, data {name: value}; everything else is an attribute (false/null: left out). */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  if (tag === "button") node.type = "button";
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setProp(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "class") node.className = value;
  else if (name === "text") node.textContent = value;
  else if (name === "on") Object.entries(value).forEach(([event, heard]) => node.addEventListener(event, heard));
  else if (name === "data") Object.assign(node.dataset, value);
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** A drawn 24×24 icon, hidden from screen readers: the button around it carries the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STROKES[name]);
  svg.append(path);
  return svg;
}

/** A square button with only an icon; its label is read aloud and shown on hover. */
export function iconButton(name, label, heard, props = {}) {
  const kind = ["icon-button", props.class].filter(Boolean).join(" ");
  return el("button", { "aria-label": label, title: label, on: { click: heard }, ...props, class: kind }, icon(name));
}

/** The round picture of a person: initials on a colour that stays the same for this person. */
export function avatar(person, size = "") {
  const name = fullName(person) || "?";
  const latin = /^[\u0000-\u024f]*$/.test(name);
  const letters = latin ? name.split(/\s+/).slice(0, 2).map((word) => word[0]).join("") : [...name].slice(-2).join("");
  return el("span", { class: `avatar tint-${Math.abs(person.id) % 8} ${size}`, text: letters.toUpperCase(), "aria-hidden": "true" });
}

/** Chinese names are written together, others with a space; Telegram's last_name comes first in Chinese. */
export function fullName(person) {
  const first = person.first_name ?? "";
  const last = person.last_name ?? "";
  if (!last) return first;
  return /[\u3400-\u9fff]/.test(first + last) ? `${last}${first}` : `${first} ${last}`;
}

/** Telegram keeps numbers with the country code and without a plus; people read them with one. */
export const phoneShown = (number = "") => (/^[1-9]\d{11,}$/.test(number) ? `+${number}` : number);
