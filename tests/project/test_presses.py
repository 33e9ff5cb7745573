"""A button's meaning is declared once: nothing in the bot puts callback data together or takes it apart by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.project.source import Function, Module, modules

ENGINE = "bot/engine/"
HOLDS_DATA = {"Button": {"data"}, "Dialogue": {"entry"}, "single": {"entry"}}


def written_by_hand(module: Module) -> Iterator[str]:
    """Buttons whose data is a text, and texts that are called data outside the engine."""
    for call in _calls(module):
        called, fields = _name(call), HOLDS_DATA.get(_name(call), set())
        given = call.args[1:2] if called == "Button" else []
        given += [each.value for each in call.keywords if each.arg in fields]
        if any(_is_text(each) for each in given) or (called == "Data" and not module.path.startswith(ENGINE)):
            yield f"{module.path}:{call.lineno}: data by hand"


def taken_as_it_comes(module: Module) -> Iterator[str]:
    """Functions of a turn that take any texts, or `word`, for what a button may have held."""
    for function in module.functions():
        if "turn" in _taken(function) and (function.args.vararg or "word" in _taken(function)):
            yield f"{module.path}:{function.lineno}: takes any text"


def looked_up(module: Module) -> Iterator[str]:
    """What a turn is asked for by a text instead of a typed field."""
    for call in _calls(module):
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "turn.tool":
            yield f"{module.path}:{call.lineno}: looked up"


def faults(module: Module) -> list[str]:
    return [*written_by_hand(module), *taken_as_it_comes(module), *looked_up(module)]


def _calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_text(node: ast.expr) -> bool:
    """A literal, an f-string, or texts put together."""
    return isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp)


def _taken(function: Function) -> set[str]:
    return {each.arg for each in function.args.args}


def test_no_button_is_written_or_read_by_hand() -> None:
    assert [fault for module in modules("bot") for fault in faults(module)] == []


def test_what_is_done_by_hand_would_be_seen() -> None:
    """Negative control."""
    text = """
async def show(turn: Turn, word: str = "") -> None:
    turn.tool("home").show(turn)
    turn.show(Screen(Text("a/b"), [[Button("a.c", f"plan:{word}"), Button("a.d", "home"), Button("a.e", data="x")]]))
async def more(turn: Turn, *_: str) -> None:
    return Button("a.f", Data("plan:" + word))
"""
    found = [fault.rpartition(": ")[2] for fault in faults(Module("bot/planning/bad.py", text))]
    assert found == [*["data by hand"] * 4, *["takes any text"] * 2, "looked up"]
    good = 'async def show(turn: Turn, batch: int) -> None:\n    return Button("a.b", PLAN(batch=batch))\n'
    assert faults(Module("bot/planning/good.py", good)) == []
