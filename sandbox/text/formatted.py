"""The text of a call: parse_mode or given entities, cleaned, trimmed, with found entities added."""

import json
from typing import Any

from sandbox.errors import bad
from sandbox.text.find import find_entities
from sandbox.text.html import HtmlParser
from sandbox.text.markdown import parse_markdown, parse_markdown_v2
from sandbox.text.units import clean, is_blank, is_utf8, utf16_length
from sandbox.wire import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
RAW_LIMIT = 32_768
ENTITY_LIMIT = 100
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention"})
_SPACE = " \n"


def format_text(raw: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """(text, entities) of any length, "" included; Refusal for broken markup."""
    if len(raw.encode("utf-8", "surrogatepass")) > RAW_LIMIT:
        raise bad("text is too long")
    if not is_utf8(raw):
        raise bad("strings must be encoded in UTF-8")
    text, entities = _parse(clean(raw), parse_mode.lower(), given)
    text, entities = _trim(text, entities)
    return text, _with_found(text, entities)[:ENTITY_LIMIT]


def _parse(text: str, mode: str, given: Any) -> tuple[str, list[Json]]:
    if mode == "html":
        return HtmlParser(text).parse() if "<" in text or "&" in text else (text, [])
    if mode == "markdownv2":
        return parse_markdown_v2(text)
    if mode == "markdown":
        return parse_markdown(text)
    if mode not in ("", "none"):
        raise bad("unsupported parse_mode")
    return text, read_entities(given)


def read_entities(given: Any) -> list[Json]:
    """MessageEntity objects given by the caller (JSON text or list); unknown kinds are left out."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return []
    if not isinstance(given, list):
        return []
    return [_entity(one) for one in given]


def _entity(one: Any) -> Json:
    if not isinstance(one, dict):
        raise bad("can't parse MessageEntity: expected an Object")
    for key, kind in (("offset", int), ("length", int), ("type", str)):
        if key not in one:
            raise bad(f"can't parse MessageEntity: Can't find field \"{key}\"")
        if not isinstance(one[key], kind):
            expected = "Number" if kind is int else "String"
            raise bad(f'can\'t parse MessageEntity: Field "{key}" must be of type {expected}')
    return one


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    if text[:1] not in _SPACE and text[-1:] not in _SPACE:
        return text, _sorted(entities)
    cut = len(text) - len(text.lstrip(_SPACE))
    trimmed = text.strip(_SPACE)
    end = utf16_length(trimmed)
    kept = []
    for entity in entities:
        first = max(entity["offset"] - cut, 0)
        last = min(entity["offset"] + entity["length"] - cut, end)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return trimmed, _sorted(kept)


def _sorted(entities: list[Json]) -> list[Json]:
    return sorted(entities, key=lambda one: (one["offset"], -one["length"])) if len(entities) > 1 else entities


def _with_found(text: str, entities: list[Json]) -> list[Json]:
    found = find_entities(text)
    if not entities or not found:
        return entities or found
    free = [one for one in found if not any(_clashes(one, other) for other in entities)]
    return _sorted(entities + free)


def _clashes(found: Json, other: Json) -> bool:
    start, end = found["offset"], found["offset"] + found["length"]
    first, last = other["offset"], other["offset"] + other["length"]
    if end <= first or last <= start:
        return False
    nested = (first <= start and end <= last) or (start <= first and last <= end)
    return other["type"] in _OPAQUE or not nested


def message_text(raw: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """Text of a message: not empty, at most 4096 characters."""
    if not raw:
        raise bad("message text is empty")
    text, entities = format_text(raw, parse_mode, given)
    if is_blank(text):
        raise bad("text must be non-empty")
    if len(text) > TEXT_LIMIT:
        raise bad("message is too long")
    return text, entities


def caption_text(raw: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """Caption of a file: may be empty, at most 1024 characters."""
    text, entities = format_text(raw, parse_mode, given)
    if len(text) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    return ("", []) if is_blank(text) else (text, entities)
