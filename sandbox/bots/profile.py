"""What a bot shows of itself: texts by language, and the menu button."""

from sandbox.bots.bot import Bot
from sandbox.wire import Json

COMMANDS: Json = {"type": "commands"}
DEFAULT: Json = {"type": "default"}


def text_of(bot: Bot, kind: str, language: str) -> str:
    """A name, description or short_description in a language, else the one for all."""
    texts = bot.profile.get(kind, {})
    fallback = bot.user["first_name"] if kind == "name" else texts.get("", "")
    return str(texts.get(language) or fallback)


def set_text(bot: Bot, kind: str, language: str, text: str) -> None:
    """Another text in a language ("" for all); "" takes it away."""
    texts = {**bot.profile.get(kind, {}), language: text}
    bot.set_profile(**{kind: {key: value for key, value in texts.items() if value}})


def menu_button(bot: Bot, person_id: int | None = None) -> Json:
    """The menu button as it was set for a person, or for all."""
    buttons = bot.profile.get("menu", {})
    found: Json = buttons.get("", COMMANDS) if person_id is None else buttons.get(str(person_id), DEFAULT)
    return found


def set_menu_button(bot: Bot, button: Json, person_id: int | None = None) -> None:
    """Another menu button for a person, or for all."""
    key = "" if person_id is None else str(person_id)
    bot.set_profile(menu={**bot.profile.get("menu", {}), key: button})
