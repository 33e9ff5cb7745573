"""Theory marks as clerks enter them: papers in the order of their numbers, several at once, twice by two persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.dialogue import Ask, Dialogue, View
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.marking.presses import ENTER, ENTRIES
from bot.people.home import Section
from bot.people.presses import TO_HOME
from domain.marking import (
    BothEntered,
    Enter,
    OwnRound,
    Paper,
    Reading,
    check_to_enter,
    enter,
    own_round,
    parse_readings,
    sittings_to_enter,
)
from domain.people import Action, allowed
from domain.planning import Room, Sitting

ORDER = 8
MOST_PROPOSED = 15
MOST_SHOWN = 60
router = Router()


@dataclass(frozen=True)
class Entered:
    """A sitting as a clerk sees it; `own` None: two others enter it."""

    sitting: Sitting
    room: Room
    own: OwnRound | None


@dataclass(frozen=True)
class Difference:
    """A paper that two read otherwise: one's own mark in tenths, and the names of who must look again."""

    number: str
    own: int | None
    who: Sequence[str]


@dataclass
class Entering:
    """The draft of an entry: what was typed last, and what was taken of it."""

    sitting_id: int = 0
    readings: tuple[Reading, ...] | None = None
    taken: tuple[Reading, ...] = ()


async def _mine(turn: Turn) -> Sequence[Entered]:
    found = []
    for sitting in await sittings_to_enter(turn.work, turn.actor):
        room = await turn.work.planning.room(sitting.room_id)
        try:
            # Two colleagues have both entries in hand: the sitting is shown, and says so.
            own: OwnRound | None = await own_round(turn.work, turn.actor, sitting)
        except BothEntered:
            own = None
        found.append(Entered(sitting, room, own))
    return found


def _button(each: Entered) -> Button:
    return Button("marking.enter", ENTER(sitting=each.sitting.id), {"room": each.room, "sitting": each.sitting})


@router.command("entry", action=Action.ENTER_THEORY)
@router.on(ENTRIES, action=Action.ENTER_THEORY)
async def choose(turn: Turn) -> None:
    """The theory sittings whose marks are entered now."""
    found = await _mine(turn)
    rows = [[_button(each)] for each in found if each.own]
    turn.show(Screen(Text("marking/entries", {"found": found}), [*rows, [TO_HOME]]))


@router.on(ENTER, action=Action.ENTER_THEORY)
async def begin(turn: Turn, sitting: int) -> None:
    """Ask for the marks of the next papers; when none is left, say how it stands."""
    own = await own_round(turn.work, turn.actor, await check_to_enter(turn.work, turn.actor, sitting))
    if own.left:
        await turn.services.dialogues.restart(turn, entering.name, Entering(sitting))
    else:
        await _stand(turn, own, ())


async def _own(view: View) -> OwnRound:
    if "own" not in view.read:
        view.read["own"] = await _own_now(view.turn, view.draft)
    own: OwnRound = view.read["own"]
    return own


async def _own_now(turn: Turn, draft: Entering) -> OwnRound:
    return await own_round(turn.work, turn.actor, await turn.work.planning.sitting(draft.sitting_id))


async def _readings(text: str, view: View) -> tuple[Reading, ...]:
    return parse_readings(text, [paper.number for paper in (await _own(view)).left])


async def _facts(turn: Turn, own: OwnRound, taken: Sequence[Reading]) -> Mapping[str, Any]:
    """What the texts about an entry name."""
    missing = [paper.number for paper in own.left if paper.entries.of(own.number) is None]
    return {
        "own": own,
        "room": await turn.work.planning.room(own.sitting.room_id),
        "missing": missing[:MOST_PROPOSED],
        "differences": [await _difference(turn, own, paper) for paper in own.differing],
        "taken": taken[:MOST_SHOWN],
    }


async def _difference(turn: Turn, own: OwnRound, paper: Paper) -> Difference:
    who = [(await turn.work.people.person(person)).shown_name for person in sorted(paper.again)]
    # One's own mark alone: who saw the other one's would no longer read the paper with fresh eyes (facts §5).
    return Difference(paper.number, paper.entries.of(own.number), who)


@dataclass(frozen=True, kw_only=True)
class Readings(Ask):
    """Marks of the papers that are proposed, or with the number of their paper; several lines at once."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """The next papers, those to look at again, and what was just taken."""
        return await _facts(view.turn, await _own(view), view.draft.taken)


async def _enter(view: View) -> None:
    """Keep what was typed; ask on while there is something left."""
    draft = view.draft
    await enter(view.turn.work, view.turn.actor, Enter(draft.sitting_id, draft.readings))
    # Shown back above the next question, so that a slip is seen while the paper is still on the table.
    draft.taken = draft.readings
    view.read["own"] = await _own_now(view.turn, draft)
    if view.read["own"].left:
        draft.readings = None


async def _finished(turn: Turn, draft: Entering) -> None:
    await _stand(turn, await _own_now(turn, draft), draft.taken)


async def _stand(turn: Turn, own: OwnRound, taken: Sequence[Reading]) -> None:
    facts = await _facts(turn, own, taken)
    turn.show(Screen(Text("marking/entered", facts), [[TO_HOME]]))


entering = Dialogue(
    name="entering",
    area="marking",
    draft=Entering,
    steps=[Readings(name="readings", check=_readings, after=_enter)],
    finish=_finished,
    action=Action.ENTER_THEORY,
    entry=ENTRIES(),
)


async def section(turn: Turn) -> Section | None:
    """The sittings in which papers wait for this clerk."""
    if not allowed(turn.actor, Action.ENTER_THEORY):
        return None
    found = [each for each in await _mine(turn) if each.own and each.own.left]
    if not found:
        return None
    return Section(Text("marking/home_entry", {"found": found}), [[_button(each)] for each in found], ORDER)
