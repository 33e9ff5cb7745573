"""What an examiner has to mark: their sittings, and the candidates in them by code alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.marking.presses import MARKS, MARKS_OF, SHEET
from bot.people.home import Section
from bot.people.presses import TO_HOME
from domain.marking import OwnSheets, own_sheets, sittings_to_mark
from domain.people import Action, allowed
from domain.planning import Room, Sitting

ORDER = 8
PER_ROW = 4
MOST_CODES = 60  # Telegram's apps show a hundred buttons; the codes behind come up as these are marked
router = Router()


@dataclass(frozen=True)
class Marked:
    """How far an examiner is in a sitting."""

    own: OwnSheets
    room: Room


async def marked_in(turn: Turn, sitting: Sitting) -> Marked:
    """How far the actor is in one of their sittings. Raises `NotYours`."""
    own = await own_sheets(turn.work, turn.actor, sitting)
    return Marked(own, await turn.work.planning.room(sitting.room_id))


async def _mine(turn: Turn) -> Sequence[Marked]:
    return [await marked_in(turn, sitting) for sitting in await sittings_to_mark(turn.work, turn.actor)]


@router.command("mark", action=Action.MARK)
@router.on(MARKS, action=Action.MARK)
async def choose(turn: Turn) -> None:
    """The sittings to mark; a single one is opened at once."""
    found = await _mine(turn)
    if len(found) == 1:
        _show(turn, found[0])
        return
    rows = [[Button("marking.sitting", MARKS_OF(sitting=each.own.sitting.id), vars(each))] for each in found]
    turn.show(Screen(Text("marking/sittings", {"count": len(found)}), [*rows, [TO_HOME]]))


@router.on(MARKS_OF, action=Action.MARK)
async def codes(turn: Turn, sitting: int) -> None:
    """The candidates of one sitting."""
    await show_codes(turn, await turn.work.planning.sitting(sitting))


async def show_codes(turn: Turn, sitting: Sitting) -> None:
    """The codes that wait, as buttons."""
    _show(turn, await marked_in(turn, sitting))


def _show(turn: Turn, found: Marked) -> None:
    own = found.own
    # By code alone: who marks knows no names (facts §5).
    waiting = [Button("marking.code", SHEET(booking=b.id), {"code": own.codes[b.id]}) for b in own.waiting]
    rows = [waiting[i : i + PER_ROW] for i in range(0, min(len(waiting), MOST_CODES), PER_ROW)]
    turn.show(Screen(Text("marking/codes", vars(found)), [*rows, [TO_HOME]]))


async def section(turn: Turn) -> Section | None:
    """The sittings in which there is something to mark."""
    if not allowed(turn.actor, Action.MARK):
        return None
    found = [each for each in await _mine(turn) if each.own.waiting]
    if not found:
        return None
    return Section(Text("marking/home", {"found": found}), [[Button("marking.mark", MARKS())]], ORDER)
