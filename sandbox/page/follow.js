// Follows the events of one chat, through restarts of the server.

import { get } from "./api.js";

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 4000;
const HOLD = 20;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** A hidden page lets go: browsers allow only six connections to one host, over all its tabs. */
const whenVisible = () => new Promise((done) => (document.hidden ? document.addEventListener("visibilitychange", done, { once: true }) : done()));

/** Hears every event after `seq`; returns when the server counts anew, throws when it is away. */
async function listen(path, seq, heard, signal) {
	while (!signal.aborted) {
		await whenVisible();
		const news = await get(`${path}/chat?after=${seq}&wait=${HOLD}`, signal);
		if (signal.aborted || news.seq < seq) return;
		news.events.forEach(heard);
		seq = news.seq;
	}
}

/** Load, listen, and again, until `signal` aborts. load() gives the seq to go on from; online(bool) tells. */
export async function follow({ path, load, heard, online, signal }) {
	let wait = FIRST_PAUSE;
	while (!signal.aborted) {
		try {
			const seq = await load();
			wait = FIRST_PAUSE;
			online(true);
			await listen(path, seq, heard, signal);
		} catch {
			online(false);
		}
		await pause(wait);
		wait = Math.min(wait * 2, LONGEST_PAUSE);
	}
}
