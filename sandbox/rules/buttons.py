"""Buttons of keyboards: read field by field, refused as Telegram refuses them."""

from collections.abc import Iterable
from typing import Any

from sandbox.text.links import NotALinkError, checked_link
from sandbox.text.units import is_utf8
from sandbox.wire import Json
from sandbox.wire.bounds import BUTTON_DATA_BYTES, COPIED_TEXT, REQUESTED_USERS
from sandbox.wire.errors import Refusal, bad

STYLES = frozenset({"danger", "success", "primary", "default"})
_INLINE, _KEYBOARD = "inline keyboard", "keyboard"
_PRIVATE_ONLY = {
    "request_contact": "Phone number can be requested",
    "request_location": "Location can be requested",
    "request_poll": "Poll can be requested",
    "request_users": "Users can be requested",
    "request_chat": "Chats can be requested",
    "request_managed_bot": "Managed bot can be requested",
    "web_app": "Web App buttons can be used",
}
_CHOSEN_CHATS = ("allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats")
_USERS = ("user_is_bot", "user_is_premium", "request_name", "request_username", "request_photo")
_CHAT = (
    "chat_is_channel", "chat_is_forum", "chat_has_username", "chat_is_created", "bot_is_member", "request_title",
    "request_username", "request_photo",
)  # fmt: skip
_TITLES = {bool: "Boolean", str: "String", dict: "Object", list: "Array", int: "Number"}


def title_of(kind: type) -> str:
    """What Telegram calls a type of JSON."""
    return _TITLES[kind]


def inline_button(button: Any, *, private: bool) -> Json | None:
    """A button below a message as it is echoed; None when it has no text and is left out."""
    if not isinstance(button, dict):
        raise _bad_button(_INLINE, "InlineKeyboardButton must be an Object")
    text = _text_of(button, _INLINE)
    # Read whole before it is left out for want of a text: what is wrong in it is refused all the same.
    made = {"text": text, **_look(button, _INLINE), **_inline_kind(button)}
    if not text:
        return None
    _check_by_server(made, private)
    return made


def _look(button: Json, where: str) -> Json:
    style = _field(button, "style", str, where)
    if style and style not in STYLES:
        raise bad("invalid button style specified")
    icon = _field(button, "icon_custom_emoji_id", str, where)
    shown = {"icon_custom_emoji_id": icon} if icon else {}
    return {**shown, "style": style} if style and style != "default" else shown


def _inline_kind(button: Json) -> Json:
    # One kind alone is allowed; of several the first in this order counts, and the real server does not complain.
    if url := _field(button, "url", str, _INLINE):
        return {"url": _link(url, "inline keyboard button URL")}
    if data := _field(button, "callback_data", str, _INLINE):
        return {"callback_data": data}
    if "callback_game" in button:
        return {"callback_game": {}}
    if _field(button, "pay", bool, _INLINE):
        return {"pay": True}
    for name in ("switch_inline_query", "switch_inline_query_current_chat"):
        if name in button:
            return {name: _field(button, name, str, _INLINE) or ""}
    for name, read in _OBJECTS.items():
        if name in button:
            return read(_field(button, name, dict, _INLINE) or {})
    raise _bad_button(_INLINE, "Text buttons are unallowed in the inline keyboard")


def _chosen_chat(given: Json) -> Json:
    allowed = {name: True for name in _CHOSEN_CHATS if _field(given, name, bool, _INLINE)}
    query = _field(given, "query", str, _INLINE)
    if not allowed:
        raise bad("at least one chat type must be allowed")
    return {"switch_inline_query_chosen_chat": {**({"query": query} if query else {}), **allowed}}


def _login(given: Json) -> Json:
    """A login button is told as a link."""
    _field(given, "request_write_access", bool, _INLINE)
    return {"url": _link(_needed(given, "url", _INLINE), "inline keyboard button login URL", secure=True)}


def _web_app(given: Json) -> Json:
    url = _link(_needed(given, "url", _INLINE), "inline keyboard button Web App URL", secure=True)
    return {"web_app": {"url": url}}


def _copy_text(given: Json) -> Json:
    return {"copy_text": {"text": _needed(given, "text", _INLINE)}}


_OBJECTS = {
    "switch_inline_query_chosen_chat": _chosen_chat,
    "login_url": _login,
    "web_app": _web_app,
    "copy_text": _copy_text,
}


def _check_by_server(made: Json, private: bool) -> None:
    # Found by Telegram's servers, behind the one that reads calls, hence CONSTANTS. 64 bytes are 21 Chinese characters.
    if len(made.get("callback_data", "").encode("utf-8", "surrogatepass")) > BUTTON_DATA_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    if "copy_text" in made and not 1 <= len(made["copy_text"]["text"]) <= COPIED_TEXT:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if made.keys() & {"pay", "callback_game"} or ("web_app" in made and not private):
        raise bad("BUTTON_TYPE_INVALID")


def reply_button(button: Any, *, private: bool) -> Json | None:
    """A button below the input line; None when it has no text and is left out."""
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise _bad_button(_KEYBOARD, "KeyboardButton must be a String or an Object")
    text = _text_of(button, _KEYBOARD)
    asked = _request(button)
    if asked and not private:
        raise bad(f"{_PRIVATE_ONLY[next(iter(asked))]} in private chats only")
    return {"text": text, **_look(button, _KEYBOARD), **asked} if text else None


def _request(button: Json) -> Json:
    for name in ("request_contact", "request_location"):
        if _field(button, name, bool, _KEYBOARD):
            return {name: True}
    for name in ("request_poll", "web_app", "request_users", "request_chat", "request_managed_bot"):
        if name in button:
            given: Json = _field(button, name, dict, _KEYBOARD) or {}
            _check_request(name, given)
            return {name: given}
    return {}


def _check_request(name: str, given: Json) -> None:
    if name == "web_app":
        _link(_needed(given, "url", _KEYBOARD), "keyboard button Web App URL", secure=True)
    if name in ("request_users", "request_chat", "request_managed_bot") and "request_id" not in given:
        raise _bad_button(_KEYBOARD, 'Can\'t find field "request_id"')
    _need_booleans(given, {"request_users": _USERS, "request_chat": _CHAT}.get(name, ()))
    if name == "request_users" and not 1 <= int(_field(given, "max_quantity", int, _KEYBOARD) or 1) <= REQUESTED_USERS:
        raise bad("BUTTON_QUANTITY_MAX_INVALID")


def _need_booleans(given: Json, names: Iterable[str]) -> None:
    for name in names:
        _field(given, name, bool, _KEYBOARD)


def _link(url: str, what: str, *, secure: bool = False) -> str:
    try:
        return checked_link(url, secure=secure)
    except NotALinkError as error:
        raise bad(f"{what} '{url}' is invalid: {error}") from None


def _text_of(button: Json, where: str) -> str:
    return _needed(button, "text", where)


def _needed(given: Json, name: str, where: str) -> str:
    if name not in given:
        raise _bad_button(where, f'Can\'t find field "{name}"')
    text = str(_field(given, name, str, where) or "")
    if not is_utf8(text):
        raise bad(f"{where} button {name} must be encoded in UTF-8")
    return text


def _field(given: Json, name: str, kind: type, where: str) -> Any:
    value = given.get(name)
    if value is not None and not isinstance(value, kind):
        raise _bad_button(where, f'Field "{name}" must be of type {_TITLES[kind]}')
    return value


def _bad_button(where: str, what: str) -> Refusal:
    return bad(f"can't parse {where} button: {what}")
