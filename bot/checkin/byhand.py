"""At the door by hand: finding a candidate by name or number, and undoing an admission with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.checkin.door import show_door
from bot.engine.dialogue import Ask, Dialogue, Option, View
from bot.engine.dialogue.ready import worded
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.standards.batches import number_of
from domain.checkin import NoSuchTicket, SeveralNamed, UndoReason, on_duty, ticket_of, undo
from domain.people import Action

MOST_REASON = 200
CANNED = ("wrong_person", "pressed_twice", "left_again")
router = Router()


@dataclass
class Finding:
    """The draft of a search by hand."""

    shown: str | None = None


@dataclass
class Undoing:
    """The draft of undoing an admission."""

    admission_id: int = 0
    reason: str | None = None


@router.press("find", action=Action.CHECK_IN)
async def begin_find(turn: Turn, *_: str) -> None:
    """Ask for a name or a ticket number."""
    await turn.tool("dialogues").restart(turn, finding.name, Finding(), again=())


async def _shown(text: str, view: View) -> str:
    """The number of the ticket that is meant, by name in the rooms watched here, or by number anywhere.

    Raises `NoSuchTicket`, `SeveralNamed`.
    """
    wanted = "".join(text.split())
    numbers = await _named(view.turn, wanted)
    if len(numbers) > 1:
        raise SeveralNamed(len(numbers))
    return numbers[0] if numbers else (await ticket_of(view.turn.work, wanted)).number


async def _named(turn: Turn, wanted: str) -> Sequence[str]:
    found: dict[str, None] = {}
    for sitting in await on_duty(turn.work, turn.actor):
        for booking in await turn.work.planning.bookings(sitting.id):
            application = await turn.work.registration.application(booking.application_id)
            if "".join(application.particulars.identity.name.split()) == wanted:
                found[(await turn.work.planning.ticket(booking.ticket_id)).number] = None
    return list(found)


async def _found(turn: Turn, draft: Finding) -> None:
    if draft.shown is None:
        raise NoSuchTicket
    await show_door(turn, draft.shown)


@router.press("undo", action=Action.CHECK_IN)
async def begin_undo(turn: Turn, word: str = "", *_: str) -> None:
    """Ask for the reason."""
    draft = Undoing(number_of(word, "admission"))
    await turn.tool("dialogues").restart(turn, undoing.name, draft, again=())


def _reasons(view: View) -> Sequence[Option]:
    return worded(view, [f"checkin.reason_{name}" for name in CANNED])


def _reason(text: str, _view: View) -> str:
    if not 0 < len(text.strip()) <= MOST_REASON:
        raise UndoReason(MOST_REASON)
    return text.strip()


async def _undone(turn: Turn, draft: Undoing) -> None:
    await undo(turn.work, turn.actor, draft.admission_id, draft.reason or "")
    turn.show(Screen(Text("checkin/undone"), [[Button("checkin.room", "checkin")]]))


finding = Dialogue(
    name="finding",
    area="checkin",
    draft=Finding,
    steps=[Ask(name="shown", check=_shown)],
    finish=_found,
    action=Action.CHECK_IN,
)
undoing = Dialogue(
    name="undoing",
    area="checkin",
    draft=Undoing,
    steps=[Ask(name="reason", check=_reason, offers=_reasons)],
    finish=_undone,
    action=Action.CHECK_IN,
)
