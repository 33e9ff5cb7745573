// What can be sent besides text.

import { ask, asItem, choose, confirm, form } from "./dialogs.js";
import { check, el, fullName, phoneShown } from "./dom.js";
import { openMenu } from "./menu.js";
import { askPoll } from "./polls.js";
import { say } from "./words.js";

const DEMO_PLACE = { latitude: 39.9087, longitude: 116.3975 };
const SAMPLES = ["good", "size", "blue", "blur"];
const ALBUM = 10;

function kindOf({ type }) {
	if (/^image\/(jpeg|png|webp|bmp)$/.test(type)) return "photo";
	return type === "image/gif" ? "animation" : /^(video|audio)\//.exec(type)?.[1] ?? "document";
}

export function makeAttach({ chat, people, attempt, scan }) {
	const send = (kind, more) => attempt(() => chat.act("send", { kind, ...more }));

	const menu = (anchor) => openMenu(anchor, say("attach"), [
		["portrait", say("samples"), samples],
		["image", say("pictures"), () => pick("image/*,video/*")],
		["file", say("document"), () => pick("", "document")],
		["scan", say("scan"), scan],
		["voice", say("voiceFile"), () => pick("audio/*", "voice")],
		["person", say("contact"), anyContact],
		["place", say("location"), location],
		["poll", say("poll"), poll],
		["sticker", say("sticker"), () => send("sticker")],
		["dice", say("dice"), () => send("dice")],
	]);

	async function samples() {
		const { box, node } = check(say("asFile"));
		const sample = (kind, done) => el("button.sample", { data: { sample: kind }, click: () => done(kind) }, el("img", { src: `/samples/${kind}.jpg`, alt: "" }), el("b", say(`sample_${kind}`)), el("small", say(`sample_${kind}_hint`)));
		const kind = await ask(say("samples"), (done) => [el("p", say("samplesHint")), el("div.sample-row", SAMPLES.map((each) => sample(each, done))), node], { kind: "samples" });
		if (kind) await attempt(() => sendSample(kind, box.checked ? "document" : "photo"));
	}

	async function sendSample(kind, as) {
		const picture = await (await fetch(`/samples/${kind}.jpg`)).blob();
		await chat.sendFiles(as, [new File([picture], `photo-${kind}.jpg`, { type: picture.type })]);
	}

	function pick(accept, as) {
		const input = el("input", { type: "file", accept, multiple: as !== "voice", change: () => files([...input.files], as) });
		input.click();
	}

	/** Shows the files, takes a caption, sends. Pictures go as photos, unless `as` or the person says otherwise. */
	async function files(given, as) {
		if (!given.length) return;
		const kinds = given.map(kindOf);
		const seen = given.map((file, at) => (kinds[at] === "photo" ? URL.createObjectURL(file) : ""));
		const either = !as && kinds.some((kind) => kind !== "document"); // as what it is, or as a file
		const deed = given.length > 1 || as === "voice" ? "send" : !as && seen[0] ? "sendPhoto" : "sendFile";
		const above = el("div.preview", seen.map((src, at) => (src ? el("img", { src, alt: given[at].name }) : el("p", given[at].name))));
		const made = await form(given.length > 1 ? say("files", { n: given.length }) : given[0].name, [{ name: "caption", label: say("caption"), kind: "textarea", rows: 2, maxlength: 1024 },
			...(either ? [{ name: "plain", label: say("asFile"), kind: "check" }] : [])], say(deed), { above, ready: true });
		seen.forEach((address) => URL.revokeObjectURL(address));
		if (made) await attempt(() => sendAll(given, as ?? (made.plain ? "document" : undefined), made.caption));
	}

	/** Photos and videos are an album, everything else goes one by one. */
	async function sendAll(given, as, caption) {
		const seen = as ? [] : given.filter((file) => ["photo", "video"].includes(kindOf(file))).slice(0, ALBUM);
		const album = seen.length > 1 ? seen : [];
		const rest = given.filter((file) => !album.includes(file)).map((file) => [as ?? kindOf(file), [file]]);
		let about = { caption, reply_to: chat.draft.replyTo?.message_id };
		for (const [deed, held] of [...(album.length ? [["album", album]] : []), ...rest]) {
			await chat.sendFiles(deed, held, about);
			about = {};
		}
	}

	async function ownContact() {
		const { person, title: bot } = chat;
		const body = say("shareOwnBody", { name: fullName(person), phone: phoneShown(person.phone) });
		return await confirm(say("shareOwn", { bot }), body, say("share")) && attempt(() => chat.act("contact"));
	}

	async function anyContact() {
		const own = chat.person.id;
		const id = await choose(say("shareWho"), people().map((person) => asItem(person, person.id === own ? say("own") : phoneShown(person.phone))));
		if (id) await attempt(() => chat.act("contact", id === own ? {} : { of: id }));
	}

	const location = async () => await confirm(say("shareLocation", { bot: chat.title }), say("shareLocationBody"), say("sendLocation")) && send("location", DEMO_PLACE);

	async function poll() {
		const made = await askPoll();
		return made && attempt(() => chat.act("poll", made));
	}

	return { menu, files, ownContact, location, poll };
}
