"""The words of the code: each module says what it is for, and no name is empty."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.project.source import LAYERS, ROOT, Module, files, modules

EMPTY_WORDS = {"manager", "service", "helper", "helpers", "util", "utils", "common", "base", "misc"}
MOST_LINES = 5
HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


def undescribed(module: Module) -> Iterator[str]:
    """Modules whose docstring is missing or longer than five lines of text."""
    said = [line for line in (ast.get_docstring(module.tree) or "").splitlines() if line.strip()]
    if not said:
        yield f"{module.path}: no docstring"
    elif len(said) > MOST_LINES and not drawn(said):
        yield f"{module.path}: {len(said)} lines of docstring"


def drawn(said: list[str]) -> bool:
    """Whether the docstring draws a tree, as that of the errors does."""
    return any(line.startswith(("├", "└")) for line in said)


def said(module: Module) -> Iterator[tuple[int, str]]:
    """Docstrings and comments, line by line."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in (node for node in module.nodes if isinstance(node, kinds)):
        if (text := ast.get_docstring(node)) is not None:
            yield from enumerate(text.splitlines(), start=node.body[0].lineno)
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def of_him(module: Module) -> Iterator[str]:
    """Where somebody is taken for a man."""
    yield from (f"{module.path}:{number}: {line}" for number, line in said(module) if HE.search(line))


def parts(name: str) -> set[str]:
    """The words that a name is made of: `PhotoHelper` and `photo_helper` are photo, helper."""
    return {part.lower() for part in PART.findall(name)}


def empty_names(module: Module) -> Iterator[str]:
    """Modules, classes and functions named after nothing."""
    path = Path(module.path)
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    names = [*path.with_suffix("").parts, *(node.name for node in module.nodes if isinstance(node, kinds))]
    yield from (f"{module.path}: {name}" for name in names if parts(name) & EMPTY_WORDS)


def test_every_module_says_what_it_is_for() -> None:
    """In one to five lines."""
    assert [line for module in modules(*LAYERS, "tests") for line in undescribed(module)] == []


def test_no_name_is_empty() -> None:
    """Nothing is a manager, a service, a helper, a util, common or base."""
    assert [line for module in modules(*LAYERS, "tests") for line in empty_names(module)] == []


def test_silence_and_empty_names_would_be_seen() -> None:
    """Negative control."""
    assert list(undescribed(Module("bot/x.py", "x = 1\n"))) == ["bot/x.py: no docstring"]
    assert list(undescribed(Module("bot/x.py", '"""' + "a\n" * 6 + '"""'))) == ["bot/x.py: 6 lines of docstring"]
    wrong = Module("bot/utils.py", "class PhotoHelper:\n    def run_service(self): ...\nclass Database: ...\n")
    assert [line.split()[-1] for line in empty_names(wrong)] == ["utils", "PhotoHelper", "run_service"]


def test_people_are_they() -> None:
    """In docstrings and comments, and in the documents."""
    assert [line for module in modules(*LAYERS, "tests") for line in of_him(module)] == []
    pages = [path for path in files() if path.endswith(".md")]
    assert [path for path in pages if HE.search((ROOT / path).read_text("utf-8"))] == []


def test_he_would_be_seen() -> None:
    """Negative control: in a docstring and in a comment, not in a name, a text or a longer word."""
    text = 'def f(he):\n    """Lets him in."""\n    # his seat\n    return "he", the, history\n'
    assert list(of_him(Module("bot/x.py", text))) == ["bot/x.py:2: Lets him in.", "bot/x.py:3: # his seat"]
