// The list on the left: who you can be, and what waits for whom.

import { keyOf } from "./api.js";
import { avatar, el, fullName, icon, iconButton } from "./dom.js";
import { roleName, roles } from "./making.js";
import { openMenu } from "./menu.js";
import { gist } from "./service.js";
import { timeOf } from "./times.js";
import { language, say } from "./words.js";

function row(desk, place, one, role, { last, unread: waiting = 0 } = {}) {
	const open = desk.isOpen(place);
	const unread = open ? 0 : waiting;
	const title = fullName(one) || say("deletedPerson");
	const label = [title, role, unread && say("unread", { n: unread })].filter(Boolean).join(", ");
	return el(`li.${place.peer ? "inner" : "outer"}.${open ? "open" : "shut"}`, { data: { person: place.id, key: keyOf(place) } },
		el("button.person", { label, title, "aria-current": open, click: () => desk.show(place) }, avatar(one),
			el("span.who", el("span.title", el("b.cut", title), last && role && el("span.role", role), last && el("time", timeOf(last.date))), el("small.cut", last ? gist(last) : role)),
			unread > 0 && el("span.unread", unread > 99 ? "99+" : unread)));
}

/** A person, with the first bot; groups, and other bots once something was said, stand one step in. */
function rows(desk, person) {
	const { id } = person;
	const cards = desk.cards(id).map((card) => ({ ...card, place: { id, peer: desk.peerAs(card.peer) } }));
	const others = cards.filter(({ place, is_bot: bot, last }) => place.peer && (!bot || last || desk.isOpen(place)));
	return [row(desk, { id }, person, roleName(person), cards.find(({ place }) => !place.peer)), ...others.map((card) => row(desk, card.place, { id: card.peer, title: card.title }, say(card.is_bot ? "bot" : "group"), card))];
}

function makers(desk) {
	const more = (event) => openMenu(event.currentTarget, say("newOther"), [...roles.slice(2).map(({ role, ...named }) => ["person", named[language()], () => desk.addPerson(role)]),
		["edit", say("newNamed"), () => desk.addNamed()], ["plus", say("newGroup"), () => desk.addGroup()], ["plus", say("newBot"), () => desk.addBot()]]);
	const quick = ({ role, ...named }) => {
		const words = role ? say("newOne", { role: named[language()] }) : say("newPerson");
		return el("button.new-person", { title: words, click: () => desk.addPerson(role) }, icon("plus"), el("span.cut", words));
	};
	return el("div.makers", (roles.length ? roles.slice(0, 2) : [{}]).map(quick), iconButton("more", say("newOther"), more));
}

/** Draws the list into `place`; the focus and the scrolled place are kept. */
export function drawPeople(place, desk) {
	const held = document.activeElement;
	const at = place.contains(held) ? [...place.querySelectorAll("button")].indexOf(held) : -1;
	const key = held?.closest("li[data-key]")?.dataset.key;
	const top = place.querySelector("ul")?.scrollTop ?? 0;
	const list = el("ul", desk.everyone.flatMap((person) => rows(desk, person)));
	place.ariaLabel = say("people");
	place.replaceChildren(el("div.people-head", el("h2", say("people")), el("small", say("peopleHint"))), list, makers(desk), el("p.phone-hint", say("emptyOne")));
	list.scrollTop = top;
	if (at >= 0) (key ? place.querySelector(`li[data-key="${key}"] .person`) : place.querySelectorAll("button")[at])?.focus({ preventScroll: true });
}
