// The grey lines of a chat; and any message in one short line.

import { fullName } from "./dom.js";
import { say } from "./words.js";

const KINDS = ["photo", "video", "animation", "video_note", "audio", "voice", "document", "sticker", "venue", "location", "contact", "poll", "dice"];

export function gist(message) {
	const text = message.text || message.caption;
	if (text) return text.slice(0, 120);
	const kind = KINDS.find((name) => message[name]);
	if (kind === "poll") return `${say("poll")}: ${message.poll.question}`;
	return kind ? say(kind) : service(message) ?? "…";
}

/** The words of a service message; null when it is none. */
export function service(message) {
	const { from, new_chat_members: added, left_chat_member: gone, pinned_message: pinned, new_chat_title: title } = message;
	const who = fullName(from ?? message.sender_chat ?? {});
	const own = (user) => user.id === from?.id;
	if (added) return added.every(own) ? say("joined", { who }) : say("added", { who, whom: added.map(fullName).join("、") });
	if (gone) return own(gone) ? say("left", { who }) : say("removed", { who, whom: fullName(gone) });
	if (pinned) return say("pinnedBy", { who, what: gist(pinned) });
	if (title) return say("renamed", { who, title });
	if (message.group_chat_created || message.supergroup_chat_created) return say("groupMade", { who });
	if (message.migrate_to_chat_id || message.migrate_from_chat_id) return say("migrated");
	return message.new_chat_photo || message.delete_chat_photo ? say("newPicture", { who }) : null;
}
