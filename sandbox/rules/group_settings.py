"""What a group is called and shows: title, description, photo, what everybody may; both sides change it here."""

from sandbox.chats.group import Group
from sandbox.rules.membership import tell
from sandbox.state.world import World
from sandbox.text.units import clean
from sandbox.wire import Json


def clean_name(text: str, limit: int) -> str:
    """A name in one line, cut to its limit."""
    return " ".join(clean(text).split())[:limit].strip()


def rename(world: World, group: Group, title: str, by: Json) -> None:
    """A new title and the message that tells of it; nothing when it is the same."""
    if title != group.title:
        group.title = title
        world.keep_chat(group)
        tell(world, group, by, {"new_chat_title": title})


def describe(world: World, group: Group, description: str) -> bool:
    """A new description, "" for none; False when it is the same."""
    if description == group.facts.get("description", ""):
        return False
    group.set_facts(description=description or None)
    world.keep_chat(group)
    return True


def portray(world: World, group: Group, sizes: list[Json] | None, by: Json) -> None:
    """A new photo (PhotoSize objects, smallest first), None for none; and the message that tells of it."""
    group.set_facts(photo=sizes)
    world.keep_chat(group)
    tell(world, group, by, {"new_chat_photo": sizes} if sizes else {"delete_chat_photo": True})


def permit(world: World, group: Group, permissions: Json) -> None:
    """What everybody may do from now on."""
    group.permissions = permissions
    world.keep_chat(group)


def photo_of(group: Group) -> Json:
    """{"photo": ChatPhoto} of a group that has one."""
    sizes = group.facts.get("photo")
    if not sizes:
        return {}
    small, big = sizes[0], sizes[-1]
    return {
        "photo": {
            "small_file_id": small["file_id"],
            "small_file_unique_id": small["file_unique_id"],
            "big_file_id": big["file_id"],
            "big_file_unique_id": big["file_unique_id"],
        }
    }
