"""A made-up language: English with every text bracketed and two fifths longer, made mechanically from its files.

What falls back to a language that there is stands without brackets; what has no room for longer words overflows.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment

from bot.texts.en import English
from domain.registration import Month

CODE = "xx"
LONGER = 0.4
MARKUP = re.compile(r"(<[^>]+>|&\w+;|\n|\||%[sd]|\s{2,})")
OF_CODES = {"groupby", "map", "sum", "selectattr", "rejectattr", "sort", "join", "attr", "default"}
Token = tuple[str, str]


def longer(text: str) -> str:
    """`Name` as `⟦Name~~⟧`; what has no letters stays as it is, and so do markup and placeholders within."""
    return "".join(piece if MARKUP.fullmatch(piece) else _bracketed(piece) for piece in MARKUP.split(text) if piece)


def _bracketed(text: str) -> str:
    core = text.strip()
    if not any(letter.isalpha() for letter in core):
        return text
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    return f"{before}⟦{core}{'~' * math.ceil(LONGER * len(core))}⟧{after}"


def translated(source: str) -> str:
    """A file of texts, or one label, in the made-up language: its texts and the strings in it that people read."""
    tokens = [(kind, value) for _, kind, value in Environment(keep_trailing_newline=True, autoescape=True).lex(source)]
    return "".join(_token(tokens, place) for place in range(len(tokens)))


def _token(tokens: Sequence[Token], place: int) -> str:
    kind, value = tokens[place]
    if kind == "data":
        return longer(value)
    if kind == "string" and not _is_code(tokens, place):
        return f"{value[0]}{longer(value[1:-1])}{value[0]}"
    return value


def _is_code(tokens: Sequence[Token], place: int) -> bool:
    """Whether a string is compared, names a part of something, or is put together to a key."""
    before = [token for token in tokens[:place] if token[0] != "whitespace"]
    after = [token for token in tokens[place + 1 :] if token[0] != "whitespace"]
    beside = {before[-1][1], after[0][1]}
    if beside & {"==", "!=", "~", "="} or after[0][1] == ":" or before[-1][1] == "[" or before[-1][1] == "import":
        return True
    opened = _opened_by(before)
    return opened == "in" or opened in OF_CODES or before[-1][1] == "from"


def _opened_by(before: Sequence[Token]) -> str:
    """The name in front of the bracket that is open here, or nothing."""
    depth = 0
    for (_, value), (_, name) in zip(reversed(before), [*reversed(before[:-1]), ("", "")], strict=True):
        depth += (value == ")") - (value == "(")
        if depth < 0:
            return name
    return ""


class MadeUp(English):
    """English, longer and in brackets. Texts of the field have to be there in it; `lenient` makes what is not."""

    code = CODE
    tag = CODE
    name = "⟦Made up~~~⟧"
    reads = (CODE,)
    comma = "⟦,⟧ "

    def __init__(self, folder: Path, *, lenient: bool = False) -> None:
        self._folder = folder
        self._lenient = lenient
        for path in English().folder.glob("*.html"):
            (folder / path.name).write_text(translated(path.read_text("utf-8")), "utf-8")
        for path in English().folder.glob("*.toml"):
            labels = tomllib.loads(path.read_text("utf-8"))
            lines = [f"{name} = '''{translated(text)}'''\n" for name, text in labels.items()]
            (folder / path.name).write_text("".join(lines), "utf-8")

    @property
    def folder(self) -> Path:
        return self._folder

    def day(self, value: date | datetime) -> str:
        return longer(super().day(value))

    def full_day(self, value: date | datetime) -> str:
        return longer(English().full_day(value))

    def moment(self, value: datetime) -> str:
        return longer(English().moment(value))

    def month(self, value: Month) -> str:
        return longer(super().month(value))

    def months(self, count: int) -> str:
        return longer(English().months(count))

    def yuan(self, fen: int) -> str:
        return longer(super().yuan(fen))

    def level(self, value: int) -> str:
        return longer(super().level(value))

    def translated(self, words: Mapping[str, str]) -> str:
        return longer(words["en"]) if self._lenient and CODE not in words else super().translated(words)


def with_words(table: Any) -> Any:
    """A standard's table whose short texts are there in the made-up language too."""
    if isinstance(table, list):
        return [with_words(each) for each in table]
    if not isinstance(table, dict):
        return table
    more = {CODE: longer(table["en"])} if set(table) == {"zh", "en"} else {}
    return {key: with_words(value) for key, value in table.items()} | more
