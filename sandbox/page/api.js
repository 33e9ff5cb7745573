// HTTP to the sandbox; which chats are open stands in the address.

/** What the answer says; an error carries the server's sentence, or `away` when there is none to answer. */
async function call(path, options) {
	const answer = await fetch(path, { cache: "no-store", ...options }).catch((error) => { throw Object.assign(error, { away: true }); });
	const body = await answer.json().catch(() => ({}));
	if (!answer.ok) throw new Error(body.error ?? `HTTP ${answer.status}`);
	return body;
}

export const get = (path, signal) => call(path, { signal });
export const post = (path, body = {}) => call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
export const remove = (path) => call(path, { method: "DELETE" });

/** Each file as `file`, the other fields as text; empty ones are left out. */
export function upload(path, files, fields = {}) {
	const form = new FormData();
	files.forEach((file) => form.append("file", file, file.name));
	for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
	return call(path, { method: "POST", body: form });
}

/** A place is {id, peer}: a person, and the bot or group; without peer it is the first bot. */
export const keyOf = ({ id, peer }) => (peer === undefined ? `${id}` : `${id}@${peer}`);
export const pathOf = ({ id, peer }) => (peer === undefined ? `/people/${id}` : `/people/${id}/chats/${peer}`);
export const addressOf = (places) => `#/${places.map(keyOf).join("/")}`;
export const go = (places) => { location.hash = addressOf(places); };

/** The places in the address (#/101/205, #/101@-1001234/205@other_bot), at most two, each once. */
export function openPlaces() {
	const parts = location.hash.split("/").map((part) => /^(\d+)(?:@(-?\w+))?$/.exec(part)).filter(Boolean);
	return [...new Map(parts.map(([key, id, peer]) => [key, { id: Number(id), peer }])).values()].slice(0, 2);
}
