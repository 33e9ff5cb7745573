// Polls and quizzes.

import { form } from "./dialogs.js";
import { button, check, el, icon } from "./dom.js";
import { say } from "./words.js";

function kindOf({ type, is_anonymous: hidden, is_closed: closed }) {
	if (closed) return say("pollClosed");
	return say(type === "quiz" ? "quiz" : hidden ? "pollAnonymous" : "pollOpen");
}

const unseen = (key) => el("span.unseen", ` ${say(key)}`);

function share(option, at, { chosen = [], type, total_voter_count: total, ...poll }) {
	const percent = total ? Math.round((option.voter_count / total) * 100) : 0;
	const right = (poll.correct_option_ids ?? [poll.correct_option_id]).includes(at);
	const mine = chosen.includes(at);
	const sign = mine && !right && type === "quiz" ? "close" : (mine || right) && "check";
	const row = el("li.share", el("b", `${percent}%`), el("span", option.text, mine && unseen("yourVote"), right && unseen("rightAnswer")), sign && icon(sign), el("span.bar-line"));
	row.classList.toggle("right", right);
	row.style.setProperty("--share", `${percent}%`);
	return row;
}

function results(message, room) {
	const { poll } = message;
	const back = poll.chosen?.length && !poll.is_closed && (poll.allows_revoting ?? poll.type !== "quiz");
	return [el("ul", poll.options.map((option, at) => share(option, at, poll))), poll.explanation && el("p.explained", poll.explanation), back && button(say("retract"), () => room.vote(message, []), "poll-deed")];
}

function ballot(message, room) {
	const { options, question, allows_multiple_answers: several } = message.poll;
	const ticks = options.map(({ text }) => check(text));
	const vote = () => {
		const picked = ticks.flatMap(({ box }, at) => (box.checked ? [at] : []));
		if (picked.length) room.vote(message, picked);
	};
	const line = ({ text }, at) => el("button.option", { click: () => room.vote(message, [at]) }, el("span.dot"), el("span", text));
	return [el("div.options", { role: "group", label: question }, several ? ticks.map(({ node }) => node) : options.map(line)), several && button(say("vote"), vote, "poll-deed")];
}

export function poll(message, room) {
	const { question, is_closed: closed, chosen = [], total_voter_count: n } = message.poll;
	return el("div.poll", el("b", question), el("small", kindOf(message.poll)), (closed || chosen.length ? results : ballot)(message, room), el("small", say("voters", { n })));
}

export async function askPoll() {
	const made = await form(say("newPoll"), [
		{ name: "question", label: say("pollQuestion"), required: true, maxlength: 300 }, { name: "options", label: say("pollOptions"), kind: "textarea", rows: 4, required: true },
		{ name: "is_anonymous", label: say("anonymous"), kind: "check", value: true }, { name: "allows_multiple_answers", label: say("severalAnswers"), kind: "check" }], say("send"));
	return made && { ...made, options: made.options.split("\n").map((line) => line.trim()).filter(Boolean) };
}
