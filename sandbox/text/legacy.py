"""parse_mode Markdown, the older one: no nesting, four marks, with Telegram's complaint."""

import re

from sandbox.text.links import link_entity
from sandbox.text.units import utf16_length
from sandbox.wire import Json
from sandbox.wire.errors import bad

_KINDS = {"*": "bold", "_": "italic", "`": "code"}
_MARK = re.compile(r"\\[_*`\[]|[_*`\[]")
_HEAD = re.compile(r"(?:([^\s`]+)(?=\s))?(?:\r\n|\n\r|\r|\n)?", re.ASCII)


class _Legacy:
    """One pass over one text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.units = 0
        self.entities: list[Json] = []

    def parse(self) -> tuple[str, list[Json]]:
        position = 0
        while match := _MARK.search(self.source, position):
            self._take(self.source[position : match.start()])
            position = self._step(match)
        self._take(self.source[position:])
        return "".join(self.parts), self.entities

    def _take(self, plain: str) -> None:
        self.parts.append(plain)
        self.units += utf16_length(plain)

    def _step(self, match: re.Match[str]) -> int:
        mark, begin = match.group(), match.start()
        if len(mark) > 1:
            self._take(mark[1])
            return match.end()
        if mark == "[":
            return self._link(begin)
        if self.source.startswith("```", begin):
            return self._pre(begin)
        return self._covered(begin, match.end(), mark, {"type": _KINDS[mark]})

    def _pre(self, begin: int) -> int:
        head = _HEAD.match(self.source, begin + 3)
        assert head is not None
        language = {"language": head.group(1)} if head.group(1) else {}
        return self._covered(begin, head.end(), "```", {"type": "pre", **language})

    def _link(self, begin: int) -> int:
        end = self._end(begin, begin + 1, "]")
        label, after = self.source[begin + 1 : end], end + 1
        url = label
        if self.source.startswith("(", after):
            close = self.source.find(")", after)
            # A link without its last bracket runs to the end of the text; only MarkdownV2 complains of it.
            close = len(self.source) if close < 0 else close
            url, after = self.source[after + 1 : close], close + 1
        self._add(label, link_entity(url))
        return after

    def _covered(self, begin: int, first: int, mark: str, entity: Json) -> int:
        end = self._end(begin, first, mark)
        self._add(self.source[first:end], entity)
        return end + len(mark)

    def _end(self, begin: int, first: int, mark: str) -> int:
        end = self.source.find(mark, first)
        if end < 0:
            where = len(self.source[:begin].encode())
            raise bad(f"can't parse entities: Can't find end of the entity starting at byte offset {where}")
        return end

    def _add(self, covered: str, entity: Json | None) -> None:
        start = self.units
        self._take(covered)
        if entity is not None and self.units > start:
            self.entities.append({"offset": start, "length": self.units - start, **entity})


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """(text, entities) of the older Markdown: no nesting."""
    return _Legacy(source).parse()
