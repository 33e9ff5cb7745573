"""The words of the code: each module says what it is for, no name is empty, and the glossary holds every word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest

from tests.project.source import LAYERS, ROOT, Module, modules

EMPTY_WORDS = {"manager", "service", "services", "helper", "helpers", "util", "utils", "common", "base", "misc"}
MOST_LINES = 5
README = ROOT / "README.md"
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


def parts(name: str) -> set[str]:
    """The words that a name is made of: `PhotoHelper` and `photo_helper` are photo, helper."""
    return {part.lower() for part in PART.findall(name)}


def empty_names(module: Module) -> Iterator[str]:
    """Modules, classes and functions named after nothing."""
    path = Path(module.path)
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    names = [*path.with_suffix("").parts, *(node.name for node in ast.walk(module.tree) if isinstance(node, kinds))]
    yield from (f"{module.path}: {name}" for name in names if parts(name) & EMPTY_WORDS)


def stages() -> set[str]:
    """The words of the domain: the folders in it."""
    return {Path(module.path).parts[1] for module in modules("domain") if module.path.count("/") > 1}


def kinds_of(module: Module) -> Iterator[type[StrEnum]]:
    """The roles and states that a module of the domain defines."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and (node.name == "Role" or node.name.endswith("Status")):
            yield getattr(import_module(module.path.removesuffix(".py").replace("/", ".")), node.name)


def words_in_use() -> set[str]:
    """Stages, roles and states, written as in the glossary: with blanks."""
    kinds = [kind for module in modules("domain") for kind in kinds_of(module)]
    return {word.replace("_", " ") for word in stages() | {member.value for kind in kinds for member in kind}}


def glossary(page: str) -> dict[str, str]:
    """Word and Chinese word of the table that is headed | word | 中文 | meaning |."""
    table = re.search(r"^\|\s*word\s*\|\s*中文\s*\|.*\n\|[-| :]+\n((?:\|.*\n?)+)", page, re.MULTILINE)
    rows = [line.split("|") for line in table[1].splitlines()] if table else []
    return {re.sub(r"[`*]", "", row[1]).strip().lower().replace("_", " "): row[2].strip() for row in rows}


def unexplained(page: str, words: set[str]) -> set[str]:
    return {word for word in words if not glossary(page).get(word)}


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


def test_the_words_in_use_are_found() -> None:
    """A stage, a role and a state, of the many."""
    assert {"registration", "first reviewer", "returned", "registration open"} <= words_in_use()


@pytest.mark.skipif(not README.exists(), reason="there is no README yet")
def test_the_glossary_explains_every_word() -> None:
    """Each stage, role and state stands in README.md with its Chinese word."""
    assert unexplained(README.read_text("utf-8"), words_in_use()) == set()


def test_a_missing_word_would_be_seen() -> None:
    """Negative control: a word without a row, and one without Chinese."""
    page = "# X\n\n| word | 中文 | meaning |\n|---|---|---|\n| `first_reviewer` | 初审员 | … |\n| batch | | … |\n"
    assert unexplained(page, {"first reviewer", "batch", "seat"}) == {"batch", "seat"}
    assert unexplained("no table", {"seat"}) == {"seat"}
