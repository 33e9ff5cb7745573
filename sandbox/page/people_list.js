// The list of people on the left: who you can be, what waits for each, and a new person in one click.

import * as api from "./api.js";
import { avatar, el, fullName, icon, iconButton } from "./dom.js";
import { roleName } from "./roles.js";
import { language, say } from "./words.js";

const NAMES = {
  zh: ["陈晨", "周敏", "吴昊", "郑洁", "孙磊", "马丽", "朱琳", "胡杰", "林峰", "何静", "高远", "罗欣", "梁宇", "宋佳", "唐宁", "许诺"],
  en: ["Alice Chen", "Ben Zhou", "Clara Wu", "David Zheng", "Emma Sun", "Frank Ma", "Grace Zhu", "Henry Hu", "Iris Lin", "Jack He"],
};

/** A name that nobody in the list bears yet. */
function freeName(people) {
  const taken = new Set(people.map(fullName));
  const names = NAMES[language()];
  const free = names.find((name) => !taken.has(name));
  return free ?? `${names[people.length % names.length]} ${people.length + 1}`;
}

/** Makes a candidate who speaks the language of the page; the Person as the server keeps it. */
export function newPerson(people) {
  const name = freeName(people);
  const [first_name, last_name] = language() === "zh" ? [name, undefined] : name.split(/ (.*)/);
  return api.addPerson({ first_name, last_name, language_code: language() === "zh" ? "zh-hans" : "en", role_hint: "candidate" });
}

function row(person, desk) {
  const { id } = person;
  const open = desk.shown().includes(id);
  const unread = open ? 0 : person.unread;
  const label = unread ? `${fullName(person)}, ${roleName(person)}, ${say("unread", { n: unread })}` : `${fullName(person)}, ${roleName(person)}`;
  const main = el("button", { class: "person", "aria-label": label, "aria-current": open ? "true" : null, title: fullName(person), on: { click: () => desk.show(id) } },
    avatar(person), el("span", { class: "who" }, el("b", { class: "cut", text: fullName(person) }), el("small", { class: "cut", text: roleName(person) || `@${person.username ?? id}` })),
    unread ? el("span", { class: "unread", text: unread > 99 ? "99+" : String(unread) }) : null);
  const beside = open ? null : iconButton("beside", say("openBeside", { name: fullName(person) }), () => desk.showBeside(id), { class: "beside" });
  return el("li", { class: open ? "open" : "", data: { person: id } }, main, beside);
}

/** Draws the list into `place`; desk: people(), shown(), show(id), showBeside(id), addPerson(). */
export function drawPeople(place, desk) {
  const held = document.activeElement;
  const again = held?.matches(".new-person") ? ".new-person" : `li[data-person="${held?.closest("li[data-person]")?.dataset.person}"] .person`;
  const focused = place.contains(held);
  const top = place.querySelector("ul")?.scrollTop ?? 0;
  const list = el("ul", {}, ...desk.people().map((person) => row(person, desk)));
  place.setAttribute("aria-label", say("people"));
  place.replaceChildren(
    el("div", { class: "people-head" }, el("h2", { text: say("people") }), el("small", { text: say("peopleHint") })), list,
    el("button", { class: "new-person", title: say("newPerson"), on: { click: () => desk.addPerson() } }, icon("plus"), el("span", { text: say("newPerson") })),
    el("p", { class: "phone-hint", text: say("emptyPhone") }));
  list.scrollTop = top;
  if (focused) place.querySelector(again)?.focus({ preventScroll: true });
}
