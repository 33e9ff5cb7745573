"""The rooms of the sandbox: no files that import one another in a circle, and a line in its README for each room."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import PurePath

import pytest

from tests.project.source import ROOT, Module, modules

Graph = Mapping[str, set[str]]
README = ROOT / "sandbox" / "README.md"
LOOSE = {"__init__.py", "__main__.py"}


def name_of(path: str) -> str:
    """`sandbox/wire/errors.py` is sandbox.wire.errors, `sandbox/wire/__init__.py` sandbox.wire."""
    return ".".join(PurePath(path).with_suffix("").parts).removesuffix(".__init__")


def imported(module: Module) -> Iterator[str]:
    """Every module that it may mean, also for the type checker alone, also inside functions; from them their names."""
    package = name_of(module.path).split(".")
    if not module.path.endswith("__init__.py"):
        package.pop()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def graph_of(found: tuple[Module, ...]) -> Graph:
    """Who imports whom among them."""
    names = {name_of(module.path) for module in found}
    return {name_of(module.path): names & set(imported(module)) - {name_of(module.path)} for module in found}


def reached(graph: Graph, start: str) -> set[str]:
    """All that a module imports, directly or through others."""
    seen: set[str] = set()
    ahead = set(graph[start])
    while ahead:
        seen |= ahead
        ahead = {further for name in ahead for further in graph[name]} - seen
    return seen


def circles(graph: Graph) -> set[frozenset[str]]:
    """The strongly connected components of more than one module."""
    beyond = {name: reached(graph, name) for name in graph}
    together = (frozenset(other for other in beyond[name] if name in beyond[other]) for name in graph)
    return {circle for circle in together if len(circle) > 1}


def test_no_files_import_one_another_in_a_circle() -> None:
    """Imports for annotations count, too: they are knowledge as well."""
    assert circles(graph_of(modules("sandbox"))) == set()


@pytest.mark.parametrize(
    "line",
    [
        "from sandbox.b import x",
        "import sandbox.b",
        "from sandbox import b",
        "from . import b",
        "from .b import x",
        "if TYPE_CHECKING:\n    from sandbox.b import x",
        "def late():\n    from sandbox.b import x",
    ],
)
def test_a_circle_would_be_seen(line: str) -> None:
    """Negative control: a imports b in each way that there is, b imports c, and c imports a."""
    texts = {"a": line, "b": "import sandbox.c", "c": "import sandbox.a", "d": "import sandbox.a"}
    found = tuple(Module(f"sandbox/{name}.py", text + "\n") for name, text in texts.items())
    assert circles(graph_of(found)) == {frozenset({"sandbox.a", "sandbox.b", "sandbox.c"})}


def test_no_file_lies_loose() -> None:
    """What is not the door of the package lies in a room."""
    assert {path.name for path in (ROOT / "sandbox").glob("*.py")} == LOOSE


def test_every_room_has_its_line() -> None:
    """The README tells a stranger which room to open, the upper ones first, and names no room that is not there."""
    rooms = {path.name for path in (ROOT / "sandbox").iterdir() if path.is_dir() and not path.name.startswith("_")}
    told = [line.split("`")[1] for line in README.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert {room.removesuffix("/") for room in told if room.endswith("/")} == rooms
    assert len(told) == len(set(told))
