// What can be done to a message and to a whole chat; links into bots, scanned codes.

import { get, upload } from "./api.js";
import { alert, ask, asItem, buttons, choose, confirm } from "./dialogs.js";
import { button, el, fullName } from "./dom.js";
import { link } from "./entities.js";
import { groupItems } from "./making.js";
import { openMenu } from "./menu.js";
import { say } from "./words.js";

const DEEP_LINK = /^https?:\/\/(?:t|telegram)\.me\/(\w+)\/?(?:\?(start|startgroup)(?:=([\w-]{1,64}))?)?$/;
const INVITE = /^https?:\/\/(?:t|telegram)\.me\/(?:\+|joinchat\/)/;
const EMOJI = ["👍", "❤", "🔥", "🎉", "😁", "🤔", "👎"];

/** The texts of a code in a picture seen in any chat, or in an own one. */
async function askCode() {
	const hint = el("p", { role: "status" }, say("scanLooking"));
	const row = el("div.sample-row.codes");
	const chosen = await ask(say("scan"), (done) => {
		const offer = ({ url, texts, words }) => el("button.sample", { label: words || texts[0], title: words || texts[0], click: () => done(texts) }, el("img", { src: url, alt: "" }));
		const show = ({ codes }) => { row.append(...codes.map(offer)); hint.textContent = say(codes.length ? "scanPick" : "scanNone"); };
		const input = el("input", { type: "file", accept: "image/*", hidden: true, change: () => done(input.files[0]) });
		get("/codes").then(show, () => show({ codes: [] }));
		return [hint, row, input, buttons(done, button(say("scanOwn"), () => input.click()))];
	}, { kind: "samples", given: ([file], done) => done(file) });
	return chosen instanceof File ? (await upload("/scan", [chosen])).texts : chosen;
}

export function makeDeeds({ pane, chat, desk, attempt, notice }) {
	const { person } = chat;
	const about = (deed, { message_id }, more) => attempt(() => chat.act(deed, { message_id, ...more }));

	async function copy(text) {
		await navigator.clipboard?.writeText(text);
		notice(say("copied"));
	}

	function messageMenu(message, anchor) {
		const text = message.text ?? message.caption;
		const pinned = chat.pinned.includes(message.message_id);
		openMenu(anchor, say("messageMenu"), [
			EMOJI.map((words) => ({ words, deed: () => react(message, words) })),
			["reply", say("reply"), () => pane.composer.begin({ replyTo: message })],
			text && ["copy", say("copy"), () => copy(text)],
			chat.editable(message) && ["edit", say("editOwn"), () => pane.composer.begin({ editing: message })],
			["forward", say("forward"), () => forward(message)],
			chat.own(message) && message.poll?.is_closed === false && ["stop", say("stop_poll"), () => about("stop_poll", message)],
			["pin", say(pinned ? "unpin" : "pin"), () => about(pinned ? "unpin" : "pin", message)],
			["bin", say("deleteMessage"), () => about("delete", message), "danger"],
		]);
	}

	const react = (message, emoji) => about("react", message, { emoji: message.reactions?.some((each) => each.mine && each.emoji === emoji) ? "" : emoji });

	const chats = (id) => desk.cards(id).map(({ peer, title, is_bot: bot }) => asItem({ id: peer, title }, say(bot ? "bot" : "group")));

	async function forward(message) {
		const items = chats(person.id);
		const peer = items.length > 1 ? await choose(say("forwardTo"), items) : items[0]?.value;
		const deed = () => desk.act({ id: person.id, peer }, "forward", { message_id: message.message_id, from_chat: chat.card.peer });
		if (peer && await attempt(deed)) notice(say("forwarded"));
	}

	function chatMenu(anchor) {
		const own = [["stop", say(chat.blocked ? "unblock" : "block"), () => attempt(() => chat.does(chat.blocked ? "unblock" : "block"))], ["bin", say("deleteChat"), deleteChat, "danger"]];
		openMenu(anchor, say("more"), [["scan", say("scan"), scan], ...(chat.isGroup ? groupItems({ chat, desk, attempt }) : own)]);
	}

	async function deleteChat() {
		if (await confirm(say("deleteAsk", { name: fullName(person) }), say("deleteBody"), say("deleteChat"), "danger")) await attempt(() => chat.does("delete_chat"));
	}

	function target(url) {
		if (INVITE.test(url)) return { invite_link: url };
		const [, name = "", deed = "start", payload] = DEEP_LINK.exec(url) ?? [];
		const bot = desk.bots.find(({ username }) => username.toLowerCase() === name.toLowerCase());
		return bot && { peer: desk.peerAs(bot.id), deed, payload };
	}

	/** A link into one of the bots is opened here, by whichever person should hold it. */
	async function clicked(event) {
		const into = target(event.target.closest("a")?.href ?? "");
		if (!into) return;
		event.preventDefault();
		const others = desk.everyone.filter(({ id }) => id !== person.id);
		const id = await choose(say("openedBy"), [asItem(person, say("own")), ...others.map((one) => asItem(one))], say("openLinkHint"));
		if (id) await start(id, into);
	}

	async function start(id, { peer, deed = "join", ...given }) {
		const groups = deed === "startgroup" && chats(id).filter(({ value }) => value < 0);
		if (groups.length === 0) return notice(say("noGroup"));
		const group = groups ? await choose(say("addTo"), groups) : undefined;
		const done = group !== null && await attempt(() => desk.act({ id, peer }, deed, { ...given, group }));
		const at = group ?? done.chat?.peer;
		if (done.joined === false) notice(say("asked"));
		else if (done) desk.showFrom({ id, peer: at ? `${at}` : peer }, pane);
	}

	function openLink(url) {
		const into = target(url);
		return into ? start(person.id, into) : alert(link(url, url), say("scanned"));
	}

	/** A code that holds a link into a bot is opened as this person; anything else is shown. */
	async function scan() {
		const texts = await attempt(askCode);
		if (!Array.isArray(texts)) return;
		const found = texts.find(target) ?? texts[0];
		if (!found) notice(say("scanEmpty"));
		else if (/^https?:/i.test(found)) await openLink(found);
		else await alert(found, say("scanned"));
	}

	return { about, copy, messageMenu, react, chatMenu, clicked, openLink, scan };
}
