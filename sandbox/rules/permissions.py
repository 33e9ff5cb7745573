"""ChatPermissions and ChatAdministratorRights as a call gives them."""

from typing import Any

from sandbox.rules.rights import MEDIA, PERMISSIONS
from sandbox.wire import Json
from sandbox.wire.errors import bad
from sandbox.wire.params import Params

_OLD_MEDIA = "can_send_media_messages"  # until Bot API 6.5 one for all kinds; older bots still say it
_PLAIN = ("can_send_messages", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews",
          "can_change_info", "can_invite_users", "can_pin_messages")  # fmt: skip
_DERIVED = {"can_manage_topics": "can_pin_messages", "can_edit_tag": "can_pin_messages",
            "can_react_to_messages": "can_send_messages"}  # fmt: skip


def flags_of(given: Json, names: tuple[str, ...], what: str) -> Json:
    """Optional booleans of an object, False where they are absent."""
    found: Json = {}
    for name in names:
        value = given.get(name)
        if value is not None and not isinstance(value, bool):
            raise bad(f'can\'t parse {what}: Field "{name}" must be of type Boolean')
        found[name] = bool(value)
    return found


def read_permissions(call: Params) -> Json:
    """The permissions of a call, each True or False; the broader ones imply the narrower, unless independent."""
    given: Any = call.given("permissions", "permissions")
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise bad("object expected as permissions")
    return complete(given, independent=call.flag("use_independent_chat_permissions"))


def complete(given: Json, *, independent: bool) -> Json:
    """All permissions, from those that are named."""
    what = "chat permissions"
    found = flags_of(given, _PLAIN, what)
    old = flags_of(given, (_OLD_MEDIA,), what)[_OLD_MEDIA]
    named = any(name in given for name in MEDIA)
    found |= flags_of(given, MEDIA, what) if named else dict.fromkeys(MEDIA, old)
    if not independent:
        # restrictChatMember in the specification: what was broader once still implies what is narrower.
        if found["can_send_other_messages"] or found["can_add_web_page_previews"]:
            found |= dict.fromkeys(("can_send_messages", *MEDIA), True)
        if found["can_send_polls"] or (old and not named):
            found["can_send_messages"] = True
    for name, source in _DERIVED.items():
        found[name] = flags_of(given, (name,), what)[name] if name in given else found[source]
    return {name: found[name] for name in PERMISSIONS}
