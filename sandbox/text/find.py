"""The entities Telegram finds by itself: commands, mentions, hashtags, cashtags, links, e-mails, phone numbers."""

import re
from itertools import pairwise
from typing import Final

from sandbox.text.units import utf16_length
from sandbox.wire import Json

_TRIGGER = re.compile(r"[/@#$.+]")
# A selection of the top-level domains by which Telegram knows a link without its protocol.
_GENERIC: Final = (
    "com|org|net|edu|gov|mil|int|info|biz|name|pro|aero|coop|museum|jobs|mobi|travel|cat|tel|asia|post|app|dev|xyz|top|"
    "online|site|store|shop|club|live|life|world|today|news|blog|cloud|tech|space|website|page|link|click|email|chat|"
    "group|team|work|works|company|business|finance|money|bank|academy|school|university|health|care|hotel|house|home|"
    "city|global|international|media|studio|design|art|photo|video|music|film|games|game|fun|cool|best|one|zone|center|"
    "network|systems|solutions|services|support|agency|digital|marketing|software|codes|tools|icu|vip|win|bid|loan|ltd|"
    "wiki|ninja|guru|expert|training|events|social|community|foundation|institute|moscow|tatar|london|berlin"
)
_COUNTRIES: Final = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd "
    "cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge "
    "gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh "
    "ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw "
    "mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb "
    "sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk "
    "us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_TLDS: Final = f"{_GENERIC}|{_COUNTRIES.replace(' ', '|')}|рф|中国|中國|公司|网络|香港|台灣|한국"
_HOST: Final = r"(?:[\w-]+\.)+"
_ANY_HOST: Final = rf"(?:{_HOST}[^\W\d_]{{2,24}}|localhost|\d+(?:\.\d+){{3}})"
_TAIL: Final = r"(?::\d{1,5})?(?:[/?#][^\s<>\"“”«»，。；！？、）】》]*)?"
_AT_CHAT: Final = r"(?:@[A-Za-z0-9_]{3,32})?"
_WORD: Final = r"\w\u200c"

_LOCAL: Final = r"(?:[a-z0-9_-]{0,26}[.+:]){0,10}[a-z0-9_-]{1,35}"

# Who comes first wins the place: an e-mail before the mention and the link that could be seen in it.
_PATTERNS: Final = (
    ("email", "@", rf"(?i)(?<![\w.+-]){_LOCAL}@{_HOST}[a-z]{{2,24}}(?![\w-])"),
    ("url", "://", rf"(?i)(?<![\w@.])https?://{_ANY_HOST}{_TAIL}"),
    ("url", "://", rf"(?i)(?<![\w@.])(?:tg|ton|tonsite)://[a-z0-9_-]{{1,253}}{_TAIL}"),
    ("url", ".", rf"(?i)(?<![\w@./-]){_HOST}(?:{_TLDS})(?![\w-]){_TAIL}"),
    ("bot_command", "/", r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    ("mention", "@", r"(?<!\w)@(?:[A-Za-z0-9_]{4,32}|gif|vid|pic)(?!\w)"),
    ("hashtag", "#", rf"(?<![{_WORD}])#(?=[{_WORD}]*[^\W\d_])[{_WORD}]{{1,256}}(?![{_WORD}]*#){_AT_CHAT}"),
    ("cashtag", "$", rf"(?<![{_WORD}$])\$(?:1INCH|[A-Z]{{1,8}})(?![{_WORD}$]){_AT_CHAT}"),
    ("phone_number", "+", r"(?<![\w+])\+\d[\d -]{5,18}\d(?!\w)"),
)
_COMPILED: Final = tuple((kind, mark, re.compile(pattern)) for kind, mark, pattern in _PATTERNS)
_URL_END = ".,:;!?'\")]}"


def find_entities(text: str) -> list[Json]:
    """Entities found in cleaned text, in order, none overlapping; offsets in UTF-16 units."""
    if not _TRIGGER.search(text):
        return []
    spans: list[tuple[int, int, str]] = []
    for kind, mark, pattern in _COMPILED:
        for match in pattern.finditer(text) if mark in text else ():
            start, end = match.span()
            if kind == "url":
                # The full stop or bracket behind a link belongs to the sentence.
                end = start + len(match.group().rstrip(_URL_END))
            if all(end <= other[0] or start >= other[1] for other in spans):
                spans.append((start, end, kind))
    return _entities(text, sorted(spans))


def _entities(text: str, spans: list[tuple[int, int, str]]) -> list[Json]:
    points = sorted({0, *(point for start, end, _ in spans for point in (start, end))})
    # Counted from one point to the next: from the beginning each time it would be quadratic in a long text.
    units = {0: 0}
    for before, point in pairwise(points):
        units[point] = units[before] + utf16_length(text[before:point])
    return [{"offset": units[start], "length": units[end] - units[start], "type": kind} for start, end, kind in spans]
