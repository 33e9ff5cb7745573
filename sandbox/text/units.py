"""UTF-16 lengths, and the cleaning every text goes through."""

import re
from bisect import bisect_left

from sandbox.wire import Json

_REMOVED = "\r\u2028-\u202e\u0333\u033f\u030a"
_GONE = re.compile(f"[{_REMOVED}]")
_DIRTY = re.compile(f"[\x00-\x09\x0b-\x1f\u200e\u200f{_REMOVED}]")
_CLEANING = {code: " " for code in range(32) if code not in (ord("\n"), ord("\r"))}
_CLEANING[ord("\r")] = ""
_MARKS = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
_JOINER = "\u200c"  # takes the place of a mark that goes: removing it would shift every entity behind it
_INVISIBLE = " \n\t\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\u2800\U000e0000-\U000e007f"
_BLANK = re.compile(f"[{_INVISIBLE}]*\\Z")


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, as entities count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def part_of(text: str, entity: Json) -> str:
    """What an entity covers."""
    start, wire = 2 * int(entity["offset"]), text.encode("utf-16-le", "surrogatepass")
    return wire[start : start + 2 * int(entity["length"])].decode("utf-16-le", "surrogatepass")


def clean(text: str) -> str:
    """Control characters to blanks, separators and overrides out, of several direction marks only the last kept."""
    return _MARKS.sub(_JOINER, _GONE.sub("", text).translate(_CLEANING)) if _DIRTY.search(text) else text


def cleaned(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """The same for a text with entities, which move with what goes."""
    gone = [utf16_length(text[: match.start()]) for match in _GONE.finditer(text)] if entities else []
    if not gone:
        return clean(text), entities
    # A caller counted its offsets before the cleaning, so each moves back by what went before it.
    moved = []
    for entity in entities:
        start = entity["offset"] - bisect_left(gone, entity["offset"])
        end = entity["offset"] + entity["length"]
        end -= bisect_left(gone, end)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return clean(text), moved


def is_blank(text: str) -> bool:
    """Nothing to be seen in it."""
    return _BLANK.match(text) is not None


def is_utf8(text: str) -> bool:
    """False for lone surrogates."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)
