"""A sitting under way: its room record (考场记录) and what happened in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(eq=False)
class RoomRecord:
    """The clock of a sitting, kept by the server: begun, minutes added for all, finished."""

    sitting_id: int
    started_at: datetime
    started_by: int
    added_minutes: int = 0
    finished_at: datetime | None = None
    finished_by: int | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(frozen=True)
class RoomRules:
    """Minutes (facts §3.2 {cfg}): nobody leaves, so no sitting ends, before so many after it began."""

    earliest_end: int = 30


class IncidentKind(StrEnum):
    """Misconduct in four classes (facts §3.3), and what is nobody's fault."""

    MINOR = "minor"  # I: this part does not count
    CHEATING = "cheating"  # II: this part does not count
    SERIOUS = "serious"  # III: no part counts, barred to the end of the year
    MOST_SERIOUS = "most_serious"  # IV: no part counts, barred for years
    EMERGENCY = "emergency"  # power, equipment, illness: no fault


@dataclass(eq=False)
class Incident:
    """What happened in a sitting, whose it was (None: nobody's in particular), signed by two."""

    sitting_id: int
    booking_id: int | None
    kind: IncidentKind
    text: str
    recorded_by: int
    recorded_at: datetime
    countersigned_by: int | None = None
    countersigned_at: datetime | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(frozen=True)
class IncidentRecorded:
    """To the others who watch the sitting: an incident to sign."""

    incident_id: int


@dataclass(frozen=True)
class EndNear:
    """To who watches: a quarter of an hour is left."""

    sitting_id: int


@dataclass(frozen=True)
class SittingFinished:
    """To who marks what was done in it: examiners of a practical, clerks who enter theory marks."""

    sitting_id: int
