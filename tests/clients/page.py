"""The section of docs/sandbox-reference.md that tells which clients run unchanged."""

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "sandbox-reference.md"
HEADING = "## Clients that run unchanged\n"


def section(page: str | None = None) -> list[str]:
    """Its lines."""
    text = DOCS.read_text("utf-8") if page is None else page
    return text.partition(HEADING)[2].partition("\n## ")[0].splitlines()
