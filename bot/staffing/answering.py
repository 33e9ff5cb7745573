"""The side of invigilators and examiners: duties offered, accepted or declined, and all that one has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.engine.dialogue import Ask, Dialogue, Option, View
from bot.engine.dialogue.ready import worded
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.standards.batches import batch_facts, number_of
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

ORDER_OFFERED, ORDER_ACCEPTED = 10, 25
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


@dataclass
class Declining:
    """The draft of declining."""

    batch_id: int = 0
    reason: str | None = None


async def _own(turn: Turn, duties: Sequence[Duty]) -> Sequence[OwnDuty]:
    found = []
    for duty in duties:
        sitting = await turn.work.planning.sitting(duty.sitting_id)
        found.append(OwnDuty(duty, sitting, await turn.work.planning.room(sitting.room_id)))
    return found


@router.event(DutyOffered)
async def offered(turn: Turn, event: DutyOffered) -> None:
    """Duties to answer."""
    await _offer(turn, event.batch_id, afresh=True)


@router.press("duty", action=Action.ANSWER_DUTY)
async def show_offer(turn: Turn, word: str = "", *_: str) -> None:
    """The same, asked for; all that one has where nothing waits any more."""
    if await own_offers(turn.work, turn.actor, number_of(word)):
        await _offer(turn, number_of(word))
    else:
        await duties(turn)


async def _offer(turn: Turn, batch_id: int, *, afresh: bool = False) -> None:
    offers = await own_offers(turn.work, turn.actor, batch_id)
    # A reminder may cross the answer; saying so would only confuse.
    if not offers:  # answered meanwhile
        return
    batch = await turn.work.standards.batch(batch_id)
    rows = [
        [Button("staffing.accept", f"duty_accept:{batch_id}")],
        [Button("staffing.decline", f"duty_decline:{batch_id}")],
    ]
    facts = {**batch_facts(turn, batch), "duties": await _own(turn, offers)}
    turn.show(Screen(Text("staffing/offered", facts), rows), afresh=afresh)


@router.press("duty_accept", action=Action.ANSWER_DUTY)
async def accept_all(turn: Turn, word: str = "", *_: str) -> None:
    """Accept, stating that there is no relation."""
    duties = await accept(turn.work, turn.actor, number_of(word))
    facts = {"duties": await _own(turn, duties)}
    turn.show(Screen(Text("staffing/accepted", facts), [[Button("people.home", "home")]]))


@router.press("duty_decline", action=Action.ANSWER_DUTY)
async def begin_decline(turn: Turn, word: str = "", *_: str) -> None:
    """Ask why."""
    await turn.services.dialogues.restart(turn, declining.name, Declining(number_of(word)), again=())


def _reasons(view: View) -> Sequence[Option]:
    return worded(view, [f"staffing.reason_{name}" for name in CANNED])


def _reason(text: str, _view: View) -> str:
    if not 0 < len(text.strip()) <= MOST_REASON:
        raise DeclineReason(MOST_REASON)
    return text.strip()


async def _declined(turn: Turn, draft: Declining) -> None:
    await decline(turn.work, turn.actor, draft.batch_id, draft.reason or "")
    turn.show(Screen(Text("staffing/declined"), [[Button("people.home", "home")]]))


declining = Dialogue(
    name="declining",
    area="staffing",
    draft=Declining,
    steps=[Ask(name="reason", check=_reason, offers=_reasons)],
    finish=_declined,
    action=Action.ANSWER_DUTY,
)


@router.event(DutyLapses)
async def lapsed(turn: Turn, event: DutyLapses) -> None:
    """The deadline: who has not answered by now is not waited for."""
    gone = await lapse(turn.work, event.duty_id)
    if gone:
        facts = {"duties": await _own(turn, gone)}
        turn.show(Screen(Text("staffing/lapsed", facts), [[Button("people.home", "home")]]), afresh=True)


@router.event(DutyReassigned)
async def reassigned(turn: Turn, event: DutyReassigned) -> None:
    """Somebody else does it."""
    facts = {"duties": await _own(turn, [await turn.work.staffing.duty(event.duty_id)])}
    turn.show(Screen(Text("staffing/reassigned", facts), [[Button("staffing.duties", "duties")]]), afresh=True)


@router.command("duties", action=Action.ANSWER_DUTY)
@router.press("duties", action=Action.ANSWER_DUTY)
async def duties(turn: Turn, *_: str) -> None:
    """All that one has to do from now on."""
    own = await _coming(turn)
    batches = sorted({each.sitting.batch_id for each in own if each.duty.status is DutyStatus.OFFERED})
    rows = [[Button("staffing.answer", f"duty:{batch}")] for batch in batches]
    turn.show(Screen(Text("staffing/duties", {"duties": own}), [*rows, [Button("people.home", "home")]]))


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
    rows = [[Button("staffing.answer", f"duty:{batch}")] for batch in waiting]
    order = ORDER_OFFERED if waiting else ORDER_ACCEPTED
    facts = {"waiting": len(waiting), "next": own[0] if own else None, "until": _until(own)}
    return Section(Text("staffing/home", facts), rows or [[Button("staffing.duties", "duties")]], order)
