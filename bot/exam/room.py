"""The room card of a sitting: its clock is the server's, and every deed is one press."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.standards.batches import number_of
from domain.errors import Missing
from domain.exam import (
    EndNear,
    Incident,
    MoreTime,
    RoomRecord,
    add_minutes,
    earliest_end,
    ends_at,
    finish,
    running,
    sitting_of,
    start,
)
from domain.local import local_date
from domain.people import Action
from domain.planning import Attendance, Sitting, in_order
from domain.staffing import DutyRole, DutyStatus

MINUTES = (5, 10)
HERE = frozenset({Attendance.PRESENT, Attendance.LATE})
router = Router()


@router.command("room", action=Action.RUN_SITTING)
@router.press("rooms", action=Action.RUN_SITTING)
async def choose(turn: Turn, *_: str) -> None:
    """The sittings that one watches, from now on or not ended yet."""
    found = []
    for duty in await turn.work.staffing.duties_of_person(turn.actor.person_id):
        sitting = await turn.work.planning.sitting(duty.sitting_id)
        watching = duty.status is DutyStatus.ACCEPTED and duty.role is DutyRole.INVIGILATOR
        record = await turn.work.exam.record(sitting.id)
        if watching and (record is None or record.finished_at is None):
            found.append(sitting)
    # On the day itself nobody wants to choose among next week's sittings.
    today = [each for each in found if local_date(each.starts_at) == local_date(turn.work.now)]
    if len(found) == 1 or len(today) == 1:
        await show(turn, (today or found)[0])
        return
    rows = [[Button("exam.sitting", f"room:{each.id}", {"sitting": each})] for each in in_order(found)]
    turn.show(Screen(Text("exam/choose", {"count": len(found)}), [*rows, [Button("people.home", "home")]]))


@router.press("room", action=Action.RUN_SITTING)
async def show_room(turn: Turn, word: str = "", *_: str) -> None:
    """The room card, in place of what was pressed."""
    await show(turn, await sitting_of(turn.work, turn.actor, number_of(word, "sitting")))


async def show(turn: Turn, sitting: Sitting, *, afresh: bool = False) -> None:
    """The room card."""
    record = await turn.work.exam.record(sitting.id)
    bookings = await turn.work.planning.bookings(sitting.id)
    facts = {
        "sitting": sitting,
        "room": await turn.work.planning.room(sitting.room_id),
        "record": record,
        "ends_at": ends_at(sitting, record) if record else sitting.ends_at,
        "left": _minutes_left(turn, sitting, record),
        "expected": len(bookings),
        "here": sum(each.attendance in HERE for each in bookings),
        "absent": sum(each.attendance is Attendance.ABSENT for each in bookings),
        "incidents": [await _incident(turn, each) for each in await turn.work.exam.incidents(sitting.id)],
    }
    turn.show(Screen(Text("exam/room", facts), _rows(sitting, record)), afresh=afresh)


async def _incident(turn: Turn, incident: Incident) -> Mapping[str, Any]:
    seat = (await turn.work.planning.booking(incident.booking_id)).seat if incident.booking_id else 0
    return {"incident": incident, "seat": seat}


def _minutes_left(turn: Turn, sitting: Sitting, record: RoomRecord | None) -> int:
    if record is None:
        return 0
    return max(0, ceil((ends_at(sitting, record) - turn.work.now).total_seconds() / 60))


def _rows(sitting: Sitting, record: RoomRecord | None) -> Rows:
    key = sitting.id
    refresh = [Button("exam.refresh", f"room:{key}"), Button("checkin.room", "checkin")]
    if record is None:
        return [[Button("exam.start", f"room_start:{key}")], [Button("exam.incident", f"incident:{key}")], refresh]
    if record.finished_at is not None:
        return [[Button("people.home", "home")]]
    before = record.added_minutes  # so that pressing twice adds once
    add = [Button("exam.add", f"room_add:{key}:{minutes}:{before}", {"minutes": minutes}) for minutes in MINUTES]
    return [
        add,
        [Button("exam.incident", f"incident:{key}")],
        [Button("exam.finish", f"room_finish:{key}")],
        refresh,
    ]


@router.press("room_start", action=Action.RUN_SITTING)
async def begin(turn: Turn, word: str = "", *_: str) -> None:
    """Start the sitting, and show its clock."""
    await start(turn.work, turn.actor, number_of(word, "sitting"))
    await show_room(turn, word)


@router.press("room_add", action=Action.RUN_SITTING)
async def extend(turn: Turn, word: str = "", minutes: str = "", before: str = "", *_: str) -> None:
    """More time for all."""
    # A forged button must not add a thousand minutes.
    if minutes not in {str(each) for each in MINUTES}:
        raise Missing("button")
    more = MoreTime(number_of(word, "sitting"), int(minutes), number_of(before, "button"))
    await add_minutes(turn.work, turn.actor, more)
    await show_room(turn, word)


@router.press("room_finish", action=Action.RUN_SITTING)
async def ask_finish(turn: Turn, word: str = "", *_: str) -> None:
    """Who is absent will be marked so: are you sure."""
    sitting = await sitting_of(turn.work, turn.actor, number_of(word, "sitting"))
    record = await running(turn.work, sitting.id)
    missing = [each for each in await turn.work.planning.bookings(sitting.id) if each.attendance is None]
    rows = [[Button("exam.finish_sure", f"room_over:{sitting.id}")], [Button("exam.back", f"room:{sitting.id}")]]
    # Said before the end and not after it: an invigilator sees whom the press makes absent.
    seats = [each.seat for each in missing]
    earliest, left = earliest_end(turn.work, sitting, record), _minutes_left(turn, sitting, record)
    facts = {"seats": seats, "left": left, "earliest": earliest, "too_early": turn.work.now < earliest}
    turn.show(Screen(Text("exam/finish", facts), rows))


@router.press("room_over", action=Action.RUN_SITTING)
async def end(turn: Turn, word: str = "", *_: str) -> None:
    """End the sitting; seats nobody took are absent."""
    await finish(turn.work, turn.actor, number_of(word, "sitting"))
    await show_room(turn, word)


@router.event(EndNear)
async def near(turn: Turn, event: EndNear) -> None:
    """A quarter of an hour is left."""
    record = await turn.work.exam.record(event.sitting_id)
    if record is not None and record.finished_at is None:
        await show(turn, await turn.work.planning.sitting(event.sitting_id), afresh=True)
