"""What answers are made of that the domain does not know: what is aimed at, what is mended, what has no end yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from domain.language import Words
from domain.registration import Field, Finding, Month

T = TypeVar("T")


class Studying(StrEnum):
    """Not graduated yet."""

    FINAL_YEAR = "final_year"  # 应届
    EARLIER = "earlier"


class Present(StrEnum):
    """The end of a spell of work that has none."""

    NOW = "now"  # 至今


@dataclass(frozen=True)
class Target:
    """What is applied for: a level of a batch, and the standard that counts there."""

    batch_id: int
    level: int
    occupation: str
    edition: str
    name: Words


@dataclass(frozen=True)
class Mending:
    """A returned application as it was shown: its version, and what is to be mended and why."""

    application_id: int
    version: int
    findings: tuple[Finding, ...]

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that may change."""
        return frozenset(finding.field for finding in self.findings if finding.field is not None)


@dataclass(repr=False)
class SpellDraft:
    """One spell of work so far."""

    employer: str | None = None
    since: Month | None = None
    until: Month | Present | None = None

    @property
    def end(self) -> Month | None:
        """The last month; None = to this day."""
        return self.until if isinstance(self.until, Month) else None


def given(value: T | None) -> T:
    """An answer that has been given. Raises ValueError where it has not."""
    if value is None:
        raise ValueError("not answered yet")
    return value
