"""How entities stand in one another: sorted, nested, cut where they cross; the same styles joined."""

from collections.abc import Iterable
from itertools import pairwise

from sandbox.wire import Json

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
VERBATIM = frozenset({"code", "pre"})
# Of entities at the same place the one of the smaller rank stands outside: TDLib's order.
_FIRST = {"blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "text_link": 49, "text_mention": 49}
_LAST = {"bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99}
_RANK = {**_FIRST, **_LAST}
_MIDDLE = 50


def end_of(entity: Json) -> int:
    """Where an entity ends."""
    return int(entity["offset"] + entity["length"])


def settled(entities: Iterable[Json]) -> list[Json]:
    """Entities in Telegram's order; what crosses is cut or left out, nothing stands in code."""
    ordered = _in_order(entities)
    return ordered if _is_nested(ordered) else _untangled(ordered)


def joined(entities: list[Json], found: list[Json]) -> list[Json]:
    """Entities of the sender with those found in the text, as far as they do not disturb them."""
    # What the sender marked as code, link or mention keeps its place, and what is found there gives way.
    firm = [one for one in entities if one["type"] not in STYLES and one["type"] not in QUOTES]
    quotes = [one for one in entities if one["type"] in QUOTES]
    free = [one for one in found if not any(_meet(one, other) for other in firm)]
    return settled(entities + _beside_quotes(free, quotes))


def _in_order(entities: Iterable[Json]) -> list[Json]:
    return sorted(entities, key=lambda one: (one["offset"], -one["length"], _RANK.get(one["type"], _MIDDLE)))


def _meet(one: Json, other: Json) -> bool:
    return bool(one["offset"] < end_of(other) and other["offset"] < end_of(one))


def _is_nested(ordered: list[Json]) -> bool:
    """Whether every entity may stand where it stands."""
    around: list[Json] = []
    ends: dict[str, int] = {}
    for entity in ordered:
        while around and end_of(around[-1]) <= entity["offset"]:
            around.pop()
        kind = entity["type"]
        if around and (end_of(entity) > end_of(around[-1]) or not _may_stand(kind, [one["type"] for one in around])):
            return False
        if kind in STYLES:
            # The same style where it has just ended: the two are to be joined, so this is not settled yet.
            if ends.get(kind, -1) >= entity["offset"]:
                return False
            ends[kind] = end_of(entity)
        around.append(entity)
    return True


def _may_stand(kind: str, around: list[str]) -> bool:
    if kind in around or around[-1] in VERBATIM:
        return False
    if kind in VERBATIM:
        return all(other in QUOTES for other in around)
    if kind in QUOTES:
        return all(other in STYLES for other in around)
    return kind in STYLES or all(other in STYLES or other in QUOTES for other in around)


def _untangled(ordered: list[Json]) -> list[Json]:
    quotes = _apart([one for one in ordered if one["type"] in QUOTES])
    firm = _apart([one for one in ordered if one["type"] not in QUOTES and one["type"] not in STYLES])
    firm = [*_beside_quotes(firm, quotes), *quotes]
    # Styles may cross, so they are cut at every border; of anything else that crosses the later one has gone already.
    spans = {style: _spans([one for one in ordered if one["type"] == style]) for style in STYLES}
    cuts = {start for found in spans.values() for start, _ in found}
    cuts |= {point for one in firm for point in (one["offset"], end_of(one))}
    verbatim = [one for one in firm if one["type"] in VERBATIM]
    pieces = [
        {"offset": start, "length": end - start, "type": style}
        for style, found in spans.items()
        for span in found
        for start, end in _pieces(span, cuts)
        if not any(one["offset"] <= start < end_of(one) for one in verbatim)
    ]
    return _in_order([*firm, *pieces])


def _apart(ordered: list[Json]) -> list[Json]:
    """Those that do not meet one before them."""
    kept: list[Json] = []
    for entity in ordered:
        if not kept or end_of(kept[-1]) <= entity["offset"]:
            kept.append(entity)
    return kept


def _beside_quotes(entities: list[Json], quotes: list[Json]) -> list[Json]:
    """Those that stand in a quote or outside of all."""
    return [one for one in entities if all(_inside(one, quote) or not _meet(one, quote) for quote in quotes)]


def _inside(one: Json, other: Json) -> bool:
    return bool(other["offset"] <= one["offset"] and end_of(one) <= end_of(other))


def _spans(ordered: list[Json]) -> list[tuple[int, int]]:
    """Where one style holds: what touches is one."""
    found: list[tuple[int, int]] = []
    for entity in ordered:
        if found and entity["offset"] <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end_of(entity)))
        else:
            found.append((entity["offset"], end_of(entity)))
    return found


def _pieces(span: tuple[int, int], cuts: set[int]) -> list[tuple[int, int]]:
    start, end = span
    points = [start, *sorted(cut for cut in cuts if start < cut < end), end]
    return list(pairwise(points))
