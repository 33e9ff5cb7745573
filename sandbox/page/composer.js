// The writing line, and the reply keyboard below it.

import { button, el, icon, iconButton } from "./dom.js";
import { replyKeys } from "./keys.js";
import { gist } from "./service.js";
import { say } from "./words.js";

const touch = matchMedia("(hover: none) and (pointer: coarse)");

export function makeComposer({ chat, attach, attempt, notHere }) {
	const { draft } = chat;
	let [found, chosen] = [[], 0]; // the commands that are offered, and which of them is marked
	const write = say("write");
	const input = el("textarea.input", { rows: 1, placeholder: write, label: write, "aria-autocomplete": "list", input: () => typed(), keydown: (event) => keyed(event), paste: (event) => pasted(event) }, draft.text);
	const about = el("div.about", { hidden: true });
	const suggestions = el("div.suggestions", { role: "listbox", label: say("commands"), hidden: true });
	const commandsButton = iconButton("commands", say("commands"), () => { suggest(found.length ? [] : chat.commands); input.focus(); });
	const keysButton = iconButton("keys", "", () => { chat.keysShown = !chat.keysShown; drawKeys(); });
	const line = el("div.write-line", iconButton("attach", say("attach"), (event) => attach.menu(event.currentTarget)), commandsButton, input, keysButton, iconButton("send", say("send"), () => send(), "send"));
	const instead = button("", () => attempt(async () => { await chat.does(instead.value); input.focus(); }), "start"); // Start and the like, where nothing can be written
	const keys = el("div.reply-keys", { role: "group", label: say("keysLabel") });
	const node = el("div.composer", suggestions, about, line, instead, keys);

	/** Shows what fits the state of the chat: the start button while it is empty, the keyboard the bot sent. */
	function refresh() {
		const { empty, blocked, commands } = chat;
		const deed = empty ? "start" : blocked ? "unblock" : "";
		line.hidden = Boolean(deed);
		Object.assign(instead, { hidden: !deed, value: deed, textContent: deed && say(deed) });
		commandsButton.hidden = !commands.length;
		drawKeys();
		drawAbout();
	}

	function drawKeys() {
		const markup = chat.replyKeyboard;
		const there = Boolean(markup?.keyboard?.length) && !line.hidden;
		const shown = there && chat.keysShown;
		const label = say(shown ? "hideKeys" : "showKeys");
		const used = (deed) => async (...values) => { if (await deed(...values)) leave(); };
		keysButton.classList.toggle("on", shown);
		Object.assign(keysButton, { hidden: !there, title: label, ariaLabel: label, ariaPressed: String(shown) });
		keys.hidden = !shown;
		keys.replaceChildren(shown ? replyKeys(markup, { say: used((text) => attempt(() => tell(text))), contact: used(attach.ownContact), location: used(attach.location), poll: used(attach.poll), notHere }) : "");
		input.placeholder = (there && markup.input_field_placeholder) || write;
	}

	function drawAbout() {
		const message = draft.editing ?? draft.replyTo;
		about.hidden = !message;
		if (!message) return;
		const title = draft.editing ? say("editing") : say("replyTo", { name: chat.sender(message) });
		about.replaceChildren(icon(draft.editing ? "edit" : "reply"), el("span.about-text", el("b", title), el("span.cut", gist(message))), iconButton("close", say("cancel"), leave));
	}

	function begin(what) {
		Object.assign(draft, { replyTo: null, editing: null }, what);
		if (what.editing) input.value = what.editing.text;
		drawAbout();
		typed();
		input.focus();
	}

	function leave() {
		if (draft.editing) input.value = "";
		Object.assign(draft, { replyTo: null, editing: null });
		drawAbout();
		typed();
	}

	function typed() {
		draft.text = input.value;
		const [, begun] = /^\/(\w*)$/.exec(input.value) ?? [];
		suggest(begun === undefined ? [] : chat.commands.filter(({ command }) => command.startsWith(begun.toLowerCase())));
	}

	function suggest(commands) {
		[found, chosen] = [commands, 0];
		suggestions.hidden = !found.length;
		suggestions.replaceChildren(...found.map((each) => el("button", { role: "option", tabindex: -1, click: () => command(each) }, el("b", `/${each.command}`), el("span", each.description))));
		mark();
	}

	function mark() {
		[...suggestions.children].forEach((option, at) => { option.ariaSelected = String(at === chosen); });
		suggestions.children[chosen]?.scrollIntoView({ block: "nearest" });
	}

	function command({ command: name }) {
		if (input.value.startsWith("/")) input.value = "";
		typed();
		input.focus();
		return attempt(() => tell(`/${name}`));
	}

	function keyed(event) {
		if (event.isComposing || event.keyCode === 229) return; // an input method is still choosing characters
		if (found.length && inSuggestions(event)) return;
		const last = event.key === "ArrowUp" && !input.value && chat.lastOwnText();
		if (event.key === "Escape" && !about.hidden) leave();
		else if (event.key === "Enter" && !event.shiftKey && !touch.matches) { event.preventDefault(); send(); }
		else if (last) { event.preventDefault(); begin({ editing: last }); }
	}

	function inSuggestions(event) {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step) { chosen = (chosen + step + found.length) % found.length; mark(); }
		else if (event.key === "Enter" || event.key === "Tab") command(found[chosen]);
		else if (event.key === "Escape") suggest([]);
		else return false;
		event.preventDefault();
		return true;
	}

	function pasted(event) {
		const files = [...(event.clipboardData?.files ?? [])];
		if (files.length) { event.preventDefault(); attach.files(files); }
	}

	async function send() {
		const { value } = input;
		const text = value.trim();
		const { editing, replyTo } = draft;
		if (!text) return;
		input.value = "";
		draft.editing = null;
		leave();
		input.focus();
		const deed = () => (editing ? chat.act("edit", { message_id: editing.message_id, text }) : tell(text, replyTo));
		if (await attempt(deed) || input.value) return;
		input.value = value; // nothing that was typed is lost when it could not be sent
		typed();
	}

	const tell = (text, replyTo = draft.replyTo) => chat.act("say", { text, reply_to: replyTo?.message_id });

	refresh();
	return { node, refresh, begin, focus: () => (line.hidden ? instead : input).focus({ preventScroll: true }) };
}
