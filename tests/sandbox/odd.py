"""Calls and deeds as nobody would write them: sometimes right in every field, mostly not."""

import random
import re
from typing import Any

from sandbox.deeds.table import all_deeds
from sandbox.wire.specification import specification

ODD: list[Any] = [
    None, True, False, 0, 1, -1, 2**31, 2**63, -(2**63), 10**30, 1.5, 1e308, "", "x", "0", "true", " ", "\0", "中" * 50,
    "<b>x", "*x", "[", "{}", [], {}, [[]], [{}], [None], [1, 2], {"type": "x"}, {"a": [1]}, "a" * 5000, "attach://x",
]  # fmt: skip
WORDS = "x /cmd <b>x</b> *x https://t.me/x AgAC @ann 😀😀 en zh-hans HTML"
SIMPLE: dict[str, list[Any]] = {
    "Integer": [0, 1, 2, 5, -1, 60, 600, 86_400, 10**9, 2**40],
    "Float": [0.5, -91, 200, 1e9],
    "Boolean": [True, False, 1, "true"],
    "String": [*WORDS.split(), "a b", ""],
    "InputFile": ["attach://x", "https://a.cn/x.jpg", "AgACAgIAA"],
}
KINDS = "chat default photo document video text_link emoji commands static quiz location"


class Odd:
    """What is drawn: the same for the same seed. `known` are values by field that mean something."""

    def __init__(self, seed: int, known: dict[str, list[Any]]) -> None:
        self._random = random.Random(seed)
        self._known = known

    def call(self, methods: list[str]) -> tuple[str, dict[str, Any]]:
        """A method and its parameters."""
        method = self._random.choice(methods)
        return method, self._fields(specification()["methods"][method].get("fields", []), 0)

    def deed(self) -> tuple[str, dict[str, Any]]:
        """What a person does, with the fields that its docstring names."""
        name, deed = self._random.choice(sorted(all_deeds().items()))
        fields = re.findall(r'"(\w+)"', (deed.__doc__ or "").partition("}")[0])
        return name, {field: self._value(field, ["String", "Integer"], 0) for field in fields if self._chance(0.85)}

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _fields(self, fields: list[Any], depth: int) -> dict[str, Any]:
        drawn = [one for one in fields if self._chance(0.95 if one["required"] else 0.25)]
        return {one["name"]: self._value(one["name"], one["types"], depth) for one in drawn}

    def _value(self, name: str, types: list[str], depth: int) -> Any:
        if name in self._known and self._chance(0.6):
            return self._random.choice(self._known[name])
        return self._random.choice(ODD) if self._chance(0.3) else self._typed(self._random.choice(types), depth)

    def _typed(self, kind: str, depth: int) -> Any:
        if kind in SIMPLE:
            return self._random.choice(SIMPLE[kind])
        if kind.startswith("Array of "):
            return [self._typed(kind[9:], depth + 1) for _ in range(self._random.choice((0, 1, 2, 12)))]
        described = specification()["types"].get(kind)
        if described is None or depth > 4:
            return self._random.choice(ODD)
        if described.get("subtypes"):
            return self._typed(self._random.choice(described["subtypes"]), depth)
        made = self._fields(described.get("fields", []), depth + 1)
        return {**made, "type": self._random.choice(KINDS.split())} if "type" in made else made
