"""How much a message holds, and what becomes of a text that outgrows it: it goes in several, parted between lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200
TAG = re.compile(r"<(/?)[a-z]+[^>]*>")
LINE, BREAK = "\n", "\n\n"
WIDEST = 2  # UTF-16 units of a character, at most


def plain(text: str) -> str:
    """What a person reads of Telegram's HTML."""
    return html.unescape(TAG.sub("", text))


def units(text: str) -> int:
    """The length of Telegram's HTML as Telegram counts it: in UTF-16 units, markup aside."""
    return len(plain(text).encode("utf-16-le")) // 2


def fits(text: str, limit: int) -> bool:
    """Whether it is no longer than the limit; the usual text is so short that nobody need count."""
    return len(text) * WIDEST <= limit or units(text) <= limit


def parted(text: str, limit: int) -> list[str]:
    """The text whole, or in pieces that fit: parted between paragraphs, where one is too long between lines.

    Markup is never cut through. A line that is too long by itself stays whole: no text of ours has one.
    """
    if fits(text, limit):
        return [text]
    pieces = [""]
    for paragraph in _closed(text.split(BREAK), BREAK):
        lines = [paragraph] if fits(paragraph, limit) else _closed(paragraph.split(LINE), LINE)
        for number, line in enumerate(lines):
            longer = f"{pieces[-1]}{BREAK if number == 0 else LINE}{line}" if pieces[-1] else line
            if fits(longer, limit):
                pieces[-1] = longer
            else:
                pieces.append(line)
    return [piece for piece in pieces if piece.strip()]


def _closed(parts: list[str], glue: str) -> Iterator[str]:
    """The parts, those put together again between which markup is open."""
    open_, kept = 0, ""
    for part in parts:
        kept = f"{kept}{glue}{part}" if open_ else part
        open_ = sum(-1 if closing else 1 for closing in TAG.findall(kept))
        if not open_:
            yield kept
    if open_:
        yield kept
