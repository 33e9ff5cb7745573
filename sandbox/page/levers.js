// Faults, limits, redelivery, restart, reset; and the clock's tab.

import { get, post, remove } from "./api.js";
import { confirm, makeFields } from "./dialogs.js";
import { button, check, el } from "./dom.js";
import { say } from "./words.js";

const KINDS = ["429", "403", "401", "400", "500", "502", "reset_before", "reset_after", "delay"];

const number = (name, value) => ({ name, label: say(name), type: "number", min: 1, value });
const small = (words, deed) => button(words, deed, "small-button");

export function leversTab({ desk }) {
	const { attempt, show } = desk.toasts;
	const { nodes, values } = makeFields([{ name: "kind", label: say("fault"), options: Object.fromEntries(KINDS.map((kind) => [kind, kind])) }, { name: "method", label: say("method"), value: "*" },
		number("times", 1), number("seconds", 3), { name: "here", label: say("thisChat"), kind: "check" }]);
	const limits = check(say("limits"), { change: () => does("/limits", { on: limits.box.checked }) });
	const orders = el("ul");

	const told = ({ kind, method, times, chat_id: chat }) => el("li", `${kind} · ${method} × ${times}${chat ? ` · ${chat}` : ""}`);
	const look = async () => {
		const [{ faults }, { on }] = await Promise.all([get("/faults"), get("/limits")]);
		limits.box.checked = on;
		orders.replaceChildren(...faults.map(told), faults.length ? small(say("clearFaults"), () => does("/faults")) : "");
	};
	const does = (path, body) => attempt(async () => {
		await (body ? post(path, body) : remove(path));
		show(say("done"));
		await look();
	});
	const order = (event) => {
		event.preventDefault();
		const { here, times, seconds, ...facts } = values();
		does("/faults", { ...facts, times: Number(times), seconds: Number(seconds), retry_after: Math.ceil(seconds), ...(here ? desk.inFront() : {}) });
	};
	const reset = async () => {
		if (!await confirm(say("resetAsk"), say("resetBody"), say("reset"), "danger")) return;
		await does("/reset", {});
		location.reload();
	};

	attempt(look);
	return el("div", el("h3", say("faults")), el("form.pairs", { submit: order }, nodes, el("button.button.main", { type: "submit" }, say("order"))),
		orders, el("h3", say("world")), limits.node,
		el("div.deeds", small(say("redeliver"), () => does("/redeliver", {})), small(say("shuffle"), () => does("/redeliver", { shuffle: true })), small(say("restart"), () => does("/restart", {})), button(say("reset"), reset, "small-button.danger")));
}

export const clockTab = ({ desk: { clock } }) => el("div", el("p.quiet", say("clockHint")), el("div.deeds", clock.steps().map(([, words, deed]) => small(words, deed))));
