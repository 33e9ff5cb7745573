// New people, bots and groups; what can be done in a group.

import { get, post } from "./api.js";
import { asItem, choose, confirm, form } from "./dialogs.js";
import { avatar, fullName } from "./dom.js";
import { language, say } from "./words.js";

/** Who there is to play: { role, zh, en }, as the sandbox was told. */
export const roles = [];
const CODES = { zh: "zh-hans", en: "en" };

/** "考生" / "Candidate"; a hint that the sandbox does not know as it came, "" when there is none. */
export const roleName = ({ role_hint: hint = "" }) => roles.find(({ role }) => role === hint)?.[language()] ?? hint;

function freeName(people, role) {
	const taken = new Set(people.map(fullName));
	const kind = roleName({ role_hint: role }) || say("person");
	for (let n = 1; ; n += 1) if (!taken.has(`${kind} ${n}`)) return `${kind} ${n}`;
}

export const newPerson = (people, role, name = freeName(people, role), code = CODES[language()]) => post("/people", { first_name: name, language_code: code, role_hint: role });

export async function newNamed(people) {
	const made = await form(say("newNamed"), [{ name: "name", label: say("name"), required: true }, ...(roles.length ? [{ name: "role", label: say("role"), options: Object.fromEntries(roles.map((one) => [one.role, one[language()]])) }] : []),
		{ name: "code", label: say("speaks"), value: CODES[language()], options: { "zh-hans": "中文", en: "English" } }]);
	return made && newPerson(people, made.role, made.name, made.code);
}

export async function newBot() {
	const made = await form(say("newBot"), [{ name: "first_name", label: say("name"), required: true }, { name: "username", label: say("username"), value: "new_bot", required: true }]);
	return made && post("/bots", made);
}

export async function newGroup({ everyone, bots }, by) {
	const ones = [...bots, ...everyone.filter(({ id }) => id !== by)];
	const ticks = ones.map((one) => ({ name: `m${one.id}`, label: fullName(one), kind: "check", value: bots.includes(one), sign: avatar(one) }));
	const made = await form(say("newGroup"), [{ name: "title", label: say("groupName"), value: say("newGroup"), required: true }, ...ticks]);
	return made && post("/groups", { title: made.title, by, members: ones.map(({ id }) => id).filter((id) => made[`m${id}`]) });
}

export function groupItems({ chat, desk, attempt }) {
	const does = async (deed, body) => { if (await attempt(() => chat.act(deed, body))) desk.look(true); };
	const about = (deed, sign, statuses) => [sign, say(deed), async () => {
		const { members = [] } = await attempt(() => get(`${chat.path}/members`));
		const status = new Map(members.map((one) => [one.user.id, one.status]));
		const ones = [...desk.everyone, ...desk.bots].filter(({ id }) => id !== chat.person.id && statuses.includes(status.get(id)));
		const who = await choose(say(deed), ones.map((one) => asItem(one, one.is_bot && `@${one.username}`)));
		if (who) await does(deed, { who });
	}];
	const leave = async () => { if (await confirm(say("leaveAsk", { title: chat.title }), null, say("leave"), "danger")) await does("leave"); };
	return [about("add", "plus", ["left", "kicked", undefined]), about("remove", "stop", ["member", "restricted", "administrator"]), about("promote", "person", ["member", "restricted"]), about("demote", "person", ["administrator"]),
		["bin", say("leave"), leave, "danger"]];
}
