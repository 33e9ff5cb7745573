"""Who may do what in a group: the rights of administrators, the permissions of everybody else."""

from collections.abc import Iterable

from sandbox.chats.group import LEFT, Group
from sandbox.wire import Json

STORIES = ("can_post_stories", "can_edit_stories", "can_delete_stories")
DUTIES = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", *STORIES, "can_pin_messages", "can_manage_topics", "can_manage_tags",
    "can_send_welcome_messages",
)  # fmt: skip
RIGHTS = ("is_anonymous", *DUTIES)
UNUSUAL = frozenset({"is_anonymous", "can_promote_members"})  # what the apps leave off when somebody is promoted
NEVER_IN_BASIC = frozenset({*UNUSUAL, *STORIES, "can_manage_topics"})
MEDIA = tuple(f"can_send_{kind}" for kind in ("audios", "documents", "photos", "videos", "video_notes", "voice_notes"))
PERMISSIONS = (
    "can_send_messages", *MEDIA, "can_send_polls", "can_send_other_messages", "can_add_web_page_previews",
    "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_manage_topics",
)  # fmt: skip
SETTLED = ("can_change_info", "can_pin_messages")  # in a public group these are for administrators alone
SENDING: dict[str, tuple[str, str]] = {
    "text": ("can_send_messages", "text messages"),
    "contact": ("can_send_messages", "contacts"),
    "location": ("can_send_messages", "locations"),
    "venue": ("can_send_messages", "venues"),
    "photo": ("can_send_photos", "photos"),
    "video": ("can_send_videos", "videos"),
    "audio": ("can_send_audios", "audios"),
    "animation": ("can_send_other_messages", "animations"),
    "document": ("can_send_documents", "documents"),
    "sticker": ("can_send_other_messages", "stickers"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "video_note": ("can_send_video_notes", "video notes"),
    "poll": ("can_send_polls", "polls"),
    "dice": ("can_send_other_messages", "dice"),
}


def administrator(granted: Iterable[str], by: int) -> Json:
    """The member record of an administrator with these rights; any of them implies can_manage_chat."""
    named = {name for name in granted if name in RIGHTS}
    rights = {name: name in named for name in RIGHTS}
    rights["can_manage_chat"] = bool(named)
    return {"status": "administrator", **rights, "promoted_by": by}


def usual(group: Group) -> list[str]:
    """The rights that the apps tick when somebody is promoted, in a basic group the only ones there are."""
    unwanted = NEVER_IN_BASIC if group.kind == "group" else UNUSUAL
    return [name for name in RIGHTS if name not in unwanted]


def leads(group: Group, user_id: int) -> bool:
    """Whether somebody is owner or administrator."""
    return group.status(user_id) in ("creator", "administrator")


def has_right(group: Group, user_id: int, right: str) -> bool:
    """Whether somebody has a right as owner or administrator."""
    member = group.members.get(user_id, LEFT)
    return member["status"] == "creator" or (member["status"] == "administrator" and bool(member[right]))


def may(group: Group, user_id: int, permission: str) -> bool:
    """Whether a person may do what everybody may unless it is taken from all, or from this one."""
    member = group.members.get(user_id, LEFT)
    if member["status"] == "creator" or (member["status"] == "administrator" and member.get(permission, True)):
        return True
    everybody = bool(group.permissions.get(permission, True)) and not (
        group.facts.get("username") and permission in SETTLED
    )
    return everybody and (member["status"] != "restricted" or bool(member.get(permission)))


def unsendable(group: Group, user_id: int, content: Json) -> str | None:
    """What of a message somebody may not send ("photos"), None when all of it may be sent."""
    # An animation is told as a document, too, for old clients; it is judged as what it is.
    held = [kind for kind in SENDING if kind in content and not (kind == "document" and "animation" in content)]
    return next((SENDING[kind][1] for kind in held if not may(group, user_id, SENDING[kind][0])), None)


def outranks(group: Group, actor: int, user_id: int) -> bool:
    """Whether somebody may change an administrator: the owner, and who promoted that one, directly or by others."""
    if not has_right(group, actor, "can_promote_members"):
        return False
    if group.status(actor) == "creator":
        return True
    # Against a circle: one promoted the other, was demoted, and was promoted again by that other.
    seen = {user_id}
    while (user_id := int(group.members.get(user_id, LEFT).get("promoted_by", 0))) not in seen:
        if user_id == actor:
            return True
        seen.add(user_id)
    return False


def beyond(group: Group, actor: int, granted: Iterable[str]) -> bool:
    """Whether somebody would give away rights that they do not have."""
    return any(not has_right(group, actor, name) for name in granted)


def restricted(permissions: Json, *, inside: bool, until: int) -> Json:
    """The member record of somebody with these permissions; with all of them no restriction is left."""
    if all(permissions[name] for name in PERMISSIONS):
        return {"status": "member"} if inside else LEFT
    return {"status": "restricted", "is_member": inside, **permissions, "until_date": until}
