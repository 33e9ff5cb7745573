// The drawer for those who build: raw updates and calls, faults, the clock.

import { get } from "./api.js";
import { check, el, iconButton } from "./dom.js";
import { clockTab, leversTab } from "./levers.js";
import { say } from "./words.js";

const TABS = { updates: traffic, calls: traffic, faults: leversTab, clock: clockTab };
const NAMES = Object.keys(TABS);
const EVERY = 1000;
const KEPT = 200;

const TOLD = {
	updates: ({ kind, state }) => ({ title: kind, state }),
	calls: ({ method, status, ms, warnings }) => ({ title: method, state: `${status} · ${Math.round(ms)} ms`, wrong: status >= 400, warned: warnings?.length }),
};

function line(kind, entry) {
	const { title, state, wrong, warned } = TOLD[kind](entry);
	const unfold = () => { if (details.children.length < 2) details.append(el("pre", { tabindex: 0 }, JSON.stringify(entry, null, 2))); };
	const details = el("details", { toggle: unfold }, el("summary", el("span.number", entry.n), el("b.cut", title), warned && el("span.warned", say("warnings", { n: warned })), el("small", state)));
	details.classList.toggle("wrong", Boolean(wrong));
	return details;
}

/** The tab of "updates" or "calls"; asks anew until `signal` aborts. What is not confirmed yet is asked for again. */
function traffic({ kind, desk, signal }) {
	const here = check(say("thisChat"), { checked: true });
	const list = el("div.traffic");
	const none = el("p.quiet", say("nothing"));
	const lines = new Map();
	let [asked, after] = [null, 0];
	const take = (entry) => {
		const known = lines.get(entry.n);
		if (known) known.querySelector("small").textContent = TOLD[kind](entry).state;
		else { lines.set(entry.n, line(kind, entry)); list.prepend(lines.get(entry.n)); }
	};
	const ask = async () => {
		const filter = new URLSearchParams(here.box.checked ? desk.inFront() : {}).toString();
		if (filter !== asked) { [asked, after] = [filter, 0]; list.replaceChildren(); lines.clear(); }
		const { [kind]: news } = await get(`/${kind}?after=${after}&${filter}`, signal);
		const open = news.findIndex(({ state }) => state && state !== "confirmed");
		after = (open < 0 ? news.at(-1) : news[open - 1])?.n ?? after;
		news.slice(-KEPT).forEach(take);
		while (list.children.length > KEPT) list.lastChild.remove();
		none.hidden = lines.size > 0;
	};
	const run = async () => {
		while (!signal.aborted) {
			if (!document.hidden) await ask().catch(() => null); // the chats say that the server is away
			await new Promise((done) => setTimeout(done, EVERY));
		}
	};
	run();
	return el("div", here.node, none, list);
}

export function makePanel(desk) {
	let [tab, tabs, body, before, over] = ["updates", [], null, null, new AbortController()];
	const node = el("section.panel", { hidden: true, keydown: (event) => { if (event.key === "Escape") close(); } });

	function open() {
		before = document.activeElement;
		node.hidden = false;
		draw();
		tabs[NAMES.indexOf(tab)].focus();
	}

	function close() {
		node.hidden = true;
		over.abort();
		before?.focus();
	}

	function draw() {
		if (node.hidden) return;
		tabs = NAMES.map((name) => el("button", { role: "tab", id: `tab-${name}`, "aria-controls": "tab-body", click: () => choose(name), keydown: moved }, say(`tab_${name}`)));
		body = el("div.panel-body", { role: "tabpanel", id: "tab-body", tabindex: 0 });
		node.ariaLabel = say("panel");
		node.replaceChildren(el("div.panel-head", el("h2", say("panel")), iconButton("close", say("close"), close)), el("div.tabs", { role: "tablist", label: say("panel") }, tabs), body);
		choose(tab);
	}

	function moved({ key }) {
		const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
		if (!step) return;
		choose(NAMES[(NAMES.indexOf(tab) + step + NAMES.length) % NAMES.length]);
		tabs[NAMES.indexOf(tab)].focus();
	}

	function choose(name) {
		over.abort();
		over = new AbortController();
		tab = name;
		tabs.forEach((each, at) => Object.assign(each, { ariaSelected: String(NAMES[at] === name), tabIndex: NAMES[at] === name ? 0 : -1 }));
		body.setAttribute("aria-labelledby", `tab-${name}`);
		body.replaceChildren(TABS[name]({ kind: name, desk, signal: over.signal }));
	}

	return { node, open, draw };
}
