"""What the profile of a bot comes to in a chat: the rights that it asks for, and what its person sees of it."""

from sandbox.bots.bot import Bot
from sandbox.bots.profile import COMMANDS, DEFAULT, menu_button, text_of
from sandbox.chats.person import Person
from sandbox.chats.private import Private
from sandbox.rules.rights import RIGHTS
from sandbox.wire import Json

CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")


def default_rights(bot: Bot, *, channels: bool = False) -> Json:
    """ChatAdministratorRights that the bot asks for when it is made an administrator."""
    own = CHANNEL_RIGHTS if channels else GROUP_RIGHTS
    names = [name for name in (*RIGHTS, *CHANNEL_RIGHTS) if name in own or name not in (*CHANNEL_RIGHTS, *GROUP_RIGHTS)]
    kept = bot.profile.get("channel_rights" if channels else "group_rights", {})
    return {name: bool(kept.get(name)) for name in names}


def facing(chat: Private, person: Person) -> Json:
    """What a person sees of the bot in their chat: the menu button, and the description as long as it is empty."""
    bot, language = chat.bot, person.language
    button = menu_button(bot, person.id)
    if button == DEFAULT:
        button = menu_button(bot)
    shown = "" if chat.messages else text_of(bot, "description", language)
    return {"menu_button": COMMANDS if button == DEFAULT else button, "description": shown}
