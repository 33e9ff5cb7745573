"""The archive of a batch: what must be in it, what is, and the one file that holds it (facts §7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Piece(StrEnum):
    """What an archive must hold, in the order of its five volumes (facts §7)."""

    NOTICE = "notice"
    APPLICATIONS = "applications"
    REVIEWS = "reviews"
    PLAN = "plan"
    DISPATCH = "dispatch"
    SIGN_IN = "sign_in"
    ROOM_RECORDS = "room_records"
    SHEETS = "sheets"
    SCORES = "scores"
    PUBLIC_LIST = "public_list"
    CERTIFICATES = "certificates"


VOLUME_OF: dict[Piece, int] = {
    Piece.NOTICE: 1,
    Piece.APPLICATIONS: 1,
    Piece.REVIEWS: 1,
    Piece.PLAN: 2,
    Piece.DISPATCH: 2,
    Piece.SIGN_IN: 3,
    Piece.ROOM_RECORDS: 3,
    Piece.SHEETS: 4,
    Piece.SCORES: 4,
    Piece.PUBLIC_LIST: 5,
    Piece.CERTIFICATES: 5,
}


@dataclass(frozen=True)
class Holding:
    """How many of a piece there are, of how many there should be."""

    piece: Piece
    held: int
    wanted: int

    @property
    def volume(self) -> int:
        """1 to 5."""
        return VOLUME_OF[self.piece]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return 0 < self.held >= self.wanted or self.wanted == 0


@dataclass(frozen=True)
class Entry:
    """A file of an archive: its volume (1-5; 0 for what is about the whole), path in the ZIP, bytes, SHA-256 (hex)."""

    volume: int
    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Built:
    """A ZIP that was built and stored: its SHA-256 (hex), and what is in it."""

    file: str
    entries: tuple[Entry, ...]


@dataclass(eq=False)
class Archive:
    """The closed archive of a batch: the ZIP's SHA-256 (hex) in the file store, its entries, and when it may end."""

    batch_id: int
    file: str
    entries: tuple[Entry, ...]
    built_at: datetime
    built_by: int
    keep_until: date
    id: int = field(init=False, repr=False)  # none before it is stored


@dataclass(frozen=True)
class Retention:
    """How long an archive is kept: electronic ones 5 years at least (facts §7 {cfg})."""

    years: int = 5
