"""Whether a sitting can be held in another room or at another time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.local import LOCAL, local_date
from domain.planning.model import ExamDay
from domain.planning.refusals import (
    CandidatesBusy,
    OtherDay,
    OutsideTheDay,
    RoomForOtherPart,
    RoomTaken,
    RoomTooSmall,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.planning.model import Room, Sitting
    from domain.planning.store import PlanningWork

    Span = tuple[datetime, datetime]


async def check_move(work: PlanningWork, sitting: Sitting, room_id: int, span: Span) -> None:
    """Raise `RoomForOtherPart`, `RoomTooSmall`, `OtherDay`, `OutsideTheDay`, `RoomTaken`, `CandidatesBusy`."""
    room = await work.planning.room(room_id)
    bookings = await work.planning.bookings(sitting.id)
    # A workshop has benches and no desks, a classroom the reverse; equipment hangs on the room.
    if room.part is not sitting.part:
        raise RoomForOtherPart(sitting.part)
    if room.seats < len(bookings):
        raise RoomTooSmall(room.seats, len(bookings))
    batch = await work.standards.batch(sitting.batch_id)
    check_day(span, work.settings_of(ExamDay), batch.exam_on)
    await _check_room_free(work, sitting, room, span)
    busy = await _busy(work, sitting, {booking.ticket_id for booking in bookings}, span)
    if busy:
        raise CandidatesBusy(busy)


def days(first: date, day: ExamDay) -> Sequence[date]:
    """The days on which a batch may be examined."""
    return [first + timedelta(days=number) for number in range(day.most_days)]


def check_day(span: Span, day: ExamDay, first: date) -> None:
    """Raise `OtherDay`, `OutsideTheDay` (facts §3.2)."""
    begins, ends = (moment.astimezone(LOCAL) for moment in span)
    today = local_date(begins)
    if today not in days(first, day):
        raise OtherDay(first, days(first, day)[-1])
    opens, closes = (datetime.combine(today, time(hour), LOCAL) for hour in (day.begins, day.ends))
    if begins < opens or ends > closes:
        raise OutsideTheDay(day.begins, day.ends)


async def _check_room_free(work: PlanningWork, sitting: Sitting, room: Room, span: Span) -> None:
    others = await work.planning.in_room(room.id)
    if any(each.id != sitting.id and overlaps((each.starts_at, each.ends_at), span) for each in others):
        raise RoomTaken(room.name)


async def _busy(work: PlanningWork, sitting: Sitting, tickets: set[int], span: Span) -> int:
    busy: set[int] = set()
    for other in await work.planning.sittings(sitting.batch_id):
        if other.id != sitting.id and overlaps((other.starts_at, other.ends_at), span):
            busy |= tickets & {booking.ticket_id for booking in await work.planning.bookings(other.id)}
    return len(busy)


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans of time have a moment in common."""
    return one[0] < other[1] and other[0] < one[1]
