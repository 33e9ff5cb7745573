"""parse_mode HTML: tags to entities, with Telegram's own complaints about what it cannot parse."""

import re
from dataclasses import dataclass

from sandbox.text.links import custom_emoji, date_time, link_entity
from sandbox.text.units import utf16_length
from sandbox.wire import Json
from sandbox.wire.errors import Refusal, bad

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}  # fmt: skip
LAST_CODE = 0x10FFFE
LONGEST_REFERENCE = 9  # characters, "&" included; a longer one stays as it was written
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]+))(;?)")
_SPACE = " \n\t\r\v\0"
_START = re.compile(rf"<([^{_SPACE}>]*)")
_BLANKS = re.compile(f"[{_SPACE}]*")
_NAME = re.compile(rf"[^{_SPACE}=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LANGUAGE = "language-"
_HALVES = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


def decode(text: str) -> str:
    """The four named and all numeric character references; anything else stays as written."""
    return _REFERENCE.sub(_decoded, text) if "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    hexadecimal, decimal, named, _ = match.groups()
    if named is not None:
        return _NAMED.get(named, match.group())
    digits = hexadecimal if hexadecimal is not None else decimal
    code = int(digits, 16 if hexadecimal is not None else 10) if digits else 0
    if code == 0 or code > LAST_CODE or len(match.group().rstrip(";")) > LONGEST_REFERENCE:
        return match.group()
    return chr(code)


@dataclass
class _OpenTag:
    """A tag whose end has not come yet; `start` in UTF-16 units, `part` in the parts of the text."""

    tag: str
    attributes: dict[str, str]
    start: int
    part: int


class HtmlParser:
    """One pass over one text. `entities` holds what was found after `parse`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.entities: list[Json] = []
        self._parts: list[str] = []
        self._units = 0
        self._open: list[_OpenTag] = []

    def parse(self) -> tuple[str, list[Json]]:
        """(plain text, entities); Refusal with Telegram's text when the markup is broken."""
        position = 0
        while (tag := self.source.find("<", position)) >= 0:
            self._take(self.source[position:tag])
            ending = self.source.startswith("</", tag)
            position = self._end(tag) if ending else self._begin(tag)
        self._take(self.source[position:])
        if self._open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        for entity in self.entities:
            # A language on <code> counts only together with <pre>, and there it has been fused by now.
            if entity["type"] == "code":
                entity.pop("language", None)
        return _whole("".join(self._parts)), self.entities

    def _take(self, raw: str) -> None:
        plain = decode(raw)
        self._parts.append(plain)
        self._units += utf16_length(plain)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    def _begin(self, tag: int) -> int:
        match = _START.match(self.source, tag)
        assert match is not None
        name, position = match.group(1).lower(), match.end()
        if position >= len(self.source):
            raise _broken(f"Unclosed start tag at byte offset {self._byte(tag)}")
        if name not in KINDS:
            raise _broken(f'Unsupported start tag "{name}" at byte offset {self._byte(tag)}')
        attributes, position = self._attributes(name, tag, position)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(tag)}')
        self._open.append(_OpenTag(name, attributes, self._units, len(self._parts)))
        return position + 1

    def _attributes(self, name: str, tag: int, position: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while True:
            position = self._skip(_BLANKS, position)
            if self.source.startswith(">", position):
                return found, position
            end = self._skip(_NAME, position)
            if end == position:
                raise _broken(f'Empty attribute name in the tag "{name}" at byte offset {self._byte(tag)}')
            key = self.source[position:end]
            position = self._skip(_BLANKS, end)
            found.setdefault(key, "")
            if self.source.startswith("=", position):
                position = self._skip(_BLANKS, position + 1)
                self._need_more(name, tag, position)
                found[key], position = self._value(tag, position)
            else:
                self._need_more(name, tag, position)

    def _need_more(self, name: str, tag: int, position: int) -> None:
        if position >= len(self.source):
            raise _broken(f'Unclosed start tag "{name}" at byte offset {self._byte(tag)}')

    def _skip(self, pattern: re.Pattern[str], position: int) -> int:
        match = pattern.match(self.source, position)
        return match.end() if match else position

    def _value(self, tag: int, position: int) -> tuple[str, int]:
        quote = self.source[position]
        if quote in "'\"":
            end = self.source.find(quote, position + 1)
            if end < 0 or end + 1 >= len(self.source):
                raise _broken(f"Unclosed start tag at byte offset {self._byte(tag)}")
            return decode(self.source[position + 1 : end]), end + 1
        end = self._skip(_TOKEN, position)
        if end < len(self.source) and self.source[end] not in f"{_SPACE}>":
            raise _broken(f"Unexpected end of name token at byte offset {self._byte(position)}")
        if end >= len(self.source):
            raise _broken(f"Unclosed start tag at byte offset {self._byte(tag)}")
        # Only what stands without quotes is folded to small letters.
        return self.source[position:end].lower(), end

    def _end(self, tag: int) -> int:
        if not self._open:
            raise _broken(f"Unexpected end tag at byte offset {self._byte(tag)}")
        match = _START.match(self.source, tag)
        assert match is not None
        name, position = match.group(1)[1:].lower(), self._skip(_BLANKS, match.end())
        if not self.source.startswith(">", position):
            raise _broken(f"Unclosed end tag at byte offset {self._byte(tag)}")
        opened = self._open.pop()
        # </> closes whatever is open.
        if name and name != opened.tag:
            where = self._byte(tag)
            raise _broken(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{name}>"')
        self._close(opened)
        return position + 1

    def _close(self, opened: _OpenTag) -> None:
        length = self._units - opened.start
        if length == 0:
            return
        place = {"offset": opened.start, "length": length}
        made = self._made(opened)
        if made is not None and not self._fused({**place, **made}):
            self.entities.append({**place, **made})

    def _made(self, opened: _OpenTag) -> Json | None:
        """What a tag makes of its text; None when it says too little."""
        attributes, kind = opened.attributes, KINDS[opened.tag]
        if kind == "text_link":
            return link_entity(attributes.get("href") or "".join(self._parts[opened.part :]))
        if kind == "custom_emoji":
            return custom_emoji(attributes.get("emoji-id", "")) or _wrong("Invalid custom emoji identifier specified")
        if kind == "date_time":
            made = date_time(attributes.get("unix", ""), attributes.get("format", ""))
            return made or _wrong("Invalid date format used")
        if kind == "code" and attributes.get("class", "").startswith(_LANGUAGE):
            return {"type": kind, "language": attributes["class"].removeprefix(_LANGUAGE)}
        return {"type": "expandable_blockquote" if "expandable" in attributes and kind == "blockquote" else kind}

    def _fused(self, entity: Json) -> bool:
        """`<pre><code class="language-x">`, in either order, is one entity."""
        last = self.entities[-1] if self.entities else None
        if last is None or {last["type"], entity["type"]} != {"pre", "code"}:
            return False
        language = last.get("language") or entity.get("language")
        if not language or (last["offset"], last["length"]) != (entity["offset"], entity["length"]):
            return False
        last.update(type="pre", language=language)
        return True


def _whole(text: str) -> str:
    """The text with surrogate pairs put together."""
    # One character may have been given as two references, one for each half of its surrogate pair.
    try:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise _broken(_HALVES) from None


def _wrong(what: str) -> Json:
    raise _broken(what)


def _broken(what: str) -> Refusal:
    return bad(f"can't parse entities: {what}")
