"""An area changes its own records alone, another area's through its deeds: read off the syntax of the domain."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.project.source import Function, Module, modules

WRITES = {"add", "flush", "forget", "give", "end", "claim", "attend", "unattend", "hold", "series"}


@dataclass
class Seen:
    """What a function has at hand: names that hold another area's records, and that area."""

    area: str
    foreign: dict[str, str] = field(default_factory=dict)


def area_of(module: Module) -> str:
    return Path(module.path).parts[1]


def areas() -> set[str]:
    return {area_of(module) for module in modules("domain") if module.path.count("/") > 1}


def store_and_method(call: ast.AST) -> tuple[str, str] | None:
    """`work.planning.booking(...)` is ("planning", "booking")."""
    inner = call.value if isinstance(call, ast.Await) else call
    if not isinstance(inner, ast.Call) or not isinstance(inner.func, ast.Attribute):
        return None
    store = inner.func.value
    if isinstance(store, ast.Attribute) and isinstance(store.value, ast.Name) and store.value.id == "work":
        return store.attr, inner.func.attr
    return None


def homes(module: Module) -> dict[str, str]:
    """The area that each imported name comes from."""
    found: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("domain."):
            found |= {alias.asname or alias.name: (node.module or "").split(".")[1] for alias in node.names}
    return found


@cache
def entities() -> frozenset[str]:
    """Records that have an identity: dataclasses with `eq=False` in the models."""
    found: set[str] = set()
    for module in modules("domain"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and any("eq=False" in ast.unparse(d) for d in node.decorator_list):
                found.add(node.name)
    return frozenset(found)


def calls_writing(module: Module) -> Iterator[str]:
    """Writing methods called on another area's store."""
    for node in ast.walk(module.tree):
        reached = store_and_method(node) if isinstance(node, ast.Call) else None
        if reached and reached[0] != area_of(module) and reached[1] in WRITES:
            yield f"{module.path}:{node.lineno} work.{reached[0]}.{reached[1]}"  # type: ignore[attr-defined]


def records_changed(module: Module) -> Iterator[str]:
    """Attributes assigned on another area's records: parameters of its types, and what its store gave."""
    known = homes(module)
    for function in module.functions():
        seen = _at_hand(function, module, known)
        for node in ast.walk(function):
            for target in _targets(node):
                if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
                    home = seen.foreign.get(target.value.id)
                    if home:
                        yield f"{module.path}:{target.lineno} {target.value.id}.{target.attr} is of {home}"


def _at_hand(function: Function, module: Module, known: dict[str, str]) -> Seen:
    seen = Seen(area_of(module))
    for argument in function.args.args:
        name = ast.unparse(argument.annotation) if argument.annotation else ""
        if name in entities() and known.get(name, seen.area) != seen.area:
            seen.foreign[argument.arg] = known[name]
    for node in ast.walk(function):
        value = node.value if isinstance(node, ast.Assign) else node.iter if isinstance(node, ast.For) else None
        reached = store_and_method(value) if value is not None else None
        if reached and reached[0] != seen.area:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]  # type: ignore[attr-defined]
            seen.foreign |= {target.id: reached[0] for target in targets if isinstance(target, ast.Name)}
    return seen


def _targets(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from target.elts if isinstance(target, ast.Tuple) else [target]
    elif isinstance(node, ast.AugAssign):
        yield node.target


def inside_areas() -> list[Module]:
    return [module for module in modules("domain") if module.path.count("/") > 1]


def test_every_store_method_that_writes_is_known() -> None:
    """A new writing method cannot slip past: what is not known as one reads, by its name or what it returns."""
    unknown = []
    for area in sorted(areas() - {"reports"}):
        store = getattr(import_module(f"domain.{area}.store"), f"{area.capitalize()}Store")
        for name, method in vars(store).items():
            if not name.startswith("_") and callable(method) and name not in WRITES:
                returns = str(method.__annotations__.get("return", "None"))
                unknown += [f"{area}.{name}"] if returns == "None" else []
    assert unknown == []


def test_no_area_writes_through_the_store_of_another() -> None:
    assert [found for module in inside_areas() for found in calls_writing(module)] == []


def test_no_area_changes_a_record_of_another() -> None:
    assert [found for module in inside_areas() for found in records_changed(module)] == []


def test_reaches_would_be_seen() -> None:
    """Negative control: a store written, a parameter, a looked-up record and one of a loop changed."""
    text = """
from domain.planning import Booking
async def bad(work: object, booking: Booking) -> None:
    booking.attendance = None
    sitting = await work.planning.sitting(1)
    sitting.room_id, other = 1, 2
    for each in await work.planning.bookings(1):
        each.seat += 1
    await work.planning.flush()
"""
    wrong = Module("domain/exam/bad.py", text)
    assert [line.split(" ", 1)[1] for line in records_changed(wrong)] == [
        "booking.attendance is of planning",
        "sitting.room_id is of planning",
        "each.seat is of planning",
    ]
    assert list(calls_writing(wrong)) == ["domain/exam/bad.py:9 work.planning.flush"]


def test_own_records_may_be_changed() -> None:
    """The other control: the same in the area that they belong to."""
    own = Module("domain/planning/good.py", "async def good(work, booking):\n    booking.seat = 1\n")
    assert list(records_changed(own)) == []
