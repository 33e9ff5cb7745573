"""The room card of a sitting: its clock is the server's, and every deed is one press."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from bot.checkin import presses as checkin
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.exam.presses import ADD_TIME, FINISH, FINISH_SURE, INCIDENT, ROOM, ROOMS, START
from bot.people.presses import TO_HOME
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
@router.on(ROOMS, action=Action.RUN_SITTING)
async def choose(turn: Turn) -> None:
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
    rows = [[Button("exam.sitting", ROOM(sitting=each.id), {"sitting": each})] for each in in_order(found)]
    turn.show(Screen(Text("exam/choose", {"count": len(found)}), [*rows, [TO_HOME]]))


@router.on(ROOM, action=Action.RUN_SITTING)
async def show_room(turn: Turn, sitting: int) -> None:
    """The room card, in place of what was pressed."""
    await show(turn, await sitting_of(turn.work, turn.actor, sitting))


async def show(turn: Turn, sitting: Sitting, *, afresh: bool = False) -> None:
    """How a room stands: who is here, how long it goes on, what happened, and what can be done."""
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
    refresh = [Button("exam.refresh", ROOM(sitting=key)), Button("checkin.room", checkin.ROOMS())]
    if record is None:
        return [[Button("exam.start", START(sitting=key))], [Button("exam.incident", INCIDENT(sitting=key))], refresh]
    if record.finished_at is not None:
        return [[TO_HOME]]
    before = record.added_minutes  # so that pressing twice adds once
    add = [Button("exam.add", ADD_TIME(sitting=key, minutes=n, before=before), {"minutes": n}) for n in MINUTES]
    return [
        add,
        [Button("exam.incident", INCIDENT(sitting=key))],
        [Button("exam.finish", FINISH(sitting=key))],
        refresh,
    ]


@router.on(START, action=Action.RUN_SITTING)
async def begin(turn: Turn, sitting: int) -> None:
    """Start the sitting, and show its clock."""
    await start(turn.work, turn.actor, sitting)
    await show_room(turn, sitting)


@router.on(ADD_TIME, action=Action.RUN_SITTING)
async def extend(turn: Turn, sitting: int, minutes: int, before: int) -> None:
    """More time for all."""
    # A forged button must not add a thousand minutes.
    if minutes not in MINUTES:
        raise Missing("button")
    await add_minutes(turn.work, turn.actor, MoreTime(sitting, minutes, before))
    await show_room(turn, sitting)


@router.on(FINISH, action=Action.RUN_SITTING)
async def ask_finish(turn: Turn, sitting: int) -> None:
    """Who is absent will be marked so: are you sure."""
    watched = await sitting_of(turn.work, turn.actor, sitting)
    record = await running(turn.work, sitting)
    missing = [each for each in await turn.work.planning.bookings(sitting) if each.attendance is None]
    rows = [[Button("exam.finish_sure", FINISH_SURE(sitting=sitting))], [Button("exam.back", ROOM(sitting=sitting))]]
    # Said before the end and not after it: an invigilator sees whom the press makes absent.
    seats = [each.seat for each in missing]
    earliest, left = earliest_end(turn.work, watched, record), _minutes_left(turn, watched, record)
    facts = {"seats": seats, "left": left, "earliest": earliest, "too_early": turn.work.now < earliest}
    turn.show(Screen(Text("exam/finish", facts), rows))


@router.on(FINISH_SURE, action=Action.RUN_SITTING)
async def end(turn: Turn, sitting: int) -> None:
    """End the sitting; seats nobody took are absent."""
    await finish(turn.work, turn.actor, sitting)
    await show_room(turn, sitting)


@router.event(EndNear)
async def near(turn: Turn, event: EndNear) -> None:
    """A quarter of an hour is left."""
    record = await turn.work.exam.record(event.sitting_id)
    if record is not None and record.finished_at is None:
        await show(turn, await turn.work.planning.sitting(event.sitting_id), afresh=True)
