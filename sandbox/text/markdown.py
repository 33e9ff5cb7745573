"""parse_mode MarkdownV2: delimiters to entities, block quotes, custom emoji and moments, with Telegram's complaints."""

import re
from dataclasses import dataclass

from sandbox.text.links import image_entity, link_entity
from sandbox.text.units import utf16_length
from sandbox.wire import Json
from sandbox.wire.errors import Refusal, bad

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_MARKS = {
    "bold": "*", "italic": "_", "underline": "__", "strikethrough": "~", "spoiler": "||", "code": "`", "pre": "```",
    "text_link": "]", "image": "]",
}  # fmt: skip
# In this order: "__" would else be two italics, and "```" three times code.
_BEGINNINGS = {
    "__": "underline", "_": "italic", "*": "bold", "~": "strikethrough", "||": "spoiler", "[": "text_link",
    "```": "pre", "`": "code", "![": "image",
}  # fmt: skip
_TITLES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl", "image": "CustomEmoji",
    "blockquote": "BlockQuote",
}  # fmt: skip
_LAST_ESCAPED = "~"
_HEAD = re.compile(r"(?:([^\s`]+)(?=\s))?(?:\r\n|\n\r|\r|\n)?", re.ASCII)
_ESCAPED = re.compile(r"\\([\x01-\x7e])")
_TARGET = re.compile(r"((?:\\[\x01-\x7e]|[^)])*)(\)?)", re.DOTALL)


def _broken(what: str) -> Refusal:
    return bad(f"can't parse entities: {what}")


@dataclass
class _OpenMark:
    """An entity whose end has not come yet: `start` in UTF-16 units, `position` in the source, `part` in the parts."""

    kind: str
    start: int
    position: int
    part: int
    language: str = ""

    @property
    def title(self) -> str:
        return "PreCode" if self.language else _TITLES[self.kind]


class _V2:
    """One pass over one text; `quoting` while a block quote is open, `fresh` where one may begin."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.units = 0
        self.entities: list[Json] = []
        self.opened: list[_OpenMark] = []
        self.quoting = False
        self.fresh = True

    def parse(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        self._finish()
        return "".join(self.parts), self.entities

    def _take(self, plain: str) -> None:
        self.parts.append(plain)
        self.units += utf16_length(plain)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    def _step(self) -> None:
        char, after = self.source[self.at], self.source[self.at + 1 : self.at + 2]
        if char == "\\" and after and "\0" < after <= _LAST_ESCAPED:
            self._pass(after, 2)
            return
        verbatim = bool(self.opened) and self.opened[-1].kind in ("code", "pre")
        if char != "`" if verbatim else char not in _RESERVED:
            self._pass(char, 1)
        elif self._ends(char, after):
            self._end(char)
        else:
            self._begin(char)

    def _pass(self, char: str, width: int) -> None:
        self._take(char)
        self.at += width
        if char != "\r":
            self.fresh = char == "\n"

    def _ends(self, char: str, after: str) -> bool:
        if not self.opened:
            return False
        if self.quoting and char == "\n" and after != ">":
            return True
        kind = self.opened[-1].kind
        if kind == "italic":
            # "__" is greedily read as the beginning or the end of an underline, as the Bot API documents it.
            return char == "_" and after != "_"
        mark = _MARKS.get(kind)
        return mark is not None and self.source.startswith(mark, self.at)

    def _begin(self, char: str) -> None:
        if char == "\n":
            self._take(char)
            self.fresh = True
            self.at += 1
            return
        if char == ">" and self.fresh:
            if not self.quoting:
                self.quoting = True
                self._open("blockquote", 1)
            else:
                self.at += 1
            return
        mark = next((one for one in _BEGINNINGS if self.source.startswith(one, self.at)), None)
        if mark is None:
            raise _broken(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        self._open(_BEGINNINGS[mark], len(mark))

    def _open(self, kind: str, width: int) -> None:
        found = _OpenMark(kind, self.units, self.at, len(self.parts))
        self.at += width
        if kind == "pre":
            head = _HEAD.match(self.source, self.at)
            assert head is not None
            found.language = head.group(1) or ""
            self.at = head.end()
        self.opened.append(found)

    def _end(self, char: str) -> None:
        if char == "\n":
            self._end_quote()
            return
        closed = self.opened.pop()
        if closed.kind == "image":
            self._image(closed)
        elif closed.kind == "text_link":
            self._link(closed)
        else:
            self.at += len(_MARKS[closed.kind])
            language = {"language": closed.language} if closed.language else {}
            self._close(closed, {"type": closed.kind, **language})

    def _close(self, closed: _OpenMark, entity: Json) -> None:
        if self.units > closed.start:
            self.entities.append({"offset": closed.start, "length": self.units - closed.start, **entity})

    def _end_quote(self) -> None:
        """The line break that ends a quote belongs to it."""
        # The mark that makes a quote expandable stands before the line break, which may be that of Windows.
        kind = self._quote_kind(len(self.source[: self.at].rstrip("\r")))
        if self.opened[-1].kind != "blockquote":
            raise self._unended()
        self._take("\n")
        self.at += 1
        self._close(self.opened.pop(), {"type": kind})
        self.quoting, self.fresh = False, True

    def _quote_kind(self, end: int) -> str:
        """A spoiler mark at the end of a quote makes it expandable."""
        if self.opened[-1].kind == "spoiler" and self.opened[-1].position == end - 2:
            self.opened.pop()
            return "expandable_blockquote"
        return "blockquote"

    def _unended(self) -> Refusal:
        last = self.opened[-1]
        return _broken(f"Can't find end of {last.title} entity at byte offset {self._byte(last.position)}")

    def _finish(self) -> None:
        if self.quoting:
            kind = self._quote_kind(len(self.source))
            if self.opened[-1].kind == "blockquote":
                self._close(self.opened.pop(), {"type": kind})
        if self.opened:
            raise self._unended()

    def _target(self) -> str:
        begin = self.at + 2
        match = _TARGET.match(self.source, begin)
        assert match is not None
        if not match.group(2):
            raise _broken(f"Can't find end of a URL at byte offset {self._byte(begin)}")
        self.at = match.end()
        return _ESCAPED.sub(r"\1", match.group(1))

    def _link(self, closed: _OpenMark) -> None:
        if self.source.startswith("](", self.at):
            url = self._target()
        else:
            url = "".join(self.parts[closed.part :])
            self.at += 1
        if entity := link_entity(url):
            self._close(closed, entity)

    def _image(self, closed: _OpenMark) -> None:
        if not self.source.startswith("](", self.at):
            raise _broken("The entity must contain a tg://emoji or tg://time URL")
        entity = image_entity(self._target())
        if entity is None:
            raise _broken("Invalid tg://emoji or tg://time URL specified")
        self._close(closed, entity)


def parse_markdown_v2(source: str) -> tuple[str, list[Json]]:
    """(text, entities) of MarkdownV2."""
    return _V2(source).parse()
