"""Links as Telegram stores them, and what the special ones mean: a person, a custom emoji, a moment."""

import re
from urllib.parse import parse_qsl

from sandbox.wire import Json

LONGEST_ID = 2**63
LAST_MOMENT = 2**31
_PROTOCOL = re.compile(r"(?:([a-z][a-z0-9+.-]*)://)?", re.IGNORECASE)
_APP = re.compile(r"(tg|ton|tonsite):(?://)?", re.IGNORECASE)
_TG = re.compile(r"tg:(?://)?(user|emoji|time)/?\?([^#]*)", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:([^/?#@]*)@)?(\[[0-9a-f:.]*\]|[^/?#:@\[\]]*)(:\d{1,5})?(?=[/?#]|$)", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9]\d*")
_BLANK = re.compile(r"[\x00-\x20]")
_RELATIVE = "r"
_MOMENTS = frozenset("wdDtT")


class NotALinkError(ValueError):
    """What is wrong with a link, in Telegram's words."""


def checked_link(url: str, *, secure: bool = False) -> str:
    """The link as Telegram stores it: scheme, small host, slash; NotALinkError when it is none or not `secure`."""
    if not secure and (app := _APP.match(url)):
        return f"{app.group(1).lower()}://{url[app.end() :]}"
    match = _PROTOCOL.match(url)
    assert match is not None
    protocol = (match.group(1) or "http").lower()
    if protocol not in ("http", "https"):
        raise NotALinkError("Unsupported URL protocol")
    authority = _AUTHORITY.match(url, match.end())
    if authority is None or _BLANK.search(authority.group()):
        raise NotALinkError("Wrong HTTP URL")
    account, host, port = authority.groups()
    if not host:
        raise NotALinkError("URL host is empty")
    if secure and protocol != "https":
        raise NotALinkError("Only HTTPS links are allowed")
    if "." not in host and not host.startswith("["):
        raise NotALinkError("Wrong HTTP URL")
    rest = _BLANK.sub(lambda blank: f"%{ord(blank.group()):02X}", url[authority.end() :])
    slash = "" if rest.startswith("/") else "/"
    return f"{protocol}://{f'{account}@' if account else ''}{host.lower()}{port or ''}{slash}{rest}"


def fixed_url(url: str) -> str:
    """The same, "" when it is no link."""
    try:
        return checked_link(url)
    except NotALinkError:
        return ""


def link_entity(url: str) -> Json | None:
    """What a link makes of its text: a mention by id, a text_link, or nothing."""
    named = _told("user", url)
    if named is not None and _NUMBER.fullmatch(named.get("id", "")):
        return {"type": "text_mention", "user": {"id": int(named["id"])}}
    fixed = fixed_url(url)
    return {"type": "text_link", "url": fixed} if fixed else None


def image_entity(url: str) -> Json | None:
    """What tg://emoji and tg://time make of their text; None for any other link."""
    emoji, moment = _told("emoji", url), _told("time", url)
    if emoji is not None:
        return custom_emoji(emoji.get("id", ""))
    return None if moment is None else date_time(moment.get("unix", ""), moment.get("format", ""))


def _told(host: str, url: str) -> dict[str, str] | None:
    match = _TG.match(url)
    if match is None or match.group(1).lower() != host:
        return None
    return dict(parse_qsl(match.group(2), keep_blank_values=True))


def custom_emoji(given: str) -> Json | None:
    """The entity of a custom emoji by its number."""
    if not _NUMBER.fullmatch(given) or int(given) >= LONGEST_ID:
        return None
    return {"type": "custom_emoji", "custom_emoji_id": given}


def date_time(unix: str, form: str) -> Json | None:
    """The entity of a moment; None when the number or the format is wrong."""
    shape = date_format(form)
    if shape is None or not _NUMBER.fullmatch(unix) or int(unix) >= LAST_MOMENT:
        return None
    return {"type": "date_time", "unix_time": int(unix), "date_time_format": shape}


def date_format(form: str) -> str | None:
    """A format of date and time in Telegram's order; of both precisions the shorter; None for a wrong one."""
    form = form.replace("W", "w")
    if form.lower() == _RELATIVE:
        return _RELATIVE
    if set(form) - _MOMENTS:
        return None
    chosen = ("w" if "w" in form else "", "dD", "tT")
    return chosen[0] + "".join(next((one for one in pair if one in form), "") for pair in chosen[1:])
