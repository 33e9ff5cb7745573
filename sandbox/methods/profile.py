"""setMyName and its like, menu buttons, default administrator rights, logOut and close."""

import math
import re
import time
from typing import Any

from sandbox.bots.profile import menu_button, set_menu_button, set_text, text_of
from sandbox.methods.call import Call
from sandbox.methods.chats import user_id_of
from sandbox.rules.group_settings import clean_name
from sandbox.rules.permissions import flags_of
from sandbox.rules.profile import CHANNEL_RIGHTS, default_rights
from sandbox.rules.rights import RIGHTS
from sandbox.text.links import NotALinkError, checked_link
from sandbox.text.units import clean
from sandbox.wire import Json
from sandbox.wire.bounds import CLOSING_SECONDS, LOGGED_OUT_SECONDS, PROFILE_TEXTS
from sandbox.wire.errors import bad, too_many

_LANGUAGE = re.compile(r"([a-z]{2})?")
_TOO_LONG = {"name": "BOT_TITLE_INVALID", "description": "DESCRIPTION_TOO_LONG", "short_description": "ABOUT_TOO_LONG"}


def language_of(call: Call) -> str:
    """The language_code of a call, "" for all."""
    language = call.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    return language


def _set(call: Call, kind: str) -> bool:
    language = language_of(call)
    text = clean(call.text(kind)).strip()
    if len(text) > PROFILE_TEXTS[kind]:
        raise bad(_TOO_LONG[kind])
    set_text(call.bot, kind, language, text)
    return True


def set_my_name(call: Call) -> bool:
    """The name in a language; the one for all must stay."""
    language = language_of(call)
    if language:
        return _set(call, "name")
    name = clean_name(call.text("name"), PROFILE_TEXTS["name"] + 1)
    if not 0 < len(name) <= PROFILE_TEXTS["name"]:
        raise bad("BOT_TITLE_INVALID")
    call.bot.rename(name)
    return True


def get_my_name(call: Call) -> Json:
    """BotName."""
    return {"name": text_of(call.bot, "name", language_of(call))}


def set_my_description(call: Call) -> bool:
    """What stands in an empty chat."""
    return _set(call, "description")


def get_my_description(call: Call) -> Json:
    """BotDescription."""
    return {"description": text_of(call.bot, "description", language_of(call))}


def set_my_short_description(call: Call) -> bool:
    """What stands on the profile page."""
    return _set(call, "short_description")


def get_my_short_description(call: Call) -> Json:
    """BotShortDescription."""
    return {"short_description": text_of(call.bot, "short_description", language_of(call))}


def set_chat_menu_button(call: Call) -> bool:
    """The button beside the input line, for one person or for all."""
    given = call.given("menu_button", "menu button")
    button = {"type": "default"} if given is None else _button(given)
    set_menu_button(call.bot, button, _person(call))
    return True


def get_chat_menu_button(call: Call) -> Json:
    """MenuButton."""
    return menu_button(call.bot, _person(call))


def _person(call: Call) -> int | None:
    if call.params.get("chat_id") in (None, ""):
        return None
    person_id = user_id_of(call, "chat_id")
    if person_id not in call.world.people:
        raise bad("user not found")
    return person_id


def _button(given: Any) -> Json:
    wrong = "can't parse menu button: "
    if not isinstance(given, dict):
        raise bad(wrong + "MenuButton must be an Object")
    if "type" not in given:
        raise bad(wrong + 'Can\'t find field "type"')
    if given["type"] in ("default", "commands"):
        return {"type": given["type"]}
    if given["type"] != "web_app":
        raise bad(wrong + "MenuButton has unsupported type")
    for name in ("text", "web_app"):
        if name not in given:
            raise bad(wrong + f'Can\'t find field "{name}"')
    if not isinstance(given["web_app"], dict) or not isinstance(given["web_app"].get("url"), str):
        raise bad(wrong + 'Can\'t find field "url"')
    return _web_app(str(given["text"]), given["web_app"]["url"])


def _web_app(text: str, url: str) -> Json:
    if not text.strip():
        raise bad("menu button text must be non-empty")
    try:
        link = checked_link(url, secure=True)
    except NotALinkError as error:
        raise bad(f"menu button URL '{url}' is invalid: {error}") from None
    return {"type": "web_app", "text": text.strip(), "web_app": {"url": link}}


def set_default_rights(call: Call) -> bool:
    """The rights that the bot asks for; none given: none."""
    what = "ChatAdministratorRights"
    given: Any = call.given("rights", what)
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise bad(f"can't parse {what}: {what} must be an Object")
    rights = flags_of(given, (*RIGHTS, *CHANNEL_RIGHTS), what)
    rights["can_manage_chat"] = any(rights.values())
    call.bot.set_profile(**{"channel_rights" if call.flag("for_channels") else "group_rights": rights})
    return True


def get_default_rights(call: Call) -> Json:
    """ChatAdministratorRights."""
    return default_rights(call.bot, channels=call.flag("for_channels"))


def log_out(call: Call) -> bool:
    """Nothing is answered for ten minutes of the shown time; queue and webhook are gone."""
    call.bot.updates.clear()
    call.bot.hook.set({})
    call.bot.set_profile(logged_out_until=call.world.clock.stamp() + LOGGED_OUT_SECONDS)
    return True


def close(call: Call) -> bool:
    """Refused in the first ten minutes; afterwards the bot comes up again by the next call."""
    left = CLOSING_SECONDS - (time.monotonic() - call.bot.launched)
    if left > 0:
        raise too_many(math.ceil(left))
    call.bot.launched = time.monotonic()
    return True


METHODS = {
    "setMyName": set_my_name,
    "getMyName": get_my_name,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyDefaultAdministratorRights": set_default_rights,
    "getMyDefaultAdministratorRights": get_default_rights,
    "logOut": log_out,
    "close": close,
}
