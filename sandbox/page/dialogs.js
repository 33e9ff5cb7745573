// Modal windows: questions, alerts, the photo viewer, the choice of a person. Escape always means "no".

import { avatar, el, fullName, iconButton } from "./dom.js";
import { roleName } from "./roles.js";
import { say } from "./words.js";

function buttonRow(buttons, choose) {
  return el("div", { class: "dialog-buttons" }, ...buttons.map(({ label, value, kind = "plain", first }) =>
    el("button", { class: `button ${kind}`, text: label, autofocus: first, on: { click: () => choose(value) } })));
}

/** Shows a dialog; fill(choose) gives its nodes. Resolves with what choose(value) was called with, null when dismissed. */
export function ask({ label, kind = "", fill }) {
  return new Promise((done) => {
    const dialog = el("dialog", { class: `dialog ${kind}`, "aria-label": label });
    let chosen = null;
    const choose = (value) => { chosen = value; dialog.close(); };
    dialog.append(...fill(choose));
    dialog.addEventListener("close", () => { dialog.remove(); done(chosen); });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A question with two answers: true when the deed was chosen. */
export async function confirm({ title, body, deed, kind = "main" }) {
  const fill = (choose) => [el("h2", { text: title }), body ? el("p", { text: body }) : "", buttonRow([
    { label: say("cancel"), value: false }, { label: deed, value: true, kind, first: true }], choose)];
  return (await ask({ label: title, fill })) === true;
}

/** The window of answerCallbackQuery with show_alert. */
export function alert(text, title) {
  const fill = (choose) => [el("h2", { text: title }), el("p", { text }), buttonRow([{ label: say("ok"), value: true, kind: "main", first: true }], choose)];
  return ask({ label: title, kind: "alert", fill });
}

export function viewPhoto(url, caption) {
  const fill = (choose) => [
    el("div", { class: "viewer-bar" }, el("a", { href: url, target: "_blank", rel: "noopener", text: say("openOriginal") }), iconButton("close", say("close"), () => choose(null))),
    el("img", { src: url, alt: caption ?? say("photo") }), caption ? el("p", { text: caption }) : ""];
  return ask({ label: say("viewer"), kind: "viewer", fill });
}

/** One of `people`, or null; `own` is marked as oneself and stands first. */
export function choosePerson({ title, hint, people, own }) {
  const ordered = [...people].sort((a, b) => Number(b.id === own) - Number(a.id === own));
  const line = (person, choose) => el("button", { class: "choice", on: { click: () => choose(person) } },
    avatar(person), el("span", { class: "who" }, el("b", { text: fullName(person) }),
      el("small", { text: person.id === own ? say("own") : roleName(person) })));
  const fill = (choose) => [el("h2", { text: title }), hint ? el("p", { text: hint }) : "",
    el("div", { class: "choices" }, ...ordered.map((person) => line(person, choose))),
    buttonRow([{ label: say("cancel"), value: null }], choose)];
  return ask({ label: title, fill });
}
