// The demo clock: the time in Shanghai, and steps forward.

import { get, post } from "./api.js";
import { el, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { dayAndTime } from "./times.js";
import { say } from "./words.js";

const STEPS = { tenMinutes: 600, hour: 3600, day: 86400, week: 604800 };
const ASK_EVERY = 15000;

export function makeClock({ attempt, show }) {
	let [ahead, offset] = [0, 0];
	const node = el("button.clock", { click: () => openMenu(node, say("clock"), steps()) }, icon("clock"), el("time"));

	function tick() {
		const shown = dayAndTime((Date.now() + ahead) / 1000); // the sandbox's present moment
		node.lastChild.textContent = shown;
		Object.assign(node, { ariaLabel: `${say("clock")} ${shown}`, title: say("clockHint") });
		node.classList.toggle("ahead", offset !== 0);
		return shown;
	}

	function take({ now, offset_seconds: seconds }) {
		[ahead, offset] = [Date.parse(now) - Date.now(), seconds];
		return tick();
	}

	async function move(change) {
		const moved = await attempt(() => post("/clock", change));
		if (moved) show(say("clockMoved", { time: take(moved) }));
	}

	const steps = () => [...Object.entries(STEPS).map(([key, seconds]) => ["clock", say(key), () => move({ advance_seconds: seconds })]), offset && ["reply", say("resetClock"), () => move({ reset: true })]].filter(Boolean);

	const ask = () => document.hidden || get("/clock").then(take, () => null); // when it is away the chats say so
	ask();
	setInterval(tick, 1000);
	setInterval(ask, ASK_EVERY);
	return { node, tick, move, steps };
}
