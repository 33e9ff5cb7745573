// What a message shows besides its text: photo, file, contact, place, sticker, voice, dice, poll.

import { el, icon, phoneShown } from "./dom.js";
import { viewPhoto } from "./dialogs.js";
import { say } from "./words.js";

const EDGE = 320;

function size(bytes) {
  if (!bytes) return "";
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function photo(message) {
  const biggest = message.photo.at(-1);
  const scale = Math.min(1, EDGE / Math.max(biggest.width, biggest.height));
  const image = el("img", {
    src: message.url, alt: message.caption ?? say("photo"), decoding: "async",
    width: Math.max(80, Math.round(biggest.width * scale)), height: Math.round(biggest.height * scale),
  });
  const open = () => viewPhoto(message.url, message.caption);
  return el("button", { class: "photo", "aria-label": `${say("viewer")} ${message.caption ?? ""}`.trim(), on: { click: open } }, image);
}

function file(message, about, name) {
  const picture = /^image\//.test(about.mime_type ?? "");
  const open = (event) => { if (picture) { event.preventDefault(); viewPhoto(message.url, message.caption); } };
  return el("a", { class: "file", href: message.url, target: "_blank", rel: "noopener", title: name, download: picture ? null : name, on: { click: open } },
    el("span", { class: "file-sign" }, icon("file")),
    el("span", { class: "file-text" }, el("b", { text: name }), el("small", { text: [size(about.file_size), about.mime_type].filter(Boolean).join(" · ") })));
}

function card(sign, title, detail) {
  return el("div", { class: "file" }, el("span", { class: "file-sign" }, icon(sign)),
    el("span", { class: "file-text" }, el("b", { text: title }), el("small", { text: detail })));
}

function place({ latitude, longitude }) {
  return card("place", say("location"), `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`);
}

function voice(message) {
  const line = card("voice", say("voiceSeconds", { n: message.voice.duration ?? 0 }), size(message.voice.file_size));
  if (message.url) line.append(el("audio", { controls: true, preload: "none", src: message.url }));
  return line;
}

function poll({ question, options }) {
  return el("div", { class: "poll" }, el("small", { text: say("poll") }), el("b", { text: question }),
    el("ul", {}, ...options.map((option) => el("li", { text: option.text }))));
}

const DRAWN = [
  ["photo", photo],
  ["sticker", (message) => el("div", { class: "sticker", text: message.sticker.emoji || say("sticker") })],
  ["dice", (message) => el("div", { class: "sticker", text: `${message.dice.emoji} ${message.dice.value}` })],
  ["voice", voice],
  ["location", (message) => place(message.location)],
  ["contact", (message) => card("person", [message.contact.first_name, message.contact.last_name].filter(Boolean).join(" "), phoneShown(message.contact.phone_number))],
  ["poll", (message) => poll(message.poll)],
  ["document", (message) => file(message, message.document, message.document.file_name ?? say("document"))],
  ["video", (message) => file(message, message.video, message.video.file_name ?? "video")],
  ["audio", (message) => file(message, message.audio, message.audio.title ?? message.audio.file_name ?? "audio")],
];

/** The node for what the message carries; null when it is only text. */
export function media(message) {
  const found = DRAWN.find(([kind]) => message[kind]);
  if (found) return found[1](message);
  return message.text === undefined ? el("em", { text: say("unsupported") }) : null;
}
