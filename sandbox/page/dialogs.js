// Modal windows (Escape always means "no") and short notices.

import { avatar, button, check, el, fullName, iconButton } from "./dom.js";
import { say } from "./words.js";

/** fill(done) gives the nodes; resolves with done(value), null when dismissed. given(files, done) hears of pasted and dropped files. */
export function ask(label, fill, { kind = "plain", given } = {}) {
	return new Promise((resolve) => {
		let chosen = null;
		const done = (value) => { chosen = value; dialog.close(); };
		const files = (event) => {
			const held = [...((event.clipboardData ?? event.dataTransfer)?.files ?? [])];
			if (given && held.length) { event.preventDefault(); given(held, done); }
		};
		const dialog = el(`dialog.dialog.${kind}`, { label, paste: files, drop: files, close: () => { dialog.remove(); resolve(chosen); }, click: (event) => { if (event.target === dialog) dialog.close(); } });
		dialog.append(...[kind !== "viewer" && el("h2", label), ...fill(done)].filter(Boolean));
		document.body.append(dialog);
		dialog.showModal();
	});
}

export const buttons = (done, ...more) => el("div.dialog-buttons", button(say("cancel"), () => done(null), "button.plain"), more);
const first = (click, text, kind = "main") => el(`button.button.${kind}`, { autofocus: true, click }, text);

export const confirm = (title, body, deed, kind) => ask(title, (done) => [body && el("p", body), buttons(done, first(() => done(true), deed, kind))]);

/** The window of answerCallbackQuery with show_alert, and others that only tell something. */
export const alert = (body, title) => ask(title, (done) => [el("p", body), el("div.dialog-buttons", first(() => done(true), say("ok")))]);

export const viewPhoto = (url, caption) =>
	ask(say("photo"), (done) => [
		el("div.viewer-bar", el("a", { href: url, target: "_blank", rel: "noopener" }, say("openOriginal")), iconButton("close", say("close"), () => done(null))),
		el("img", { src: url, alt: caption ?? say("photo") }), caption && el("p", caption)], { kind: "viewer" });

export const asItem = (one, hint, value = one.id) => ({ sign: avatar(one), title: fullName(one), hint, value });

export const choose = (title, items, hint) =>
	ask(title, (done) => [hint && el("p", hint),
		el("div.choices", items.map((item) => el("button.choice", { click: () => done(item.value) }, item.sign, el("span.who", el("b", item.title), el("small", item.hint))))), buttons(done)]);

function input({ name, label, value = "", options, kind = "input", ...more }) {
	if (kind === "check") return check(label, { name, checked: value === true }, more.sign);
	const field = options ? el("select.field", { name }, Object.entries(options).map(([key, words]) => el("option", { value: key, selected: key === value }, words))) : el(`${kind}.field`, { name, value, autocomplete: "off", ...more });
	return { box: field, node: el("label.labelled", el("small", label), field) };
}

/** Fields ({name, label, value?, options?, kind? ("check", "textarea"), attributes…}) as nodes, and their values by name. */
export function makeFields(fields) {
	const made = fields.map(input);
	const value = (box) => (box.type === "checkbox" ? box.checked : box.value.trim() || undefined);
	return { nodes: made.map(({ node }) => node), values: () => Object.fromEntries(made.map(({ box }) => [box.name, value(box)])) };
}

/** A short form; resolves with its values, or null. */
export function form(title, fields, deed = say("make"), { above, ready = false } = {}) {
	const { nodes, values } = makeFields(fields);
	return ask(title, (done) => [el("form.form", { submit: (event) => { event.preventDefault(); done(values()); } }, above, nodes, buttons(done, el("button.button.main", { type: "submit", autofocus: ready }, deed)))]);
}

const LASTS = 3800;
const PER_CHARACTER = 45;

/** A place for notices, read aloud politely; show(text) adds one. Long texts stay longer. */
export function toastPlace() {
	const place = el("div.toasts", { role: "status" });
	const show = (text) => {
		const toast = el("div.toast", text);
		place.append(toast);
		if (place.children.length > 3) place.firstChild.remove();
		setTimeout(() => toast.remove(), LASTS + PER_CHARACTER * text.length);
	};
	/** Runs a deed, says what went wrong. What it gave, or true; false when it failed. */
	const attempt = async (deed) => {
		try {
			const given = await deed();
			return given === undefined ? true : given;
		} catch ({ away, message: reason }) {
			show(away ? say("offline") : say("failed", { reason }));
			return false;
		}
	};
	return { place, show, attempt };
}
