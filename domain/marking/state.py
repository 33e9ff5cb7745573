"""How far the marks of a batch are; nobody sees a mark here (facts §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.marking.rules import paired
from domain.planning import Attendance
from domain.staffing import DutyRole, DutyStatus
from domain.standards import Part

if TYPE_CHECKING:
    from domain.marking.store import MarkedWork
    from domain.planning import Sitting

SAT = frozenset({Attendance.PRESENT, Attendance.LATE})
MARKING = frozenset({DutyRole.EXAMINER, DutyRole.LEADER})


@dataclass(frozen=True)
class MarkingState:
    """What is outstanding: sheets of examiners, papers without two entries, papers whose entries differ."""

    sheets: int = 0
    papers: int = 0
    differences: int = 0

    @property
    def outstanding(self) -> int:
        """How many things are to be done before scores can be summarised."""
        return self.sheets + self.papers + self.differences

    @property
    def complete(self) -> bool:
        """Whether everything is in, and agrees."""
        return not self.outstanding

    def __add__(self, other: MarkingState) -> MarkingState:
        return MarkingState(
            self.sheets + other.sheets, self.papers + other.papers, self.differences + other.differences
        )


async def state(work: MarkedWork, batch_id: int) -> MarkingState:
    """What is outstanding in a batch."""
    found = MarkingState()
    for sitting in await work.planning.sittings(batch_id):
        found += await (_practical(work, sitting) if sitting.part is Part.PRACTICAL else _theory(work, sitting))
    return found


async def _practical(work: MarkedWork, sitting: Sitting) -> MarkingState:
    sat = {each.id for each in await work.planning.bookings(sitting.id) if each.attendance in SAT}
    duties = await work.staffing.duties(sitting.id)
    examiners = {d.person_id for d in duties if d.role in MARKING and d.status is DutyStatus.ACCEPTED}
    sheets = await work.marking.sheets(sitting.id)
    given = {(sheet.booking_id, sheet.examiner_id) for sheet in sheets}
    # Counted by pair: every examiner marks everybody who sat.
    return MarkingState(sheets=sum((b, e) not in given for b in sat for e in examiners))


async def _theory(work: MarkedWork, sitting: Sitting) -> MarkingState:
    sat = [each.id for each in await work.planning.bookings(sitting.id) if each.attendance in SAT]
    read = paired(await work.marking.entries(sitting.id))
    both = [booking for booking in sat if booking in read and None not in (read[booking].first, read[booking].second)]
    return MarkingState(papers=len(sat) - len(both), differences=sum(read[booking].differ for booking in both))
