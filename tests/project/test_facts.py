"""The facts of the field: what is cited anywhere stands in docs/facts.md, and its sources are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.project.source import ROOT, files

FACTS = ROOT / "docs" / "facts.md"
SOURCES = ROOT / "docs" / "facts-sources.md"
CITED = re.compile(r"§\s?(\d+(?:\.\d+)?)(?:[–-](\d+(?:\.\d+)?))?")
CITING = (".py", ".toml", ".md", ".html", ".txt")


def sections(page: str) -> set[str]:
    """The numbers of the headings: 1, 1.3."""
    return set(re.findall(r"^#{2,3} (\d+(?:\.\d+)?) ", page, re.MULTILINE))


def unheld(path: str, text: str, held: set[str]) -> Iterator[str]:
    """Cited sections that the page does not have, both ends of a range such as §1.3–1.5."""
    for number, line in enumerate(text.splitlines(), start=1):
        cited = (part for ends in CITED.findall(line) for part in ends if part)
        yield from (f"{path}:{number}: §{part}" for part in cited if part not in held)


def cited(page: str) -> set[str]:
    """Names of the sources that a page marks."""
    return set(re.findall(r"\[F ([\w-]+)\]", page)) - {"name"}


def listed(page: str) -> set[str]:
    """Names that the table of sources explains."""
    return set(re.findall(r"^\| ([\w-]+) \|", page, re.MULTILINE)) - {"name"}


def test_every_cited_section_exists() -> None:
    """Whoever reads "facts §2.2" finds it; the mark is used for nothing else."""
    held = sections(FACTS.read_text("utf-8"))
    texts = [path for path in files() if path.endswith(CITING) and path != "tests/project/test_facts.py"]
    assert [line for path in texts for line in unheld(path, (ROOT / path).read_text("utf-8"), held)] == []


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("a rule (facts §1.3, §2)", []),
        ("Facts §1.3–1.5 {cfg}", ["§1.5"]),
        ("facts §2.9, §1.3 and §7", ["§2.9", "§7"]),
        ("facts § 3", ["§3"]),
        ("no citation, 1.9", []),
    ],
)
def test_a_section_that_is_not_there_would_be_seen(line: str, missing: list[str]) -> None:
    """Negative control: also in a list, and at the end of a range."""
    held = sections("# Facts\n\n## 1 Levels\n\n### 1.3 Eligibility\n\n## 2 Registration\n\n## 7. Old\n")
    assert held == {"1", "1.3", "2"}
    assert [found.split()[-1] for found in unheld("a.py", line, held)] == missing


def test_every_source_is_named() -> None:
    """Each mark of a source has its row, and each row is cited."""
    marked = cited(FACTS.read_text("utf-8"))
    assert marked
    assert marked ^ listed(SOURCES.read_text("utf-8")) == set()


def test_a_source_without_a_row_would_be_seen() -> None:
    """Negative control: both ways."""
    assert cited("`[F name]` is a mark. A `[F one]`, B `[F two-b]`.") == {"one", "two-b"}
    assert listed("| name | address |\n|---|---|\n| one | x |\n| three | y |\n") == {"one", "three"}
