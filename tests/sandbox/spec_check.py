"""Holds the sandbox's answers against the Bot API specification: every field known, typed, and there if required."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import sandbox

SPEC = Path(sandbox.__file__).parent / "spec" / "api-10.0.json"
SIMPLE: dict[str, tuple[type, ...]] = {"Integer": (int,), "Float": (int, float), "String": (str,), "Boolean": (bool,)}


@cache
def spec() -> dict[str, Any]:
    return dict(json.loads(SPEC.read_text()))


def method_spec(name: str) -> dict[str, Any]:
    return dict(spec()["methods"][name])


def check_result(method: str, result: Any) -> list[str]:
    """What is wrong with the result of a method; [] when it is as specified."""
    return _best([_check(kind, result, method) for kind in method_spec(method)["returns"]])


def check_update(update: Any) -> list[str]:
    return _check("Update", update, "update")


def _best(attempts: list[list[str]]) -> list[str]:
    return min(attempts, key=len)


def _check(kind: str, value: Any, where: str) -> list[str]:
    if kind in SIMPLE:
        fits = isinstance(value, SIMPLE[kind]) and (kind == "Boolean" or not isinstance(value, bool))
        return [] if fits else [f"{where}: {value!r} is no {kind}"]
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where}: {value!r} is no array"]
        inner = kind.removeprefix("Array of ")
        return [found for index, one in enumerate(value) for found in _check(inner, one, f"{where}[{index}]")]
    described = spec()["types"][kind]
    if described.get("subtypes"):
        return _best([_check(subtype, value, where) for subtype in described["subtypes"]])
    return _check_object(described, value, where)


def _check_object(described: dict[str, Any], value: Any, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where}: {value!r} is no object"]
    fields = {field["name"]: field for field in described.get("fields", [])}
    wrong = [f"{where}: unknown field {name}" for name in value if name not in fields]
    wrong += [f"{where}: {name} is missing" for name, one in fields.items() if one["required"] and name not in value]
    for name in value.keys() & fields.keys():
        wrong += _best([_check(kind, value[name], f"{where}.{name}") for kind in fields[name]["types"]])
    return wrong
