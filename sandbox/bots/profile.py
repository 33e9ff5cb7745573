"""What a bot shows of itself: texts by language, the menu button, the rights that it suggests."""

from typing import TYPE_CHECKING

from sandbox.rules.rights import RIGHTS
from sandbox.wire import Json

if TYPE_CHECKING:
    from sandbox.bots.bot import Bot
    from sandbox.chats.person import Person
    from sandbox.chats.private import Private

COMMANDS: Json = {"type": "commands"}
DEFAULT: Json = {"type": "default"}
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")


def text_of(bot: "Bot", kind: str, language: str) -> str:
    """A name, description or short_description in a language, else the one for all."""
    texts = bot.profile.get(kind, {})
    fallback = bot.user["first_name"] if kind == "name" else texts.get("", "")
    return str(texts.get(language) or fallback)


def set_text(bot: "Bot", kind: str, language: str, text: str) -> None:
    """Another text in a language ("" for all); "" takes it away."""
    texts = {**bot.profile.get(kind, {}), language: text}
    bot.set_profile(**{kind: {key: value for key, value in texts.items() if value}})


def menu_button(bot: "Bot", person_id: int | None = None) -> Json:
    """The menu button as it was set for a person, or for all."""
    buttons = bot.profile.get("menu", {})
    found: Json = buttons.get("", COMMANDS) if person_id is None else buttons.get(str(person_id), DEFAULT)
    return found


def set_menu_button(bot: "Bot", button: Json, person_id: int | None = None) -> None:
    """Another menu button for a person, or for all."""
    key = "" if person_id is None else str(person_id)
    bot.set_profile(menu={**bot.profile.get("menu", {}), key: button})


def default_rights(bot: "Bot", *, channels: bool = False) -> Json:
    """ChatAdministratorRights that the bot asks for when it is made an administrator."""
    own = CHANNEL_RIGHTS if channels else GROUP_RIGHTS
    names = [name for name in (*RIGHTS, *CHANNEL_RIGHTS) if name in own or name not in (*CHANNEL_RIGHTS, *GROUP_RIGHTS)]
    kept = bot.profile.get("channel_rights" if channels else "group_rights", {})
    return {name: bool(kept.get(name)) for name in names}


def facing(chat: "Private", person: "Person") -> Json:
    """What a person sees of the bot in their chat: the menu button, and the description as long as it is empty."""
    bot, language = chat.bot, person.language
    button = menu_button(bot, person.id)
    if button == DEFAULT:
        button = menu_button(bot)
    shown = "" if chat.messages else text_of(bot, "description", language)
    return {"menu_button": COMMANDS if button == DEFAULT else button, "description": shown}
