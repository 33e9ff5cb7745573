// What a message carries besides text.

import { viewPhoto } from "./dialogs.js";
import { el, fullName, icon, phoneShown } from "./dom.js";
import { poll } from "./polls.js";
import { service } from "./service.js";
import { say } from "./words.js";

const EDGE = 320;
const OPENS = /^(application\/pdf|text\/plain|video\/|audio\/)/;

function size(bytes) {
	if (!bytes) return "";
	return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

const duration = (seconds = 0) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
const listed = (...parts) => parts.filter(Boolean).join(" · ");

function fit({ width = EDGE, height = EDGE }) {
	const scale = Math.min(1, EDGE / Math.max(width, height));
	return { width: Math.max(80, Math.round(width * scale)), height: Math.round(height * scale) };
}

function photo(message, sizes) {
	const { url, caption = say("photo"), message_id: id } = message;
	return el("button.photo", { label: caption, click: () => viewPhoto(url, message.caption), data: { id } }, el("img", { src: url, alt: caption }, fit(sizes.at(-1))));
}

function video(message, about, kind) {
	const shown = { src: message.url, data: { id: message.message_id }, ...fit(about) };
	if (about.mime_type === "image/gif") return el("img.video", shown, { alt: say(kind) });
	const moving = kind === "animation";
	const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
	return el(`video.video.${kind}`, shown, { poster: message.thumb_url, controls: true, preload: "metadata", playsinline: true, label: message.caption ?? say(kind) }, moving && { loop: true, muted: true, autoplay: !still });
}

const text = (title, detail) => el("span.file-text", el("b", title), el("small", detail));
const card = (sign, title, detail, more) => el("div.file", el("span.file-sign", icon(sign)), text(title, detail), more);

function sound(message, about, kind) {
	const title = kind === "voice" ? say("voice") : about.title ?? about.file_name ?? say("audio");
	return card("voice", title, listed(about.performer, duration(about.duration), size(about.file_size)), el("audio", { controls: true, preload: "none", src: message.url, label: title }));
}

function file(message, about) {
	const { file_name: name = say("document"), mime_type: type = "" } = about;
	const picture = type.startsWith("image/");
	const open = (event) => { if (picture) { event.preventDefault(); viewPhoto(message.url, message.caption); } };
	return el("a.file", { href: message.url, target: "_blank", rel: "noopener", title: name, download: picture || OPENS.test(type) ? null : name, click: open },
		el("span.file-sign", message.thumb_url ? el("img", { src: message.thumb_url, alt: "" }) : icon("file")), text(name, listed(size(about.file_size), type)));
}

/** A drawn map: there is no outside address to fetch tiles from. */
const place = ({ latitude, longitude }, title = say("location"), address = "") =>
	el("div.place", el("div.map", { "aria-hidden": "true" }, icon("place")), text(title, listed(address, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)));

function sticker(message, { is_animated: drawn, is_video: moving, emoji }) {
	const words = emoji || say("sticker");
	return message.url && !drawn && !moving ? el("img.sticker-picture", { src: message.url, alt: words, width: 160, height: 160 }) : el("div.sticker", words);
}

const DRAWN = {
	photo, sticker, voice: sound, audio: sound, animation: video, video, video_note: video, document: file,
	dice: (message, { emoji, value }) => el("div.sticker", `${emoji} ${value}`),
	venue: (message, { location, title, address }) => place(location, title, address),
	location: (message, about) => place(about),
	contact: (message, about) => card("person", fullName(about), phoneShown(about.phone_number)),
	poll: (message, about, kind, room) => poll(message, room),
};

/** The node for what the message carries; null when it is only text. */
export function media(message, room) {
	const kind = Object.keys(DRAWN).find((name) => message[name]);
	if (kind) return DRAWN[kind](message, message[kind], kind, room);
	return message.text === undefined && !service(message) ? el("em", say("unsupported")) : null;
}
