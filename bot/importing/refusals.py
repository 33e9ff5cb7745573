"""Why a file is not taken as a table of candidates, whatever stands in its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.errors import Refusal


class FileRefusal(Refusal):
    """A refusal whose text stands with the importing area."""

    area: ClassVar[str] = "importing"


@dataclass(eq=False)
class TableExpected(FileRefusal):
    """Here a file is sent: not text, a sticker or a voice message."""


@dataclass(eq=False)
class TableNotFetched(FileRefusal):
    """The file could not be fetched or read, again and again."""


@dataclass(eq=False)
class NotXlsx(FileRefusal):
    """Not an .xlsx, whatever its name says; `found` is xls, csv or other."""

    found: str


@dataclass(eq=False)
class TableLocked(FileRefusal):
    """It opens with a password only."""


@dataclass(eq=False)
class TableTooBig(FileRefusal):
    """More bytes than are taken."""

    size: int
    limit: int


@dataclass(eq=False)
class TableSwells(FileRefusal):
    """Unpacked it would be larger than `limit` bytes, or far larger than any table is."""

    limit: int


@dataclass(eq=False)
class TableDamaged(FileRefusal):
    """It calls itself .xlsx, and does not open."""


@dataclass(eq=False)
class TableEmpty(FileRefusal):
    """No candidate is in it."""


@dataclass(eq=False)
class TooManyRows(FileRefusal):
    """More rows than are taken at once."""

    limit: int


@dataclass(eq=False)
class MergedCells(FileRefusal):
    """Cells are merged, so that nobody can tell whose they are: the first few, as `A3:B4`."""

    ranges: tuple[str, ...]
