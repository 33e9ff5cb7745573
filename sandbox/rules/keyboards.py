"""reply_markup: read, refused as Telegram refuses it, cut to its limits, and told apart by kind."""

import json
from dataclasses import dataclass
from typing import Any

from sandbox.rules.buttons import inline_button, reply_button, title_of
from sandbox.wire import Json
from sandbox.wire.bounds import KEYBOARD_BUTTONS, KEYBOARD_BYTES, ROW_BUTTONS
from sandbox.wire.errors import bad

_FLAGS = {
    "keyboard": ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective"),
    "remove_keyboard": ("selective",),
    "force_reply": ("selective",),
}


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
        rows = _inline_rows(inline, private)
        return Markup("inline", {"inline_keyboard": rows}) if rows else None
    for kind in ("remove_keyboard", "force_reply"):
        if _field(given, kind, bool):
            return Markup(kind, {kind: True, **_extras(given, kind)})
    return Markup("inline", {"inline_keyboard": []}) if inline is not None else None


def _field(given: Json, name: str, kind: type) -> Any:
    value = given.get(name)
    if value is not None and not isinstance(value, kind):
        raise bad(f'field "{name}" must be of type {title_of(kind)}')
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
        rows.append([made for button in row if (made := reply_button(button, private=private))])
    kept = _cut(rows)
    return Markup("keyboard", {"keyboard": kept, **_extras(given, "keyboard")}) if kept else None


def _inline_rows(inline: list[Any], private: bool) -> list[list[Json]]:
    rows = []
    for row in inline:
        if not isinstance(row, list):
            raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
        rows.append([made for button in row if (made := inline_button(button, private=private))])
    return _cut(rows)


def _cut(rows: list[list[Json]]) -> list[list[Json]]:
    """At most 12 buttons a row and 300 in all, no empty rows; Refusal when they say too much."""
    # Cut without a word: the bot sees it in the Message only. The apps themselves show 8 in a row and 100 in all.
    left, kept = KEYBOARD_BUTTONS, []
    for row in rows:
        shown = row[: min(ROW_BUTTONS, left)]
        if shown:
            kept.append(shown)
        left -= len(shown)
    if sum(_size(button) for row in kept for button in row) > KEYBOARD_BYTES:
        raise bad("reply markup is too long")
    return kept


def _size(button: Json) -> int:
    return sum(len(value.encode("utf-8", "surrogatepass")) for value in button.values() if isinstance(value, str))
