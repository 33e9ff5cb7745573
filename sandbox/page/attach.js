// What can be sent besides text: sample photos, own pictures and files, contact, place, voice, sticker.

import * as api from "./api.js";
import { ask, choosePerson, confirm } from "./dialogs.js";
import { el, fullName, phoneShown } from "./dom.js";
import { openMenu } from "./menu.js";
import { SAMPLES, samplePhoto } from "./samples.js";
import { say } from "./words.js";

const LIMIT = 50 * 1024 * 1024;
const DEMO_PLACE = { latitude: 39.9087, longitude: 116.3975 };
const PICTURE = /^image\/(jpeg|png|webp|bmp)$/;

/** Everything that belongs to sending from one chat; attempt(deed) runs a deed and shows what went wrong. */
export class Attach {
  constructor({ chat, bot, everybody, attempt, notice }) {
    Object.assign(this, { chat, bot, everybody, attempt, notice });
  }

  get id() {
    return this.chat.person.id;
  }

  menu(anchor) {
    openMenu(anchor, say("attach"), [
      { icon: "portrait", label: say("samples"), deed: () => this.samples() },
      { icon: "image", label: say("photo"), deed: () => this.pick("image/*", false) },
      { icon: "file", label: say("document"), deed: () => this.pick("", true) },
      { icon: "person", label: say("contact"), deed: () => this.anyContact() },
      { icon: "place", label: say("location"), deed: () => this.location() },
      { icon: "voice", label: say("voice"), deed: () => this.attempt(() => api.send(this.id, "voice")) },
      { icon: "sticker", label: say("sticker"), deed: () => this.attempt(() => api.send(this.id, "sticker")) },
    ]);
  }

  async samples() {
    const asFile = el("input", { type: "checkbox" });
    const sample = await ask({ label: say("samples"), kind: "samples", fill: (choose) => [
      el("h2", { text: say("samples") }), el("p", { text: say("samplesHint") }),
      el("div", { class: "sample-row" }, ...SAMPLES.map((each) => sampleButton(each, choose))),
      el("label", { class: "check" }, asFile, el("span", { text: say("asFile") }))] });
    if (!sample) return;
    const picture = await samplePhoto(sample);
    await this.attempt(() => (asFile.checked ? api.file(this.id, picture) : api.photo(this.id, picture)));
  }

  pick(accept, asFile) {
    const input = el("input", { type: "file", accept, multiple: true });
    input.addEventListener("change", () => this.files([...input.files], asFile));
    input.click();
  }

  /** Shows what is about to be sent, takes a caption, sends. Pictures go as photos unless asked otherwise. */
  async files(files, asFile = false) {
    if (!files.length) return;
    if (files.some((file) => file.size > LIMIT)) return this.notice(say("tooBig"));
    const addresses = files.map((file) => (PICTURE.test(file.type) ? URL.createObjectURL(file) : null));
    const chosen = await ask({ label: say("attach"), fill: (choose) => preview({ files, addresses, asFile, choose }) });
    addresses.filter(Boolean).forEach((address) => URL.revokeObjectURL(address));
    if (!chosen) return;
    for (const [at, file] of files.entries()) {
      const send = PICTURE.test(file.type) && !chosen.asFile ? api.photo : api.file;
      await this.attempt(() => send(this.id, file, at === 0 ? chosen.caption : ""));
    }
  }

  async ownContact() {
    const { person } = this.chat;
    const body = say("shareOwnBody", { name: fullName(person), phone: phoneShown(person.phone) });
    const yes = await confirm({ title: say("shareOwn", { bot: this.bot.first_name }), body, deed: say("share") });
    return yes && this.attempt(() => api.contact(this.id));
  }

  async anyContact() {
    const person = await choosePerson({ title: say("shareWho"), people: this.everybody(), own: this.id });
    if (person) await this.attempt(() => api.contact(this.id, person.id === this.id ? undefined : person.id));
  }

  async location() {
    const yes = await confirm({ title: say("shareLocation", { bot: this.bot.first_name }), body: say("shareLocationBody"), deed: say("sendLocation") });
    return yes && this.attempt(() => api.send(this.id, "location", DEMO_PLACE));
  }
}

function sampleButton(sample, choose) {
  const image = el("img", { alt: "", width: 92, height: 129 });
  samplePhoto(sample).then((file) => {
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  });
  return el("button", { class: "sample", data: { sample: sample.kind }, on: { click: () => choose(sample) } },
    image, el("b", { text: say(sample.key) }), el("small", { text: say(`${sample.key}Hint`) }));
}

function preview({ files, addresses, asFile, choose }) {
  const caption = el("textarea", { class: "field", rows: "2", maxlength: "1024", placeholder: say("caption"), "aria-label": say("caption") });
  const pictures = addresses.some(Boolean);
  const plain = el("input", { type: "checkbox", checked: asFile || !pictures });
  const send = () => choose({ caption: caption.value.trim(), asFile: plain.checked });
  const title = files.length > 1 ? say("files", { n: files.length }) : files[0].name;
  return [
    el("h2", { class: "cut", text: title }),
    el("div", { class: "preview" }, ...addresses.map((address, at) => (address ? el("img", { src: address, alt: files[at].name }) : el("p", { text: files[at].name })))),
    caption, pictures ? el("label", { class: "check" }, plain, el("span", { text: say("asFile") })) : "",
    el("div", { class: "dialog-buttons" }, el("button", { class: "button plain", text: say("cancel"), on: { click: () => choose(null) } }),
      el("button", { class: "button main", autofocus: true, text: say(files.length > 1 ? "send" : asFile || !pictures ? "sendFile" : "sendPhoto"), on: { click: send } }))];
}
