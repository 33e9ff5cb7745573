"""What a table of candidates is made of, and the enrolment that waits for its candidate (facts §2.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.registration.columns import Column
from domain.registration.model import Particulars


class CellKind(StrEnum):
    """What a cell holds: a day counts as text (`2019-03-01`), an error value as a formula."""

    TEXT = "text"
    NUMBER = "number"
    FORMULA = "formula"


@dataclass(frozen=True)
class Cell:
    """A cell as the table has it; a number is written out, `2019.1` or `13800138000`."""

    text: str = ""
    kind: CellKind = CellKind.TEXT

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it that anybody could see."""
        return self.kind is not CellKind.FORMULA and not self.text.strip()


EMPTY = Cell()


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its number in the table (the header is 1), and its cells by column."""

    number: int
    cells: Mapping[Column, Cell] = field(default_factory=dict)

    def cell(self, column: Column) -> Cell:
        """The cell of a column; an empty one where there is none."""
        return self.cells.get(column, EMPTY)


@dataclass(frozen=True)
class Enrolee:
    """Somebody whom a table enrols: for which level, and all that it states of them but the photo."""

    row: int
    level: int
    particulars: Particulars


@dataclass(eq=False)
class Enrolment:
    """A candidate enrolled in a batch by a school or employer, who has not come to the chat yet.

    It becomes an application when they join: with the telephone and the last digits of the paper that stand in it.
    `phone_index` is the blind index of that telephone, `misses` how often the digits were wrong.
    """

    batch_id: int
    level: int
    particulars: Particulars
    id_index: bytes
    phone_index: bytes
    imported_at: datetime
    imported_by: int
    misses: int = 0
    application_id: int | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1

    @property
    def waits(self) -> bool:
        """Whether its candidate has not come yet, and so cannot be reached by chat."""
        return self.application_id is None


@dataclass(frozen=True)
class ImportPolicy:
    """Settings of the import: rows and bytes of a file, bytes when unpacked, wrong answers until it is locked."""

    most_rows: int = 500
    most_bytes: int = 5 * 2**20
    most_unpacked: int = 20 * 2**20
    most_misses: int = 5
