"""Sealing of personal data: AES-256-GCM under keys with ids, and the blind index under which it is looked up.

A token reads: format byte, length of the key id, key id, 12 bytes of nonce, ciphertext with its tag. The head and the
place (`table.column`) are authenticated: a value moved to another column, or given another key id, does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from base64 import b64decode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from sqlalchemy import Dialect

FORMAT = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
MAX_ID_BYTES = 64


class SealBroken(Exception):  # noqa: N818 - reads as what is wrong
    """A sealed value that does not open: unknown key, wrong place, or tampered with."""


class Broken:
    """A sealed value that does not open, in place of what it was: `token` is what is stored, and is stored again.

    It comes from columns that are lenient, so that the rows beside it can be read.
    """

    __slots__ = ()
    token: bytes


class BrokenBytes(bytes, Broken):
    """No bytes."""

    @classmethod
    def of(cls, token: bytes) -> Self:
        """In place of what the token was to hold."""
        made = cls()
        made.token = token
        return made


class BrokenText(str, Broken):
    """A dash, where people read it."""

    __slots__ = ("token",)

    @classmethod
    def of(cls, token: bytes) -> Self:
        """In place of what the token was to hold."""
        made = cls("—")
        made.token = token
        return made


class Unsealable(Exception):  # noqa: N818 - reads as what is wrong
    """A sealed column was used on a database that was opened without a key ring, or a key is malformed."""


class KeyRing:
    """The keys of one installation: the current one seals, all of them open."""

    __slots__ = ("_cipher", "_ciphers", "_index_key", "current_id", "head")

    def __init__(self, current_id: str, keys: Mapping[str, bytes], index_key: bytes) -> None:
        """Take keys of 32 bytes each by id (at most 64 bytes of UTF-8). Raises `Unsealable` when one is malformed."""
        if current_id not in keys:
            raise Unsealable(f"no key with the current id {current_id!r}")
        for name, key in {**keys, "index": index_key}.items():
            if len(key) != KEY_BYTES or not 0 < len(name.encode()) <= MAX_ID_BYTES:
                raise Unsealable(f"key {name!r}: {KEY_BYTES} bytes under an id of 1 to {MAX_ID_BYTES} bytes are needed")
        self.current_id = current_id
        self._ciphers = {name.encode(): AESGCM(key) for name, key in keys.items()}
        self._cipher = self._ciphers[current_id.encode()]
        self.head = head(current_id.encode())  # how every token under the current key begins
        self._index_key = index_key

    def __repr__(self) -> str:
        return f"KeyRing(current_id={self.current_id!r}, {len(self._ciphers)} keys)"

    @classmethod
    def generate(cls, current_id: str = "1") -> Self:
        """Make a ring of one fresh key."""
        return cls(current_id, {current_id: secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_settings(cls, current_id: str, keys: Mapping[str, str], index_key: str) -> Self:
        """Make a ring of keys written in base64. Raises `Unsealable` without showing any of them."""
        return cls(current_id, {name: decoded(name, text) for name, text in keys.items()}, decoded("index", index_key))

    def seal(self, plain: bytes, place: bytes) -> bytes:
        """Seal under the current key, for this place (`table.column`)."""
        # Random, 96 bits: below 2^32 values a key, a repetition is out of the question.
        nonce = os.urandom(NONCE_BYTES)
        return self.head + nonce + self._cipher.encrypt(nonce, plain, self.head + place)

    def seal_under(self, key_id: bytes, plain: bytes, place: bytes) -> bytes:
        """Seal under another key of the ring than the current one. Raises KeyError where it is not held."""
        nonce, start = os.urandom(NONCE_BYTES), head(key_id)
        return start + nonce + self._ciphers[key_id].encrypt(nonce, plain, start + place)

    def holds(self, key_id: str) -> bool:
        """Whether there is a key of that id."""
        return key_id.encode() in self._ciphers

    def open(self, token: bytes, place: bytes) -> bytes:
        """Open a sealed value. Raises `SealBroken` for an unknown key, a wrong place, a changed byte."""
        key_id = key_id_of(token)
        start = len(key_id) + 2
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise SealBroken(f"{place.decode()}: sealed under a key that this ring does not hold")
        try:
            nonce = token[start : start + NONCE_BYTES]
            # The head is authenticated too, so that a token cannot claim another key or format.
            return cipher.decrypt(nonce, token[start + NONCE_BYTES :], token[:start] + place)
        except (InvalidTag, ValueError) as error:
            raise SealBroken(f"{place.decode()}: does not open") from error

    def is_current(self, token: bytes) -> bool:
        """Whether a sealed value lies under the current key."""
        return token.startswith(self.head)

    def blind_index(self, text: str, purpose: str) -> bytes:
        """32 bytes under which a sealed text is looked up; different per purpose."""
        # The purpose keeps indexes apart: the same text in two columns must not show that it is the same.
        return hmac.digest(self._index_key, purpose.encode() + b"\0" + text.encode(), hashlib.sha256)


def head(key_id: bytes) -> bytes:
    """Everything of a token before its nonce."""
    return FORMAT + bytes([len(key_id)]) + key_id


def key_id_of(token: bytes) -> bytes:
    """Read the id of the key that sealed the token. Raises `SealBroken` when it is no token."""
    if len(token) < 2 or token[:1] != FORMAT:  # noqa: PLR2004 - format byte and length
        raise SealBroken("not a sealed value")
    return token[2 : 2 + token[1]]


def decoded(name: str, text: str) -> bytes:
    """One key out of base64. Raises `Unsealable`, naming the key only."""
    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise Unsealable(f"key {name!r} is not base64") from None


def bind_ring(dialect: Dialect, ring: KeyRing) -> None:
    """Give the sealed columns of one engine their ring: the dialect belongs to one engine and reaches every type."""
    vars(dialect)["key_ring"] = ring


def ring_of(dialect: Dialect) -> KeyRing:
    """The ring of the engine that this dialect serves. Raises `Unsealable` when there is none."""
    ring = vars(dialect).get("key_ring")
    if not isinstance(ring, KeyRing):
        raise Unsealable("the database was opened without a key ring")
    return ring
