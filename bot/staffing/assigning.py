"""The planner's side: who serves in which sitting and why; assigning, confirming, issuing the tickets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.message import Button, Message, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn, refusal_message
from bot.planning.presses import LISTS, PLAN
from bot.reports.presses import BOARD
from bot.staffing.presses import ANEW, CHANGE, CONFIRM, ISSUE_TICKETS, STAFF
from bot.standards.batches import batch_facts
from domain.people import Action
from domain.planning import Room, Sitting, in_order
from domain.staffing import (
    Bar,
    Duty,
    DutyRole,
    DutyStatus,
    NotAssigned,
    Unanswered,
    ask_of,
    assign,
    bar,
    confirm,
    count,
    issue_tickets,
    needed_in,
    roles_needed,
)
from domain.standards import Batch, BatchStatus, Part, reached

SAID = frozenset({Bar.EMPLOYER, Bar.CANDIDATE, Bar.EXPIRED, Bar.DECLINED})  # what a planner wants to know
router = Router()


@dataclass(frozen=True)
class Served:
    """A sitting with its duties and names, how many are missing by role, and who was passed over for which reason."""

    sitting: Sitting
    room: Room
    duties: Sequence[tuple[Duty, str]]
    missing: Sequence[tuple[DutyRole, int]]
    barred: Sequence[tuple[str, Bar]]


@router.on(STAFF, action=Action.PLAN)
async def show_staff(turn: Turn, batch: int) -> None:
    """Who serves; assigned at first sight."""
    of = await turn.work.standards.batch(batch)
    # At first sight only: what was put into other hands since must not be assigned away by a look.
    if of.status is BatchStatus.REGISTRATION_CLOSED and not await turn.work.staffing.duties_of_batch(batch):
        await assign(turn.work, turn.actor, batch)
    await show(turn, of)


async def show(turn: Turn, batch: Batch, note: Message | None = None) -> None:
    """The card of the staff of a batch; `note` says what stands against the next step."""
    served = await served_in(turn, batch)
    facts = {**batch_facts(turn, batch), "served": served, "waiting": _waiting(served)}
    turn.show(Screen(Text("staffing/plan", facts), _rows(batch)))
    if note is not None:
        turn.toast(note, alert=True)


def _waiting(served: Sequence[Served]) -> int:
    return sum(duty.status is DutyStatus.OFFERED for one in served for duty, _ in one.duties)


def _rows(batch: Batch) -> Rows:
    board = [Button("planning.board", BOARD(batch=batch.id))]
    change = Button("staffing.change", CHANGE(batch=batch.id))
    if batch.status is BatchStatus.REGISTRATION_CLOSED:
        return [
            [Button("staffing.confirm", CONFIRM(batch=batch.id))],
            [change, Button("staffing.anew", ANEW(batch=batch.id))],
            [Button("planning.back", PLAN(batch=batch.id))],
        ]
    if batch.status is BatchStatus.ARRANGED:
        return [[Button("reports.deed_tickets", ISSUE_TICKETS(batch=batch.id))], [change], board]
    return [board] if reached(batch, BatchStatus.MARKING) else [[change], board]


async def served_in(turn: Turn, batch: Batch) -> Sequence[Served]:
    """The sittings of a batch by time, each with its staff."""
    found = []
    for sitting in in_order(await turn.work.planning.sittings(batch.id)):
        duties = await turn.work.staffing.duties(sitting.id)
        named = [(duty, await name_of(turn, duty.person_id)) for duty in duties]
        room = await turn.work.planning.room(sitting.room_id)
        missing = await _missing(turn, sitting, duties)
        found.append(Served(sitting, room, named, missing, await _barred(turn, sitting)))
    return found


async def _missing(turn: Turn, sitting: Sitting, duties: Sequence[Duty]) -> Sequence[tuple[DutyRole, int]]:
    needed = roles_needed(sitting.part, await needed_in(turn.work, sitting))
    return [(role, number - count(duties, role)) for role, number in needed if number > count(duties, role)]


async def _barred(turn: Turn, sitting: Sitting) -> Sequence[tuple[str, Bar]]:
    """Those of the right kind who may not serve here all the same."""
    ask = await ask_of(turn.work, sitting)
    role = DutyRole.INVIGILATOR if sitting.part is Part.THEORY else DutyRole.EXAMINER
    cards = await turn.work.staffing.cards()
    found = [(card.person_id, bar(card, role, ask)) for card in cards]
    return [(await name_of(turn, person), why) for person, why in found if why in SAID and why is not None]


async def name_of(turn: Turn, person_id: int) -> str:
    """A member of staff by name."""
    return (await turn.work.people.person(person_id)).shown_name


@router.on(ANEW, action=Action.PLAN)
async def anew(turn: Turn, batch: int) -> None:
    """Assign all duties afresh; those of before go, also what was changed by hand."""
    await assign(turn.work, turn.actor, batch)
    await show_staff(turn, batch)


@router.on(CONFIRM, action=Action.PLAN)
async def confirm_all(turn: Turn, batch: int) -> None:
    """Confirm the whole arrangement; the duties are offered."""
    await show(turn, await confirm(turn.work, turn.actor, batch))


@router.on(ISSUE_TICKETS, action=Action.ISSUE_TICKETS)
async def tickets(turn: Turn, batch: int) -> None:
    """Issue the tickets; while somebody has not answered, or is missing, show who."""
    of = await turn.work.standards.batch(batch)
    try:
        issued = await issue_tickets(turn.work, turn.actor, batch)
    except (Unanswered, NotAssigned) as lacking:
        # Said above the list that shows who it is, not as a refusal in its place.
        await show(turn, of, refusal_message(lacking))
        return
    facts = {**batch_facts(turn, of), "count": len(issued)}
    rows = [[Button("planning.lists", LISTS(batch=batch))], [Button("planning.board", BOARD(batch=batch))]]
    turn.show(Screen(Text("staffing/tickets_issued", facts), rows))
