"""docs/settings.md: one row for every setting, made of the model's own words, and none for what is gone."""

from __future__ import annotations

import re
from pathlib import Path

from config.model import Settings
from config.settings import as_toml, fields, read_defaults, variable_of

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def default_of(name: str) -> str:
    value: object = read_defaults()
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return "" if value is None else f"`{as_toml(value)}`"


def rows() -> list[str]:
    return [
        f"| `{name}` | `{variable_of(name)}` | {default_of(name)} | {field.description} |"
        for name, field in fields(Settings)
    ]


def undocumented(page: str) -> list[str]:
    return [row for row in rows() if row not in page.splitlines()]


def outlived(page: str) -> list[str]:
    return [line for line in page.splitlines() if re.match(r"\| `[a-z]", line) and line not in rows()]


def test_every_setting_is_documented() -> None:
    """Name, variable, default and meaning, as the program has them."""
    assert undocumented(PAGE.read_text("utf-8")) == []


def test_no_row_outlives_its_setting() -> None:
    """A row that matches no setting misleads."""
    assert outlived(PAGE.read_text("utf-8")) == []


def test_a_missing_or_altered_row_would_be_seen() -> None:
    """Negative control: without one row, or with another default, the page fails."""
    page = "\n".join(rows())
    assert undocumented(page) == outlived(page) == []
    assert undocumented(page.replace(rows()[3], "")) == [rows()[3]]
    assert outlived(page.replace("`8080`", "`8081`")) != []
