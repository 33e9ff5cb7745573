"""What Telegram sends, read as far as it can be: one byte that is no text must not hide all that came along with it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import orjson

BEGINNING = re.compile(rb'\{\s*"update_id"\s*:\s*(\d{1,19})(?!\d)')  # no string holds it: quotes are escaped there

CHAT, PERSON = (re.compile(rb'"%b"\s*:\s*\{\s*"id"\s*:\s*(-?\d{1,19})(?!\d)' % name) for name in (b"chat", b"from"))


class Torn(dict[str, Any]):
    """An update that cannot be read: it holds its `update_id` only; `raw` are the bytes as they came."""

    def __init__(self, update_id: int, raw: bytes) -> None:
        super().__init__(update_id=update_id)
        self.raw = raw

    @property
    def guess(self) -> Any:
        """What it seems to say, or at least whose it seems to be; an empty dict when not even that can be told."""
        try:
            return mended(self.raw)
        except ValueError:
            chat = CHAT.search(self.raw) or PERSON.search(self.raw)
            return {"torn": {"chat": {"id": int(chat[1])}}} if chat else {}


def read(payload: bytes) -> Any:
    """An answer of the Bot API; of updates those that cannot be read are `Torn`. Raises ValueError for no JSON."""
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        updates = in_pieces(payload.rstrip().removesuffix(b"}").rstrip().removesuffix(b"]"))
        return {"ok": True, "result": updates} if updates else mended(payload)


def in_pieces(payload: bytes) -> Sequence[dict[str, Any]]:
    """The updates that stand one after the other in it, each by itself; none where there are none."""
    begun = list(BEGINNING.finditer(payload))
    ends = [each.start() for each in begun[1:]] + [len(payload)]
    # The last end has no beginning where there is nothing at all.
    return [_piece(int(each[1]), payload[each.start() : end]) for each, end in zip(begun, ends, strict=False)]


def _piece(update_id: int, raw: bytes) -> dict[str, Any]:
    raw = raw.rstrip(b", \t\r\n")
    try:
        whole: dict[str, Any] = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return Torn(update_id, raw)
    return whole


def mended(payload: bytes) -> Any:
    """JSON in which what is no text is replaced by marks. Raises ValueError when there is no sense in it at all."""
    try:
        return _in_text(json.loads(payload.decode("utf-8", "replace"), strict=False))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _in_text(value: Any) -> Any:
    """Half of a pair of surrogates can be written in JSON, but can neither be stored nor sent."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_in_text(each) for each in value]
    if isinstance(value, dict):
        return {_in_text(name): _in_text(each) for name, each in value.items()}
    return value
