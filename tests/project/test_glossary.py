"""The glossary: every stage, role and state of the domain is explained in both languages, and no word twice."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from tests.project.source import ROOT, Module, modules

PAGE = ROOT / "docs" / "glossary.md"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
TABLE = re.compile(r"^\|\s*word\s*\|\s*中文\s*\|.*\n\|[-| :]+\n((?:\|.*\n?)+)", re.MULTILINE)
CELLS = 4
STATE_OF_A_BATCH = "marking"  # the stage has its name from the state: the one area with two rows


def stages() -> set[str]:
    """The areas of the domain: the folders in it."""
    return {Path(module.path).parts[1] for module in modules("domain") if module.path.count("/") > 1}


def kinds_of(module: Module) -> Iterator[type[StrEnum]]:
    """The roles and states that a module of the domain defines."""
    for node in module.nodes:
        if isinstance(node, ast.ClassDef) and (node.name == "Role" or node.name.endswith("Status")):
            yield getattr(import_module(module.path.removesuffix(".py").replace("/", ".")), node.name)


def words_in_use() -> set[str]:
    """Stages, roles and states, written as in the glossary: with blanks."""
    kinds = [kind for module in modules("domain") for kind in kinds_of(module)]
    return {word.replace("_", " ") for word in stages() | {member.value for kind in kinds for member in kind}}


def rows(page: str) -> list[list[str]]:
    """The cells of every row of the tables that are headed | word | 中文 | …."""
    lines = [line for table in TABLE.findall(page) for line in table.splitlines()]
    return [[re.sub(r"[`*]", "", cell).strip() for cell in line.strip().strip("|").split("|")] for line in lines]


def glossary(page: str) -> dict[str, list[str]]:
    """What each word is explained with."""
    return {row[0].lower().replace("_", " "): row[1:] for row in rows(page)}


def unexplained(page: str, words: set[str]) -> set[str]:
    """Words without a row, and those whose row lacks a cell."""
    known = glossary(page)
    return {word for word in words if len(known.get(word, ())) < CELLS - 1 or not all(known[word])}


def twice(page: str) -> list[str]:
    """Words with more than one row."""
    return [word for word, count in Counter(row[0] for row in rows(page)).items() if count > 1]


def test_the_words_in_use_are_found() -> None:
    """A stage, a role and a state, of the many."""
    assert {"registration", "first reviewer", "returned", "registration open"} <= words_in_use()


def test_the_glossary_explains_every_word() -> None:
    """Each stage, role and state with its Chinese word, in English and in Chinese."""
    page = PAGE.read_text("utf-8")
    assert unexplained(page, words_in_use() | set(glossary(page))) == set()


def test_a_word_has_one_meaning() -> None:
    """One row in the glossary."""
    assert twice(PAGE.read_text("utf-8")) == [STATE_OF_A_BATCH]


def test_the_readmes_say_the_same() -> None:
    """What they explain has the same Chinese word."""
    known = glossary(PAGE.read_text("utf-8"))
    for readme in READMES:
        for word, explained in glossary(readme.read_text("utf-8")).items():
            assert (readme.name, word, explained[0]) == (readme.name, word, known.get(word, ["?"])[0])


def test_a_missing_word_would_be_seen() -> None:
    """Negative control: a word without a row, one without Chinese, one explained in one language; two tables."""
    head = "\n| word | 中文 | meaning | 说明 |\n|---|---|---|---|\n"
    first = f"# X\n{head}| `first_reviewer` | 初审员 | a | 甲 |\n| batch | | b | 乙 |\n"
    page = f"{first}\n## Y\n{head}| level | 等级 | c | |\n| level | 级别 | c | 丙 |\n"
    assert unexplained(first, {"first reviewer", "batch", "seat"}) == {"batch", "seat"}
    assert unexplained(page.replace("丙", ""), {"level"}) == {"level"}
    assert twice(page) == ["level"]
    assert unexplained("no table", {"seat"}) == {"seat"}
