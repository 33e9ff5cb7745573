"""What the project's tests about itself look at: its files, and the syntax trees of its modules."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAYERS = ("domain", "storage", "bot", "sandbox", "config")
FOREIGN = ("tests/clients/python_telegram_bot/", "tests/clients/aiogram/")  # examples of others, as they published them

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A Python file: its path from the root of the project, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree, as `ast.walk` finds them."""
        return tuple(ast.walk(self.tree))

    @property
    def lines(self) -> int:
        """Lines of the file."""
        return len(self.text.splitlines())

    def functions(self) -> Iterator[Function]:
        """Every function and method, inner ones too."""
        return (node for node in self.nodes if isinstance(node, Function))


@cache
def files() -> tuple[str, ...]:
    """Every file that is, or is about to be, committed; paths from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted(path for path in set(listed) if (ROOT / path).is_file()))


@cache
def module_at(path: str) -> Module:
    """The module of that path: one for all tests, since its tree is parsed once."""
    return Module(path, (ROOT / path).read_text("utf-8"))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """The Python files below these folders, without those of others."""
    own = (path for path in files() if not path.startswith(FOREIGN))
    return tuple(module_at(path) for path in own if path.endswith(".py") and path.split("/")[0] in folders)
