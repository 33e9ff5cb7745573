// Text with Bot API entities (counted in UTF-16 units, as JavaScript does) as nodes.

import { el } from "./dom.js";
import { say } from "./words.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = ["pre", "blockquote", "expandable_blockquote"];
const SAFE = /^(https?:|mailto:|tel:)/i;

/** A link that opens elsewhere, or plain text where the address is none that a page should open. */
export function link(address, ...children) {
	const href = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
	return SAFE.test(href) ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, children) : el("span.mark", children);
}

function spoiler(children) {
	const inside = el("span", { tabindex: -1 }, children);
	const veil = el("button.spoiler", { label: say("spoiler"), click: () => { veil.replaceWith(inside); inside.focus(); } }, inside);
	return veil;
}

function quote(entity, children) {
	const block = el("blockquote", children);
	if (entity.type === "expandable_blockquote") {
		block.classList.add("folded");
		block.addEventListener("click", () => block.classList.toggle("folded"));
	}
	return block;
}

function wrap(entity, text, children, onCommand) {
	if (PLAIN[entity.type]) return el(PLAIN[entity.type], children);
	switch (entity.type) {
		case "pre": return el("pre", { tabindex: "0" }, el("code", children));
		case "blockquote":
		case "expandable_blockquote": return quote(entity, children);
		case "spoiler": return spoiler(children);
		case "text_link": return link(entity.url, ...children);
		case "url": return link(text, ...children);
		case "email": return link(`mailto:${text}`, ...children);
		case "phone_number": return link(`tel:${text.replace(/[^\d+]/g, "")}`, ...children);
		case "bot_command": return el("button.command-link", { click: () => onCommand(text) }, children);
		default: return el("span.mark", children);
	}
}

function build(text, from, to, entities, onCommand) {
	const nodes = [];
	let at = from;
	let rest = entities;
	while (rest.length) {
		const [first, ...others] = rest;
		const begin = Math.max(first.offset, at);
		const end = Math.min(first.offset + first.length, to);
		if (end <= begin) { rest = others; continue; }
		if (begin > at) nodes.push(text.slice(at, begin));
		const inner = others.filter((other) => other.offset < end);
		nodes.push(wrap(first, text.slice(begin, end), build(text, begin, end, inner, onCommand), onCommand));
		at = BLOCKS.includes(first.type) && end < to && text[end] === "\n" ? end + 1 : end; // a block ends its line by itself
		rest = others.filter((other) => other.offset + other.length > end);
	}
	if (at < to) nodes.push(text.slice(at, to));
	return nodes;
}

/** The nodes of `text`, the widest entity outside; onCommand(text) is called when a /command in it is pressed. */
export const formatted = (text, entities, onCommand) =>
	build(text, 0, text.length, [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length), onCommand);
