"""At the door by hand: finding a candidate by name or number, and undoing an admission with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.checkin.door import show_door
from bot.checkin.presses import FIND, ROOMS, UNDO
from bot.engine.dialogue import Ask, Option, View, single
from bot.engine.dialogue.ready import worded
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from domain.checkin import SeveralNamed, UndoReason, on_duty, ticket_of, undo
from domain.people import Action

MOST_REASON = 200
CANNED = ("wrong_person", "pressed_twice", "left_again")
router = Router()


@router.on(FIND, action=Action.CHECK_IN)
async def begin_find(turn: Turn) -> None:
    """Ask for a name or a ticket number."""
    await turn.services.dialogues.ask(turn, finding.name)


async def _shown(text: str, view: View) -> str:
    """The number of the ticket that is meant, by name in the rooms watched here, or by number anywhere.

    Raises `NoSuchTicket`, `SeveralNamed`.
    """
    # Blanks in a name are typing, and numbers are read out in groups.
    wanted = "".join(text.split())
    numbers = await _named(view.turn, wanted)
    # Two of one name in a room: only the number tells them apart, and guessing would admit the wrong one.
    if len(numbers) > 1:
        raise SeveralNamed(len(numbers))
    return numbers[0] if numbers else (await ticket_of(view.turn.work, wanted)).number


async def _named(turn: Turn, wanted: str) -> Sequence[str]:
    found: dict[str, None] = {}
    # Only rooms that one watches: a search over everybody would be a directory.
    for sitting in await on_duty(turn.work, turn.actor):
        for booking in await turn.work.planning.bookings(sitting.id):
            application = await turn.work.registration.application(booking.application_id)
            if "".join(application.particulars.identity.name.split()) == wanted:
                found[(await turn.work.planning.ticket(booking.ticket_id)).number] = None
    return list(found)


async def _found(turn: Turn, _about: int, shown: str) -> None:
    await show_door(turn, shown)


@router.on(UNDO, action=Action.CHECK_IN)
async def begin_undo(turn: Turn, admission: int) -> None:
    """Ask for the reason."""
    await turn.services.dialogues.ask(turn, undoing.name, about=admission)


def _reasons(view: View) -> Sequence[Option]:
    return worded(view, [f"checkin.reason_{name}" for name in CANNED])


def _reason(text: str, _view: View) -> str:
    if not 0 < len(text.strip()) <= MOST_REASON:
        raise UndoReason(MOST_REASON)
    return text.strip()


async def _undone(turn: Turn, admission_id: int, reason: str) -> None:
    await undo(turn.work, turn.actor, admission_id, reason)
    turn.show(Screen(Text("checkin/undone"), [[Button("checkin.room", ROOMS())]]))


finding = single("checkin.finding", Ask(name="shown", check=_shown), _found, Action.CHECK_IN)
undoing = single(
    "checkin.undoing",
    Ask(name="reason", check=_reason, offers=_reasons),
    _undone,
    Action.CHECK_IN,
    renamed={"admission_id": "about"},
)
