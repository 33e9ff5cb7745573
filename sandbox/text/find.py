"""The entities Telegram finds by itself: commands, mentions, hashtags, cashtags, links, e-mails, phone numbers."""

import re
from typing import Final

from sandbox.text.units import utf16_length
from sandbox.wire import Json

_TRIGGER = re.compile(r"[/@#$.+]")
_TLDS: Final = (
    "com|org|net|edu|gov|mil|int|info|biz|io|me|ru|de|uk|fr|cn|jp|tw|hk|in|eu|us|ca|au|ch|it|es|nl|app|dev|xyz|top"
)
_HOST: Final = r"(?:[\w-]+\.)+"
_ANY_HOST: Final = rf"(?:{_HOST}[^\W\d_]{{2,24}}|localhost|\d+(?:\.\d+){{3}})"
_TAIL: Final = r"(?::\d{1,5})?(?:[/?#][^\s<>\"“”«»，。；！？、）】》]*)?"

_PATTERNS: Final = (
    ("email", re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}@{_HOST}[a-z]{{2,24}}(?![\w-])", re.IGNORECASE)),
    ("url", re.compile(rf"(?<![\w@.])(?:https?|ftp)://{_ANY_HOST}{_TAIL}", re.IGNORECASE)),
    ("url", re.compile(rf"(?<![\w@./-]){_HOST}(?:{_TLDS})(?![\w-]){_TAIL}", re.IGNORECASE)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
    ("cashtag", re.compile(r"(?<![\w$])\$(?:1INCH|[A-Z]{1,8})(?![\w$])")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d[\d -]{5,18}\d(?!\w)")),
)
_URL_END = ".,:;!?'\")]}"


def find_entities(text: str) -> list[Json]:
    """Entities found in cleaned text, in order, none overlapping; offsets in UTF-16 units."""
    if not _TRIGGER.search(text):
        return []
    spans: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == "url":
                end = start + len(match.group().rstrip(_URL_END))
            if all(end <= other[0] or start >= other[1] for other in spans):
                spans.append((start, end, kind))
    return [_entity(text, *span) for span in sorted(spans)]


def _entity(text: str, start: int, end: int, kind: str) -> Json:
    return {"offset": utf16_length(text[:start]), "length": utf16_length(text[start:end]), "type": kind}
