"""Why a plan cannot be made or changed as wished; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.errors import Refusal
from domain.standards import Part


class PlanningRefusal(Refusal):
    """A refusal whose text stands with the planning area."""

    area: ClassVar[str] = "planning"


@dataclass(eq=False)
class NoRoomFor(PlanningRefusal):
    """The rooms of a part do not hold its candidates within the days allowed: seats a sitting, and candidates."""

    part: Part
    seats: int
    candidates: int
    days: int


@dataclass(eq=False)
class RoomTooSmall(PlanningRefusal):
    """The room has fewer seats than the sitting has candidates."""

    seats: int
    candidates: int


@dataclass(eq=False)
class RoomForOtherPart(PlanningRefusal):
    """The room is not fitted out for this part."""

    part: Part


@dataclass(eq=False)
class RoomTaken(PlanningRefusal):
    """Another sitting is held in the room at that time."""

    room: str


@dataclass(eq=False)
class CandidatesBusy(PlanningRefusal):
    """Some candidates sit another part at that time."""

    count: int


@dataclass(eq=False)
class OutsideTheDay(PlanningRefusal):
    """Sittings begin and end within the day's hours (local, whole hours)."""

    begins: int
    ends: int


@dataclass(eq=False)
class OtherDay(PlanningRefusal):
    """A batch is examined from its first day to the last one allowed."""

    first: date
    last: date
