"""parse_mode HTML: tags to entities, with Telegram's own complaints about what it cannot parse."""

import re
from dataclasses import dataclass

from sandbox.errors import Refusal, bad
from sandbox.text.units import utf16_length
from sandbox.wire import Json

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}  # fmt: skip
LAST_CODE = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_SPACE = " \n\t\r\f\v"
_START = re.compile(rf"<([^{_SPACE}>]*)")
_BLANKS = re.compile(f"[{_SPACE}]*")
_NAME = re.compile(rf"[^{_SPACE}=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


def decode(text: str) -> str:
    """The four named and all numeric character references; anything else stays as written."""
    return _ENTITY.sub(_decoded, text) if "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    hexadecimal, decimal, named = match.groups()
    if named:
        return _NAMED[named]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return match.group() if code == 0 or code > LAST_CODE or code in SURROGATES else chr(code)


@dataclass
class _Open:
    """A tag whose end has not come yet; `start` in UTF-16 units."""

    tag: str
    attributes: dict[str, str]
    start: int
    from_char: int


class HtmlParser:
    """One pass over one text. `text` and `entities` hold the result after `parse`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.entities: list[Json] = []
        self._parts: list[str] = []
        self._chars = 0
        self._units = 0
        self._open: list[_Open] = []

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
        return "".join(self._parts), self.entities

    def _take(self, raw: str) -> None:
        if raw:
            plain = decode(raw)
            self._parts.append(plain)
            self._chars += len(plain)
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
        self._open.append(_Open(name, attributes, self._units, self._chars))
        return position + 1

    def _attributes(self, name: str, tag: int, position: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while True:
            position = self._skip(_BLANKS, position)
            if self.source[position : position + 1] == ">":
                return found, position
            if position >= len(self.source):
                raise _broken(f"Unclosed start tag at byte offset {self._byte(tag)}")
            end = self._skip(_NAME, position)
            if end == position:
                raise _broken(f'Empty attribute name in the tag "{name}" at byte offset {self._byte(position)}')
            key = self.source[position:end].lower()
            position = self._skip(_BLANKS, end)
            found[key] = ""
            if self.source[position : position + 1] == "=":
                found[key], position = self._value(tag, self._skip(_BLANKS, position + 1))

    def _skip(self, pattern: re.Pattern[str], position: int) -> int:
        match = pattern.match(self.source, position)
        return match.end() if match else position

    def _value(self, tag: int, position: int) -> tuple[str, int]:
        quote = self.source[position : position + 1]
        if quote in ("'", '"'):
            end = self.source.find(quote, position + 1)
            if end < 0 or end + 1 >= len(self.source):
                raise _broken(f"Unclosed start tag at byte offset {self._byte(tag)}")
            return decode(self.source[position + 1 : end]), end + 1
        end = self._skip(_TOKEN, position)
        if end >= len(self.source):
            raise _broken(f"Unclosed start tag at byte offset {self._byte(tag)}")
        if self.source[end] not in _SPACE + ">":
            raise _broken(f"Unexpected end of name token at byte offset {self._byte(position)}")
        return self.source[position:end].lower(), end

    def _end(self, tag: int) -> int:
        if not self._open:
            raise _broken(f"Unexpected end tag at byte offset {self._byte(tag)}")
        match = _START.match(self.source, tag)
        assert match is not None
        name, position = match.group(1)[1:].lower(), self._skip(_BLANKS, match.end())
        if self.source[position : position + 1] != ">":
            raise _broken(f"Unclosed end tag at byte offset {self._byte(tag)}")
        opened = self._open.pop()
        if name and name != opened.tag:
            where = self._byte(tag)
            raise _broken(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{name}>"')
        self._close(opened)
        return position + 1

    def _close(self, opened: _Open) -> None:
        length = self._units - opened.start
        if length == 0:
            return
        entity: Json = {"offset": opened.start, "length": length, "type": KINDS[opened.tag]}
        covered = "".join(self._parts)[opened.from_char :] if opened.tag == "a" else ""
        if _specify(entity, opened, covered) and not self._joined(entity, opened):
            self.entities.append(entity)

    def _joined(self, entity: Json, opened: _Open) -> bool:
        """`<pre><code class="language-x">` is one entity: the outer takes the inner's language."""
        last = self.entities[-1] if self.entities else None
        if opened.tag != "pre" or not last or last["type"] != "code":
            return False
        if (last["offset"], last["length"]) != (entity["offset"], entity["length"]):
            return False
        last["type"] = "pre"
        return True


def _specify(entity: Json, opened: _Open, covered: str) -> bool:
    """Add what the attributes say; False when the entity is dropped for want of them."""
    attributes = opened.attributes
    if opened.tag == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"].removeprefix("language-")
    elif opened.tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif opened.tag == "tg-emoji":
        entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    elif opened.tag == "tg-time":
        entity["unix_time"] = int(attributes.get("unix", "0") or 0)
    elif opened.tag == "a":
        return _link(entity, attributes.get("href", "") or covered)
    return True


_USER = re.compile(r"tg://user\?id=(\d+)")


def _link(entity: Json, url: str) -> bool:
    mentioned = _USER.fullmatch(url)
    if mentioned:
        entity.update(type="text_mention", user={"id": int(mentioned.group(1))})
        return True
    fixed = fixed_url(url)
    entity["url"] = fixed
    return bool(fixed)


_URL = re.compile(r"(?:(https?|tg|ton|tonsite|ftp)://)?([^\s/?#]+)([/?#]\S*)?", re.IGNORECASE)


def fixed_url(url: str) -> str:
    """The link as Telegram stores it (scheme and slash added), or "" when it is none."""
    match = _URL.fullmatch(url.strip())
    if not match:
        return ""
    scheme, host, rest = match.groups()
    internal = scheme is not None and scheme.lower() in ("tg", "ton", "tonsite")
    if not internal and "." not in host and not host.startswith("localhost"):
        return ""
    tail = rest or ("" if internal else "/")
    return f"{(scheme or 'http').lower()}://{host if internal else host.lower()}{tail}"


def _broken(what: str) -> Refusal:
    return bad(f"can't parse entities: {what}")
