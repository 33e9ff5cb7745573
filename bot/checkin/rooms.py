"""The rooms at the door: who is here, who is missing; on the home card while doors are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.checkin.presses import FIND, ROOMS
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.exam import presses as exam
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.planning.presses import LISTS_OF
from domain.checkin import Doors, on_duty
from domain.people import Action, allowed
from domain.planning import Attendance, Booking, Room, Sitting

ORDER = 5
MOST_NAMED = 20
HERE = frozenset({Attendance.PRESENT, Attendance.LATE})
router = Router()


@dataclass(frozen=True)
class AtRoom:
    """A room at the door: who is here; who is missing, the first of them by name."""

    sitting: Sitting
    room: Room
    here: int
    expected: int
    missing: int
    named: Sequence[str]


@router.command("checkin", action=Action.CHECK_IN)
@router.on(ROOMS, action=Action.CHECK_IN)
async def rooms(turn: Turn) -> None:
    """How many are in, who is missing; a search by hand, and the room's card."""
    found = [await _at_room(turn, sitting) for sitting in await on_duty(turn.work, turn.actor)]
    facts = {"rooms": found, "doors": turn.work.settings_of(Doors)}
    turn.show(Screen(Text("checkin/rooms", facts), [*_rows(found), [TO_HOME]]))


def _rows(found: Sequence[AtRoom]) -> Sequence[Sequence[Button]]:
    if not found:
        return [[Button("checkin.refresh", ROOMS())]]
    lists = [[Button("planning.lists", LISTS_OF(sitting=one.sitting.id))] for one in found]
    return [
        [Button("checkin.find", FIND())],
        *lists,
        [Button("checkin.refresh", ROOMS()), Button("exam.room", exam.ROOMS())],
    ]


async def counts(turn: Turn, sitting_id: int) -> Mapping[str, int]:
    """How many are here, of how many."""
    bookings = await turn.work.planning.bookings(sitting_id)
    return {"here": sum(each.attendance in HERE for each in bookings), "expected": len(bookings)}


async def _at_room(turn: Turn, sitting: Sitting) -> AtRoom:
    bookings = await turn.work.planning.bookings(sitting.id)
    missing = [each for each in bookings if each.attendance is None]
    # As many names as a message can hold; the count beside them is of all.
    named = [await _named(turn, each) for each in missing[:MOST_NAMED]]
    room = await turn.work.planning.room(sitting.room_id)
    here = sum(each.attendance in HERE for each in bookings)
    return AtRoom(sitting, room, here, len(bookings), len(missing), named)


async def _named(turn: Turn, booking: Booking) -> str:
    application = await turn.work.registration.application(booking.application_id)
    return f"{booking.seat} {application.particulars.identity.name}"


async def section(turn: Turn) -> Section | None:
    """On the day: the room that is watched now."""
    if not allowed(turn.actor, Action.CHECK_IN):
        return None
    found = [await _at_room(turn, sitting) for sitting in await on_duty(turn.work, turn.actor)]
    if not found:
        return None
    rows = [[Button("checkin.room", ROOMS()), Button("exam.room", exam.ROOMS())]]
    return Section(Text("checkin/home", {"rooms": found}), rows, ORDER)
