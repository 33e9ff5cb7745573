"""The side of invigilators and examiners: duties offered, accepted or declined, and all that one has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.engine.dialogue import Ask, Option, View, single
from bot.engine.dialogue.ready import worded
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.staffing.presses import ACCEPT, DECLINE, DUTIES, OFFER
from bot.standards.batches import batch_facts
from domain.people import Action, allowed
from domain.planning import Room, Sitting
from domain.staffing import (
    DeclineReason,
    Duty,
    DutyLapses,
    DutyOffered,
    DutyReassigned,
    DutyStatus,
    accept,
    decline,
    lapse,
    own_offers,
)

ORDER_OFFERED, ORDER_ACCEPTED = 10, 25  # what waits for an answer stands higher on the home card
MOST_REASON = 200
MOST_SHOWN = 10
CANNED = ("relation", "busy", "ill")
router = Router()


@dataclass(frozen=True)
class OwnDuty:
    """A duty as its person sees it."""

    duty: Duty
    sitting: Sitting
    room: Room


async def _own(turn: Turn, duties: Sequence[Duty]) -> Sequence[OwnDuty]:
    found = []
    for duty in duties:
        sitting = await turn.work.planning.sitting(duty.sitting_id)
        found.append(OwnDuty(duty, sitting, await turn.work.planning.room(sitting.room_id)))
    return found


@router.event(DutyOffered)
async def offered(turn: Turn, event: DutyOffered) -> None:
    """Duties to answer, as a message of their own."""
    await _offer(turn, event.batch_id, afresh=True)


@router.on(OFFER, action=Action.ANSWER_DUTY)
async def show_offer(turn: Turn, batch: int) -> None:
    """The same, asked for; all that one has where nothing waits any more."""
    if await own_offers(turn.work, turn.actor, batch):
        await _offer(turn, batch)
    else:
        await duties(turn)


async def _offer(turn: Turn, batch_id: int, *, afresh: bool = False) -> None:
    offers = await own_offers(turn.work, turn.actor, batch_id)
    # A reminder may cross the answer; saying so would only confuse.
    if not offers:  # answered meanwhile
        return
    batch = await turn.work.standards.batch(batch_id)
    rows = [
        [Button("staffing.accept", ACCEPT(batch=batch_id))],
        [Button("staffing.decline", DECLINE(batch=batch_id))],
    ]
    facts = {**batch_facts(turn, batch), "duties": await _own(turn, offers)}
    turn.show(Screen(Text("staffing/offered", facts), rows), afresh=afresh)


@router.on(ACCEPT, action=Action.ANSWER_DUTY)
async def accept_all(turn: Turn, batch: int) -> None:
    """Accept, stating that there is no relation."""
    facts = {"duties": await _own(turn, await accept(turn.work, turn.actor, batch))}
    turn.show(Screen(Text("staffing/accepted", facts), [[TO_HOME]]))


@router.on(DECLINE, action=Action.ANSWER_DUTY)
async def begin_decline(turn: Turn, batch: int) -> None:
    """Ask for the reason; nothing is declined before it is given."""
    await turn.services.dialogues.ask(turn, declining.name, about=batch)


def _reasons(view: View) -> Sequence[Option]:
    return worded(view, [f"staffing.reason_{name}" for name in CANNED])


def _reason(text: str, _view: View) -> str:
    if not 0 < len(text.strip()) <= MOST_REASON:
        raise DeclineReason(MOST_REASON)
    return text.strip()


async def _declined(turn: Turn, batch_id: int, reason: str) -> None:
    await decline(turn.work, turn.actor, batch_id, reason)
    turn.show(Screen(Text("staffing/declined"), [[TO_HOME]]))


declining = single(
    "staffing.declining",
    Ask(name="reason", check=_reason, offers=_reasons),
    _declined,
    Action.ANSWER_DUTY,
    renamed={"batch_id": "about"},
)


@router.event(DutyLapses)
async def lapsed(turn: Turn, event: DutyLapses) -> None:
    """The deadline: who has not answered by now is not waited for."""
    gone = await lapse(turn.work, event.duty_id)
    if gone:
        facts = {"duties": await _own(turn, gone)}
        turn.show(Screen(Text("staffing/lapsed", facts), [[TO_HOME]]), afresh=True)


@router.event(DutyReassigned)
async def reassigned(turn: Turn, event: DutyReassigned) -> None:
    """Somebody else does it."""
    facts = {"duties": await _own(turn, [await turn.work.staffing.duty(event.duty_id)])}
    turn.show(Screen(Text("staffing/reassigned", facts), [[Button("staffing.duties", DUTIES())]]), afresh=True)


@router.command("duties", action=Action.ANSWER_DUTY)
@router.on(DUTIES, action=Action.ANSWER_DUTY)
async def duties(turn: Turn) -> None:
    """All that one has to do from now on."""
    own = await _coming(turn)
    batches = sorted({each.sitting.batch_id for each in own if each.duty.status is DutyStatus.OFFERED})
    rows = [[Button("staffing.answer", OFFER(batch=batch))] for batch in batches]
    turn.show(Screen(Text("staffing/duties", {"duties": own}), [*rows, [TO_HOME]]))


async def _coming(turn: Turn) -> Sequence[OwnDuty]:
    shown = {DutyStatus.OFFERED, DutyStatus.ACCEPTED}
    held = [each for each in await turn.work.staffing.duties_of_person(turn.actor.person_id) if each.status in shown]
    return [each for each in await _own(turn, held) if each.sitting.ends_at > turn.work.now][:MOST_SHOWN]


def _until(own: Sequence[OwnDuty]) -> datetime | None:
    """The first deadline for an answer."""
    offered = [each.duty.answer_by for each in own if each.duty.status is DutyStatus.OFFERED]
    return min((each for each in offered if each is not None), default=None)


async def section(turn: Turn) -> Section | None:
    """Duties that wait for an answer, and the next one."""
    if not allowed(turn.actor, Action.ANSWER_DUTY):
        return None
    own = await _coming(turn)
    waiting = sorted({each.sitting.batch_id for each in own if each.duty.status is DutyStatus.OFFERED})
    rows = [[Button("staffing.answer", OFFER(batch=batch))] for batch in waiting]
    order = ORDER_OFFERED if waiting else ORDER_ACCEPTED
    facts = {"waiting": len(waiting), "next": own[0] if own else None, "until": _until(own)}
    return Section(Text("staffing/home", facts), rows or [[Button("staffing.duties", DUTIES())]], order)
