"""setChatTitle, setChatDescription, setChatPhoto, deleteChatPhoto, setChatPermissions."""

from sandbox.chats.group import Group
from sandbox.media.pictures import NotAPhotoError, store_portrait
from sandbox.methods.call import Call
from sandbox.methods.chats import find_chat
from sandbox.rules.group_settings import clean_name, describe, permit, portray, rename
from sandbox.rules.permissions import read_permissions
from sandbox.rules.rights import has_right
from sandbox.text.units import clean
from sandbox.wire.bounds import CHAT_DESCRIPTION, CHAT_TITLE
from sandbox.wire.errors import bad


def _changeable(call: Call, what: str, refused: str) -> Group:
    """The group whose title, photo ... a bot may change as administrator; default permissions are not for bots."""
    chat = find_chat(call)
    if not isinstance(chat, Group):
        raise bad(f"can't change private chat {what}")
    right = "can_restrict_members" if what == "permissions" else "can_change_info"
    if not has_right(chat, call.bot.id, right):
        raise bad(refused)
    return chat


def set_chat_title(call: Call) -> bool:
    """Another title, cut to 128 characters."""
    title = clean_name(call.text("title"), CHAT_TITLE)
    # A chat that is not there is told before a title that is empty.
    find_chat(call)
    if not title:
        raise bad("title must be non-empty")
    group = _changeable(call, "title", "not enough rights to change chat title")
    rename(call.world, group, title, call.bot.user)
    return True


def set_chat_description(call: Call) -> bool:
    """Another description, cut to 255 characters."""
    group = _changeable(call, "description", "not enough rights to set chat description")
    if not describe(call.world, group, clean(call.text("description")).strip()[:CHAT_DESCRIPTION].strip()):
        raise bad("chat description is not modified")
    return True


async def set_chat_photo(call: Call) -> bool:
    """An uploaded picture, cropped to a square."""
    upload = call.uploads.get("photo") or call.uploads.get(call.text("photo").removeprefix("attach://"))
    if upload is None:
        raise bad(
            "photo must be uploaded as an InputFile" if call.text("photo") else "there is no photo in the request"
        )
    group = _changeable(call, "photo", "not enough rights to change chat photo")
    try:
        sizes = await store_portrait(call.world.files, upload)
    except NotAPhotoError as error:
        raise bad(str(error)) from None
    portray(call.world, group, sizes, call.bot.user)
    return True


def delete_chat_photo(call: Call) -> bool:
    """No photo any more."""
    group = _changeable(call, "photo", "not enough rights to change chat photo")
    if not group.facts.get("photo"):
        raise bad("CHAT_NOT_MODIFIED")
    portray(call.world, group, None, call.bot.user)
    return True


def set_chat_permissions(call: Call) -> bool:
    """What everybody may do."""
    permissions = read_permissions(call)
    group = _changeable(call, "permissions", "not enough rights to change chat permissions")
    permit(call.world, group, permissions)
    return True


METHODS = {
    "setChatTitle": set_chat_title,
    "setChatDescription": set_chat_description,
    "setChatPhoto": set_chat_photo,
    "deleteChatPhoto": delete_chat_photo,
    "setChatPermissions": set_chat_permissions,
}
