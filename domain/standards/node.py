"""One table of a standard's TOML: typed reads that know their path, and an end that refuses what was not read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar, cast

_E = TypeVar("_E", bound=StrEnum)
_D = TypeVar("_D")
_NEEDED: Any = object()


class BadStandard(ValueError):  # noqa: N818 - named for what it says of the file
    """A standard's file is wrong: `path` of the key, and what is the matter with it."""

    def __init__(self, path: str, matter: str) -> None:
        super().__init__(f"{path}: {matter}")
        self.path = path
        self.matter = matter


class Node:
    """A table at `path`. Each read raises `BadStandard` when the key is missing or of another type."""

    def __init__(self, data: object, path: str = "") -> None:
        if not isinstance(data, Mapping):
            raise BadStandard(path or "(file)", "not a table")
        self.path = path
        self._data: Mapping[str, Any] = data
        # What was asked for; `done` refuses the rest, so that a misspelt key cannot silently mean its default.
        self._read: set[str] = set()

    def path_of(self, key: str) -> str:
        """The key with the path of its table."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._data

    def keys(self) -> tuple[str, ...]:
        """What is there."""
        return tuple(self._data)

    def done(self) -> None:
        """Raise `BadStandard` for a key that nobody read: it is misspelt, or means nothing."""
        unknown = sorted(set(self._data) - self._read)
        if unknown:
            raise BadStandard(self.path_of(unknown[0]), "unknown key")

    def text(self, key: str, default: _D = _NEEDED) -> str | _D:
        """A string that says something."""
        value = self._value(key, default)
        if value is default:
            return default
        if not isinstance(value, str) or not value.strip():
            raise BadStandard(self.path_of(key), "not a text")
        return value

    def texts(self, key: str, default: tuple[str, ...] = _NEEDED) -> tuple[str, ...]:
        """A list of strings."""
        value = self._value(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
            raise BadStandard(self.path_of(key), "not a list of texts")
        return tuple(value)

    def number(self, key: str, default: _D = _NEEDED, *, least: int = 0, most: int = 10**9) -> int | _D:
        """A whole number from `least` to `most`."""
        value = self._value(key, default)
        if value is default:
            return default
        # `true` is an int to Python, but nobody means 1 by it.
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadStandard(self.path_of(key), "not a whole number")
        if value < least:
            raise BadStandard(self.path_of(key), f"{value} is less than {least}")
        if value > most:
            raise BadStandard(self.path_of(key), f"{value} is more than {most}")
        return value

    def numbers(self, key: str, default: dict[str, int]) -> dict[str, int]:
        """A table of whole numbers."""
        if not self.has(key):
            return default
        node = self.table(key)
        return {each: cast("int", node.number(each)) for each in node._data}  # noqa: SLF001 - of the same class

    def flag(self, key: str) -> bool:
        """True or false; false when the key is not there."""
        value = self._value(key, default=False)
        if not isinstance(value, bool):
            raise BadStandard(self.path_of(key), "not true or false")
        return value

    def choices(self, key: str, of: type[_E], default: tuple[str, ...] = _NEEDED) -> list[_E]:
        """A list of words out of an enumeration."""
        found = []
        for index, each in enumerate(self.texts(key, default)):
            if each not in set(of):
                known = ", ".join(of)
                raise BadStandard(f"{self.path_of(key)}[{index}]", f"{each!r} is none of {known}")
            found.append(of(each))
        return found

    def table(self, key: str) -> Node:
        """A table under this one."""
        return Node(self._value(key, _NEEDED), self.path_of(key))

    def tables(self, key: str) -> list[Node]:
        """A list of tables."""
        value = self._value(key, default=[])
        if not isinstance(value, list):
            raise BadStandard(self.path_of(key), "not a list of tables")
        return [Node(each, f"{self.path_of(key)}[{index}]") for index, each in enumerate(value)]

    def _value(self, key: str, default: object) -> Any:
        self._read.add(key)
        if key in self._data:
            return self._data[key]
        if default is _NEEDED:
            raise BadStandard(self.path_of(key), "missing")
        return default
