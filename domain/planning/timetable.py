"""From groups of candidates to sittings: times of the exam days, parts one after the other (facts §3.2, §9). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.local import LOCAL
from domain.planning.model import ExamDay, Room, Sitting
from domain.planning.refusals import NoRoomFor
from domain.planning.solver import Group, Place, Share, solve
from domain.standards import Part

ORDER = (Part.THEORY, Part.PRACTICAL, Part.REVIEW)


@dataclass(frozen=True)
class Slot:
    """A sitting to be held: which part and level, where, when (aware), and how many candidates."""

    part: Part
    level: int
    room_id: int
    starts_at: datetime
    ends_at: datetime
    size: int


@dataclass(frozen=True)
class Wanted:
    """What is to be planned: candidates by level, minutes by level and part (a part that is missing is not sat).

    `taken` are the sittings of other batches.
    """

    sizes: Mapping[int, int]
    minutes: Mapping[int, Mapping[Part, int]]
    first_day: date
    day: ExamDay
    taken: Sequence[Sitting] = ()


def lay_out(wanted: Wanted, rooms: Sequence[Room]) -> Sequence[Slot]:
    """Sittings of all parts; a part begins when the part before it is over for all. Raises `NoRoomFor`."""
    free_from = datetime.combine(wanted.first_day, time(wanted.day.begins), LOCAL)
    found: list[Slot] = []
    for part in ORDER:
        slots = _of_part(wanted, part, [room for room in rooms if room.part is part], free_from)
        found += slots
        # Parts follow each other for all: nobody is called out of the theory for a practical.
        ends = [slot.ends_at for slot in slots]
        free_from = max([free_from, *(end + timedelta(minutes=wanted.day.gap_minutes) for end in ends)])
    return found


def _of_part(wanted: Wanted, part: Part, rooms: Sequence[Room], free_from: datetime) -> Sequence[Slot]:
    groups = [Group(level, size) for level, size in sorted(wanted.sizes.items()) if part in wanted.minutes[level]]
    if not groups:
        return []
    # The longest level sets the grid: one timetable on the door serves all levels.
    longest = max(wanted.minutes[group.level][part] for group in groups)
    times = _times(wanted, longest, free_from)
    for count in range(1, len(times) + 1):  # as few times as possible: nobody waits for a room without need
        places = [
            Place(room.id, slot, room.seats)
            for slot in range(count)
            for room in rooms
            if _free(wanted, room, times[slot], longest)
        ]
        if shares := solve(groups, places) if places else None:
            return [_slot(share, part, times, wanted) for share in shares]
    raise NoRoomFor(part, sum(room.seats for room in rooms), sum(g.size for g in groups), wanted.day.most_days)


def _free(wanted: Wanted, room: Room, starts: datetime, minutes: int) -> bool:
    ends = starts + timedelta(minutes=minutes)
    return not any(each.room_id == room.id and each.starts_at < ends and starts < each.ends_at for each in wanted.taken)


def _slot(share: Share, part: Part, times: Sequence[datetime], wanted: Wanted) -> Slot:
    starts = times[share.place.slot]
    minutes = wanted.minutes[share.level][part]
    return Slot(part, share.level, share.place.room_id, starts, starts + timedelta(minutes=minutes), share.size)


def _times(wanted: Wanted, minutes: int, free_from: datetime) -> Sequence[datetime]:
    """When sittings of that length may begin, from the first day to the last."""
    found = []
    length = timedelta(minutes=minutes)
    for number in range(wanted.day.most_days):
        day = wanted.first_day + timedelta(days=number)
        evening = datetime.combine(day, time(wanted.day.ends), LOCAL)
        at = max(datetime.combine(day, time(wanted.day.begins), LOCAL), _next_half_hour(free_from))
        while at.date() == day and at + length <= evening:
            found.append(at)
            at = _next_half_hour(at + length + timedelta(minutes=wanted.day.gap_minutes))
    return found


def _next_half_hour(at: datetime) -> datetime:
    rest = timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
    return at if not rest else at - rest + timedelta(minutes=30)
