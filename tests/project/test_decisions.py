"""The pages of decisions: each is listed, each listed one exists, and all are built alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tests.project.source import ROOT

FOLDER = ROOT / "docs" / "decisions"
PARTS = ["Context", "Decision", "Consequences"]
STATUS = re.compile(r"^Status: (proposed|accepted|replaced by \d{4})", re.MULTILINE)
LISTED = re.compile(r"^\| \[(\d{4})\]\((\d{4}-[\w-]+\.md)\) \|", re.MULTILINE)


def unlisted(index: str, pages: Iterable[str]) -> set[str]:
    """Pages that the index does not list, pages that it lists and that are not there, numbers that lie."""
    rows = LISTED.findall(index)
    wrong = {page for number, page in rows if not page.startswith(number)}
    return {page for _, page in rows} ^ set(pages) | wrong


def crooked(name: str, page: str) -> Iterator[str]:
    """What a page lacks of the template."""
    if not page.startswith(f"# {name[:4]} "):
        yield f"{name}: the title does not begin with its number"
    if not STATUS.search(page):
        yield f"{name}: no status"
    if re.findall(r"^## (.*)$", page, re.MULTILINE) != PARTS:
        yield f"{name}: not {PARTS}"


def pages() -> dict[str, str]:
    """Every decision by file name, without the template."""
    found = sorted(path for path in FOLDER.glob("[0-9]*.md") if not path.name.startswith("0000"))
    return {path.name: path.read_text("utf-8") for path in found}


def test_every_decision_is_listed() -> None:
    """In docs/decisions/README.md, once, and nothing else is."""
    assert unlisted((FOLDER / "README.md").read_text("utf-8"), pages()) == set()
    numbers = [name[:4] for name in pages()]
    assert sorted(set(numbers)) == numbers


def test_every_decision_says_what_forced_it_and_what_it_costs() -> None:
    """As the template does."""
    assert [line for name, page in pages().items() for line in crooked(name, page)] == []


def test_a_page_left_out_or_crooked_would_be_seen() -> None:
    """Negative control."""
    index = "| [0001](0001-a.md) | a |\n| [0002](0003-c.md) | c |\n| [0004](0004-gone.md) | d |\n"
    assert unlisted(index, ["0001-a.md", "0003-c.md", "0005-e.md"]) == {"0003-c.md", "0004-gone.md", "0005-e.md"}
    good = "# 0001 A\n\nStatus: accepted\n\n## Context\n\n## Decision\n\n## Consequences\n"
    assert list(crooked("0001-a.md", good)) == []
    assert len(list(crooked("0002-a.md", good.replace("accepted", "soon").replace("## Decision\n", "")))) == len(PARTS)
