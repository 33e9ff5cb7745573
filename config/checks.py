"""What a single setting must look like; each check gives the value back, or raises ValueError with what is needed."""

from __future__ import annotations

import re
from base64 import b64decode
from urllib.parse import urlsplit

from pydantic import SecretStr

KEY_BYTES = 32
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def check_token(token: SecretStr) -> SecretStr:
    """A bot token as @BotFather gives it: digits, a colon, at least 20 letters."""
    if not TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("this is no bot token")
    return token


def check_secret(secret: SecretStr) -> SecretStr:
    """What Telegram takes as secret_token of a webhook."""
    if not SECRET.fullmatch(secret.get_secret_value()):
        raise ValueError("1 to 256 of the characters A-Z a-z 0-9 _ - are needed")
    return secret


def check_key(key: SecretStr) -> SecretStr:
    """32 bytes in base64."""
    try:
        size = len(b64decode(key.get_secret_value(), validate=True))
    except ValueError:
        raise ValueError("this is not base64") from None
    if size != KEY_BYTES:
        raise ValueError(f"{KEY_BYTES} bytes in base64 are needed, these are {size}")
    return key


def check_address(url: str) -> str:
    """An http(s) address with a host, without a trailing slash."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError("an address that begins with https:// is needed")
    return url.rstrip("/")


def check_database(url: str) -> str:
    """A database URL with the driver that is used for it."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in DRIVERS:
        raise ValueError("an address of SQLite or PostgreSQL is needed")
    return f"{DRIVERS[scheme]}://{rest}"


def check_path(path: str) -> str:
    """A path of the web server."""
    if not path.startswith("/"):
        raise ValueError("it must begin with /")
    return path


def split_words(value: object) -> object:
    """Words from the environment: `a,b` or `["a", "b"]`."""
    return [part for part in re.split(r"[\s,\[\]\"']+", value) if part] if isinstance(value, str) else value


def split_numbers(value: object) -> object:
    """Numbers from the environment: `1,2` or `[1, 2]`."""
    return [part for part in re.split(r"[\s,]+", value.strip("[] ")) if part] if isinstance(value, str) else value
