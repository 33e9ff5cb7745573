"""Calls, results and updates held against the Bot API specification: every field known, of its type, there if required.

Telegram itself is lenient with what bots send (unknown parameters are ignored, "7" is a number), so a call that departs
from the specification is answered all the same; what was strange about it stands in GET /calls as `warnings`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.wire import Json

SPEC = Path(__file__).parent / "spec" / "api-10.0.json"
SIMPLE: dict[str, tuple[type, ...]] = {"Integer": (int,), "Float": (int, float), "String": (str,), "Boolean": (bool,)}
_ARRAY = "Array of "
_BEFORE_7 = {
    "reply_to_message_id": "reply_parameters",
    "allow_sending_without_reply": "reply_parameters",
    "disable_web_page_preview": "link_preview_options",
}
_LATER = {"name": "can_send_welcome_messages", "types": ["Boolean"], "required": False}  # aiogram insists on it
_LATER_IN = {"types": ("ChatAdministratorRights", "ChatMemberAdministrator"), "methods": ("promoteChatMember",)}


@cache
def specification() -> Json:
    """The specification as data, `methods` and `types` by name; with the one field of version 10.3 that is needed."""
    found: Json = json.loads(SPEC.read_text("utf-8"))
    for part, holders in _LATER_IN.items():
        for name in holders:
            found[part][name]["fields"].append(_LATER)
    return found


@cache
def names() -> dict[str, str]:
    """The methods' names by their lower case."""
    return {name.lower(): name for name in specification()["methods"]}


def check_call(method: str, params: Json, *, files: bool = False) -> list[str]:
    """What is strange about a call; [] when it is as specified. `files`: it brought uploads, which may be anything."""
    described = specification()["methods"].get(names().get(method.lower(), ""))
    if described is None:
        return [f"{method} is no method of the Bot API"]
    fields = {field["name"]: field for field in described.get("fields", [])}
    # Uploads stand under any name (attach://name), so in a form with files nothing can be called unknown or missing.
    found = [_unknown(method, name) for name in params if name not in fields and not files]
    missing = [name for name, field in fields.items() if field["required"] and params.get(name) in (None, "")]
    found += [] if files else [f"{method}: {name} is missing" for name in missing]
    for name, value in params.items():
        if name in fields and value is not None:
            found += _best([_check(kind, _read(kind, value), f"{method}.{name}") for kind in fields[name]["types"]])
    return found


def _unknown(method: str, name: str) -> str:
    newer = f"; it is {_BEFORE_7[name]} since Bot API 7.0" if name in _BEFORE_7 else ""
    return f"{method}: unknown parameter {name}{newer}"


def _read(kind: str, value: Any) -> Any:
    """A parameter as it was meant: numbers, booleans, objects and lists come as text, too."""
    if not isinstance(value, str) or kind in ("String", "InputFile"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def check_result(method: str, result: Any) -> list[str]:
    """What is wrong with the result of a method; [] when it is as specified."""
    kinds = specification()["methods"][method]["returns"]
    return _best([_check(kind, result, method) for kind in kinds])


def check_update(update: Any) -> list[str]:
    """What is wrong with an update; [] when it is as specified."""
    return _check("Update", update, "update")


def _best(attempts: list[list[str]]) -> list[str]:
    # Where several types are allowed, the one with the fewest complaints is the one that was meant.
    return min(attempts, key=len)


def _check(kind: str, value: Any, where: str) -> list[str]:
    if kind == "InputFile":
        return []
    if kind in SIMPLE:
        # A bool is an int to Python, but no Integer to the specification.
        fits = isinstance(value, SIMPLE[kind]) and (kind == "Boolean" or not isinstance(value, bool))
        return [] if fits else [f"{where}: {value!r} is no {kind}"]
    if kind.startswith(_ARRAY):
        if not isinstance(value, list):
            return [f"{where}: {value!r} is no array"]
        inner = kind.removeprefix(_ARRAY)
        return [found for index, one in enumerate(value) for found in _check(inner, one, f"{where}[{index}]")]
    described = specification()["types"][kind]
    if described.get("subtypes"):
        return _best([_check(subtype, value, where) for subtype in described["subtypes"]])
    return _check_object(described, value, where)


def _check_object(described: Json, value: Any, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where}: {value!r} is no object"]
    fields = {field["name"]: field for field in described.get("fields", [])}
    wrong = [f"{where}: unknown field {name}" for name in value if name not in fields]
    wrong += [f"{where}: {name} is missing" for name, one in fields.items() if one["required"] and name not in value]
    for name in value.keys() & fields.keys():
        wrong += _best([_check(kind, value[name], f"{where}.{name}") for kind in fields[name]["types"]])
    return wrong
