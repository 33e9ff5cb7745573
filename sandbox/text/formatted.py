"""The text of a call: parse_mode or given entities, cleaned, trimmed, with found entities added."""

from typing import Any

from sandbox.text.entities import end_of, joined, settled
from sandbox.text.find import find_entities
from sandbox.text.given import read_entities
from sandbox.text.html import HtmlParser
from sandbox.text.legacy import parse_markdown
from sandbox.text.markdown import parse_markdown_v2
from sandbox.text.units import cleaned, is_blank, is_utf8, utf16_length
from sandbox.wire import Json
from sandbox.wire.bounds import MESSAGE_CAPTION, MESSAGE_TEXT, MOST_ENTITIES, RAW_TEXT_BYTES
from sandbox.wire.errors import bad

_SPACE = " \n"


def format_text(raw: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """(text, entities) of any length, "" included; Refusal for broken markup."""
    text, entities = own_text(raw, parse_mode, given)
    # The real server refuses no text for having more of them; it forgets the rest.
    return text, joined(entities, find_entities(text))[:MOST_ENTITIES]


def own_text(raw: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """The same with the sender's own entities only."""
    # Measured before parsing, in bytes, with the markup: the limit of 4096 comes later and counts what is left.
    if len(raw.encode("utf-8", "surrogatepass")) > RAW_TEXT_BYTES:
        raise bad("text is too long")
    if not is_utf8(raw):
        raise bad("strings must be encoded in UTF-8")
    text, entities = _parse(raw, parse_mode.lower(), given)
    text, entities = _trim(*cleaned(text, settled(entities)))
    # Once more: what was cleaned away or trimmed may have brought styles together that stood apart.
    return text, settled(entities)


def _parse(text: str, mode: str, given: Any) -> tuple[str, list[Json]]:
    if mode == "html":
        return HtmlParser(text).parse() if "<" in text or "&" in text else (text, [])
    if mode == "markdownv2":
        return parse_markdown_v2(text)
    if mode == "markdown":
        return parse_markdown(text)
    if mode not in ("", "none"):
        raise bad("unsupported parse_mode")
    return text, read_entities(given, text) if given else []


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    if text[:1] not in _SPACE and text[-1:] not in _SPACE:
        return text, entities
    cut = len(text) - len(text.lstrip(_SPACE))
    trimmed = text.strip(_SPACE)
    whole = utf16_length(trimmed)
    kept = []
    for entity in entities:
        first = max(entity["offset"] - cut, 0)
        last = min(end_of(entity) - cut, whole)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return trimmed, kept


def message_text(raw: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """Text of a message: not empty, at most 4096 characters."""
    if not raw:
        raise bad("message text is empty")
    text, entities = format_text(raw, parse_mode, given)
    # Other words than for no text at all: the Bot API server sees that one, Telegram's library this one.
    if is_blank(text):
        raise bad("text must be non-empty")
    # Code points, although the offsets of entities are UTF-16 units: an emoji counts once here and twice there.
    if len(text) > MESSAGE_TEXT:
        raise bad("message is too long")
    return text, entities


def caption_text(raw: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """Caption of a file: may be empty, at most 1024 characters."""
    text, entities = format_text(raw, parse_mode, given)
    if len(text) > MESSAGE_CAPTION:
        raise bad("message caption is too long")
    return ("", []) if is_blank(text) else (text, entities)
