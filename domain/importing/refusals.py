"""Why a table of candidates is not taken, or nobody can join by what was said (facts §2.1, §11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.errors import Refusal


class ImportingRefusal(Refusal):
    """A refusal whose text stands with the importing area."""

    area: ClassVar[str] = "importing"


@dataclass(eq=False)
class WrongHeader(ImportingRefusal):
    """The header row is not that of the template: columns missing, unknown, or there twice."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]


@dataclass(eq=False)
class NothingToImport(ImportingRefusal):
    """No row is new."""


@dataclass(eq=False)
class EnrolmentLocked(ImportingRefusal):
    """The digits of the paper were wrong so many times that the centre must look at it."""

    misses: int
