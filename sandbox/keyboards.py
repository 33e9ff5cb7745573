"""reply_markup: read, refused as Telegram refuses it, cut to its limits, and told apart by kind."""

import json
from dataclasses import dataclass
from typing import Any

from sandbox.errors import Refusal, bad
from sandbox.text.html import fixed_url
from sandbox.wire import Json

ROW_LIMIT = 12
BUTTON_LIMIT = 300
DATA_LIMIT = 64
_FLAGS = {
    "keyboard": ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective"),
    "remove_keyboard": ("selective",),
    "force_reply": ("selective",),
}
_PLAIN_TYPES = ("callback_game", "pay", "switch_inline_query", "switch_inline_query_current_chat")
_OBJECT_TYPES = ("switch_inline_query_chosen_chat", "login_url", "web_app", "copy_text")
_SPECIAL = ("request_users", "request_chat", "request_managed_bot", "request_poll", "web_app")
_TITLES = {bool: "Boolean", str: "String", dict: "Object", list: "Array", int: "Number"}


@dataclass(frozen=True, slots=True)
class Markup:
    """A read reply_markup. `kind`: inline, keyboard, remove_keyboard or force_reply; `value` as it is echoed."""

    kind: str
    value: Json


def read_markup(given: Any, *, private: bool = True) -> Markup | None:
    """The markup of a call (JSON text or object), None when there is none."""
    if given is None or given == "":
        return None
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            raise bad("can't parse reply keyboard markup JSON object") from None
    if not isinstance(given, dict):
        raise bad("object expected as reply markup")
    return _read_object(given, private)


def _read_object(given: Json, private: bool) -> Markup | None:
    keyboard = _field(given, "keyboard", list) or []
    inline = _field(given, "inline_keyboard", list)
    if keyboard:
        return _reply_keyboard(given, keyboard, private)
    if inline:
        rows = _inline_rows(inline)
        return Markup("inline", {"inline_keyboard": rows}) if rows else None
    for kind in ("remove_keyboard", "force_reply"):
        if _field(given, kind, bool):
            return Markup(kind, {kind: True, **_extras(given, kind)})
    return Markup("inline", {"inline_keyboard": []}) if inline is not None else None


def _field(given: Json, name: str, kind: type) -> Any:
    value = given.get(name)
    if value is not None and not isinstance(value, kind):
        raise bad(f'field "{name}" must be of type {_TITLES[kind]}')
    return value


def _extras(given: Json, kind: str) -> Json:
    found: Json = {name: True for name in _FLAGS[kind] if _field(given, name, bool)}
    if placeholder := _field(given, "input_field_placeholder", str):
        found["input_field_placeholder"] = placeholder
    return found


def _reply_keyboard(given: Json, keyboard: list[Any], private: bool) -> Markup | None:
    rows = []
    for row in keyboard:
        if not isinstance(row, list):
            raise bad('field "keyboard" must be an Array of Arrays')
        buttons = [made for button in row if (made := _reply_button(button, private))]
        if buttons:
            rows.append(buttons[:ROW_LIMIT])
    return Markup("keyboard", {"keyboard": _cut(rows), **_extras(given, "keyboard")}) if rows else None


def _reply_button(button: Any, private: bool) -> Json | None:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise _bad_button("keyboard", "KeyboardButton must be a String or an Object")
    made: Json = {"text": _text_of(button, "keyboard")}
    for name, what in (("request_contact", "Phone number"), ("request_location", "Location")):
        if _button_field(button, name, bool, "keyboard"):
            if not private:
                raise bad(f"{what} can be requested in private chats only")
            made[name] = True
    special = {name: _button_field(button, name, dict, "keyboard") for name in _SPECIAL}
    made.update({name: value for name, value in special.items() if value is not None})  # {} asks for a poll of any type
    return made if made["text"] else None


def _inline_rows(inline: list[Any]) -> list[list[Json]]:
    rows = []
    for row in inline:
        if not isinstance(row, list):
            raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
        buttons = [made for button in row if (made := _inline_button(button))]
        if buttons:
            rows.append(buttons[:ROW_LIMIT])
    return _cut(rows)


def _cut(rows: list[list[Json]]) -> list[list[Json]]:
    if sum(map(len, rows)) <= BUTTON_LIMIT:
        return rows
    left, kept = BUTTON_LIMIT, []
    for row in rows:
        if left > 0:
            kept.append(row[:left])
        left -= len(row)
    return kept


def _inline_button(button: Any) -> Json | None:
    if not isinstance(button, dict):
        raise _bad_button("inline keyboard", "InlineKeyboardButton must be an Object")
    text = _text_of(button, "inline keyboard")
    data = button.get("callback_data")
    if isinstance(data, str) and data and "url" not in button:
        made: Json = {"text": text, "callback_data": data}
        if len(data.encode("utf-8", "surrogatepass")) > DATA_LIMIT:
            raise bad("BUTTON_DATA_INVALID")
    else:
        made = {"text": text, **_button_type(button)}
    if style := button.get("style"):
        made["style"] = style
    return made if text else None


def _button_type(button: Json) -> Json:
    if url := _button_field(button, "url", str, "inline keyboard"):
        return {"url": _button_url(url)}
    if data := _button_field(button, "callback_data", str, "inline keyboard"):
        return {"callback_data": data}
    for name in _PLAIN_TYPES:
        if name in button:
            return {name: button[name]}
    for name in _OBJECT_TYPES:
        if name in button:
            return {name: _button_field(button, name, dict, "inline keyboard")}
    raise _bad_button("inline keyboard", "Text buttons are unallowed in the inline keyboard")


def _button_url(url: str) -> str:
    fixed = fixed_url(url)
    if not fixed:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return fixed


def _text_of(button: Json, kind: str) -> str:
    if "text" not in button:
        raise _bad_button(kind, 'Can\'t find field "text"')
    text = _button_field(button, "text", str, kind)
    return str(text)


def _button_field(button: Json, name: str, kind: type, where: str) -> Any:
    value = button.get(name)
    if value is not None and not isinstance(value, kind):
        raise _bad_button(where, f'Field "{name}" must be of type {_TITLES[kind]}')
    return value


def _bad_button(kind: str, what: str) -> Refusal:
    return bad(f"can't parse {kind} button: {what}")
