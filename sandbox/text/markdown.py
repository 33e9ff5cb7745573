"""parse_mode MarkdownV2 and the older Markdown: delimiters to entities, with Telegram's complaints."""

import re

from sandbox.errors import Refusal, bad
from sandbox.text.html import fixed_url
from sandbox.text.units import utf16_length
from sandbox.wire import Json

_RESERVED = "_*[]()~`>#+-=|{}.!"
_DELIMITERS = {
    "__": "underline", "||": "spoiler", "*": "bold", "_": "italic", "~": "strikethrough", "`": "code", "[": "text_link",
}  # fmt: skip
_TITLES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl",
}  # fmt: skip
_TARGET = re.compile(r"\]\(((?:\\.|[^)\\])*)\)")


def _broken(what: str) -> Refusal:
    return bad(f"can't parse entities: {what}")


class _Writer:
    """Plain text so far, with its UTF-16 length."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.units = 0
        self.entities: list[Json] = []

    def take(self, plain: str) -> None:
        self.parts.append(plain)
        self.units += utf16_length(plain)

    def close(self, kind: str, start: int, **more: str) -> None:
        if self.units > start:
            self.entities.append({"offset": start, "length": self.units - start, "type": kind, **more})

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode())


class _V2(_Writer):
    """MarkdownV2; `opened` holds (delimiter, start in units, position in the source)."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.opened: list[tuple[str, int, int]] = []

    def parse(self) -> tuple[str, list[Json]]:
        position = 0
        while position < len(self.source):
            position = self._step(position)
        if self.opened:
            delimiter, _, where = self.opened[-1]
            raise _broken(
                f"Can't find end of {_TITLES[_DELIMITERS[delimiter]]} entity at byte offset {self.byte(where)}"
            )
        return "".join(self.parts), self.entities

    def _step(self, position: int) -> int:
        source = self.source
        char = source[position]
        if char == "\\" and position + 1 < len(source) and 0 < ord(source[position + 1]) <= ord("~"):
            self.take(source[position + 1])
            return position + 2
        if source.startswith("```", position):
            return self._pre(position)
        if char == "`":
            return self._code(position)
        if char == "]" and self.opened and self.opened[-1][0] == "[":
            return self._link(position)
        delimiter = source[position : position + 2] if source[position : position + 2] in ("__", "||") else char
        if delimiter in _DELIMITERS:
            return self._toggle(delimiter, position)
        if char in _RESERVED:
            raise _broken(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        self.take(char)
        return position + 1

    def _toggle(self, delimiter: str, position: int) -> int:
        if self.opened and self.opened[-1][0] == delimiter:
            self.close(_DELIMITERS[delimiter], self.opened.pop()[1])
        else:
            self.opened.append((delimiter, self.units, position))
        return position + len(delimiter)

    def _code(self, position: int) -> int:
        return self._verbatim(position, "`", "code")

    def _pre(self, position: int) -> int:
        head = re.compile(r"```(\w*)\n?").match(self.source, position)
        assert head is not None
        return self._verbatim(position, "```", "pre", head)

    def _verbatim(self, position: int, mark: str, kind: str, head: re.Match[str] | None = None) -> int:
        begin = head.end() if head else position + len(mark)
        end = self.source.find(mark, begin)
        if end < 0:
            raise _broken(f"Can't find end of {_TITLES[kind]} entity at byte offset {self.byte(position)}")
        start, language = self.units, head.group(1) if head else ""
        self.take(re.sub(r"\\(.)", r"\1", self.source[begin:end]))
        self.close(kind, start, **({"language": language} if language else {}))
        return end + len(mark)

    def _link(self, position: int) -> int:
        _, start, _ = self.opened.pop()
        target = _TARGET.match(self.source, position)
        url = fixed_url(re.sub(r"\\(.)", r"\1", target.group(1))) if target else ""
        if url:
            self.close("text_link", start, url=url)
        return target.end() if target else position + 1


def parse_markdown_v2(source: str) -> tuple[str, list[Json]]:
    """(text, entities) of MarkdownV2 without block quotes and custom emoji."""
    return _V2(source).parse()


_OLD = re.compile(r"\\([_*`\[])|(\*|_|`{3}|`)|\[((?:[^\]])*)\]\(([^)]*)\)|(\[)", re.DOTALL)
_OLD_KINDS = {"*": "bold", "_": "italic", "`": "code", "```": "pre"}


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """(text, entities) of the older Markdown: no nesting."""
    writer = _Writer(source)
    position = 0
    while match := _OLD.search(source, position):
        writer.take(source[position : match.start()])
        position = _old_step(writer, match)
    writer.take(source[position:])
    return "".join(writer.parts), writer.entities


def _old_step(writer: _Writer, match: re.Match[str]) -> int:
    escaped, mark, label, url, bracket = match.groups()
    start = writer.units
    if escaped or bracket:
        writer.take(escaped or bracket)
        return match.end()
    if mark is None:
        writer.take(label)
        if fixed := fixed_url(url):
            writer.close("text_link", start, url=fixed)
        return match.end()
    end = writer.source.find(mark, match.end())
    if end < 0:
        raise _broken(f"Can't find end of the entity starting at byte offset {writer.byte(match.start())}")
    writer.take(writer.source[match.end() : end])
    writer.close(_OLD_KINDS[mark], start)
    return end + len(mark)
