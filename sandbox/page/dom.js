// Builds elements. Every text goes in as text, so nothing a message says can become HTML.

const SVG = "http://www.w3.org/2000/svg";
const ROUND = "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z";
const SQUARE = "M5 5h14v14H5z";

const STROKES = {
	plus: "M12 5v14M5 12h14",
	back: "M15 5l-7 7 7 7",
	close: "M6 6l12 12M18 6L6 18",
	check: "M5 12l5 5 9-11",
	more: "M12 5v.01M12 12v.01M12 19v.01",
	attach: "M20 12l-8 8a5 5 0 0 1-7-7l9-9a3.3 3.3 0 0 1 4.7 4.7l-9 9a1.7 1.7 0 0 1-2.4-2.4l8-8",
	send: "M4 12L20 4l-5 16-3-6zM12 14l8-10",
	keys: "M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14h8",
	commands: "M5 7h14M5 12h14M5 17h9",
	dark: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
	beside: "M3 5h18v14H3zM12 5v14",
	panel: "M3 5h18v14H3zM15 5v14",
	clock: `${ROUND}M12 8v4l3 2`,
	file: "M13 4H6v16h12V9zM13 4v5h5",
	place: "M12 21s-6-6-6-11a6 6 0 0 1 12 0c0 5-6 11-6 11zM12 8v4",
	person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM5 20a7 7 0 0 1 14 0",
	voice: "M12 4a3 3 0 0 0-3 3v4a3 3 0 0 0 6 0V7a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
	sticker: `${ROUND}M9 10h.01M15 10h.01M8 14a4 4 0 0 0 8 0`,
	image: `${SQUARE}M5 17l5-5 4 4 2-2 3 3M15 9h.01`,
	portrait: "M5 4h14v16H5zM12 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 18a4 4 0 0 1 8 0",
	poll: "M6 20v-7M12 20V5M18 20v-10",
	dice: `${SQUARE}M9 9h.01M15 15h.01M15 9h.01M9 15h.01`,
	scan: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M8 8h3v3H8zM14 14h2v2",
	reply: "M10 7l-5 5 5 5M5 12h8a6 6 0 0 1 6 6",
	forward: "M14 7l5 5-5 5M19 12h-8a6 6 0 0 0-6 6",
	copy: "M8 8h12v12H8zM16 8V4H4v12h4",
	edit: "M5 19l1-4L16 5l3 3L9 18z",
	pin: "M9 4h6l-1 6 3 4H7l3-4zM12 14v6",
	down: "M6 9l6 6 6-6",
	out: "M9 6H5v13h13v-4M13 5h6v6M19 5l-8 8",
	stop: `${ROUND}M6 6l12 12`,
	bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
};

/** el("div.class", …): objects among the children are props (functions: listeners; label; data; attributes); empty ones are left out. */
export function el(name, ...children) {
	const [tag, ...classes] = name.split(".");
	const node = document.createElement(tag);
	if (classes.length) node.className = classes.join(" ");
	if (tag === "button") node.type = "button";
	for (const child of children.flat()) {
		if (child?.constructor === Object) Object.entries(child).forEach(([key, value]) => setProp(node, key, value));
		else if (child || child === 0) node.append(child);
	}
	return node;
}

function setProp(node, name, value) {
	if (value === null || value === undefined || value === false) return;
	if (typeof value === "function") node.addEventListener(name, value);
	else if (name === "data") Object.assign(node.dataset, value);
	else node.setAttribute(name === "label" ? "aria-label" : name, value === true ? "" : value);
}

export function icon(name) {
	const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS(SVG, tag));
	path.setAttribute("d", STROKES[name]);
	svg.append(path);
	Object.entries({ viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" }).forEach(([key, value]) => svg.setAttribute(key, value));
	return svg;
}

export const button = (text, click, kind = "button.main") => el(`button.${kind}`, { click }, text);

export const iconButton = (name, label, click, kind = "") => el(`button.icon-button${kind && `.${kind}`}`, { label, title: label, click }, icon(name));

export function check(words, props, sign) {
	const box = el("input", { type: "checkbox" }, props);
	return { box, node: el("label.check", box, sign, el("span", words)) };
}

/** The round picture of a person, bot or group: initials on a colour that stays the same. */
export function avatar(one, size = "small") {
	const name = fullName(one) || "?";
	const latin = /^[\u0000-\u024f]*$/.test(name);
	const letters = latin ? name.split(/\s+/).map((word) => word[0]).join("").slice(0, 2).toUpperCase() : name.slice(one.title || one.is_bot ? 0 : -2).slice(0, 2);
	return el(`span.avatar.tint-${tint(one.id)}.${size}`, { "aria-hidden": "true" }, letters);
}

export const tint = (id) => Math.abs(id ?? 0) % 8;

/** Chinese names are written together, last name first, others with a space. */
export function fullName({ first_name: first, last_name: last, title }) {
	if (!last) return first ?? title ?? "";
	return /[\u3400-\u9fff]/.test(first + last) ? `${last}${first}` : `${first} ${last}`;
}

/** Telegram keeps numbers without a plus; people read them with one. */
export const phoneShown = (number = "") => (/^[1-9]\d{11,}$/.test(number) ? `+${number}` : number);
