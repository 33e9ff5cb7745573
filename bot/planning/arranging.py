"""The plan of a batch as the planner sees it: why it is so, and one sitting put elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.press import Data
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.planning.presses import CHANGE, LISTS, PLAN, PROPOSE, SITTING, TO_ROOM, TO_TIME
from bot.reports.presses import BOARD
from bot.resources.presses import CHECKLISTS
from bot.staffing.presses import STAFF
from bot.standards.batches import batch_facts
from domain.local import local_date
from domain.people import Action
from domain.planning import ExamDay, Move, Room, Sitting, StaffNeeded, days, in_order, staff_needed
from domain.registration import Status
from domain.staffing import move_sitting, propose_plan
from domain.standards import Batch, BatchStatus, Ratios, reached

STEPS = (-60, -30, 30, 60)
LATEST = 4_000_000_000  # in the year 2096: what a forged button says stays a date
router = Router()


@dataclass(frozen=True)
class Planned:
    """A sitting as the plan shows it."""

    sitting: Sitting
    room: Room
    candidates: int
    staff: StaffNeeded


@router.on(PLAN, action=Action.PLAN)
async def show_plan(turn: Turn, batch: int) -> None:
    """What is planned, or what there is to plan."""
    of = await turn.work.standards.batch(batch)
    planned = await planned_of(turn, of)
    facts = {**batch_facts(turn, of), "planned": planned, **await _given(turn, of)}
    turn.show(Screen(Text("planning/plan", facts), _plan_rows(of, planned)))


def _plan_rows(batch: Batch, planned: Sequence[Planned]) -> Rows:
    back = [Button("planning.board", BOARD(batch=batch.id))]
    if batch.status is not BatchStatus.REGISTRATION_CLOSED:
        staff = [Button("staffing.look", STAFF(batch=batch.id)), Button("planning.lists", LISTS(batch=batch.id))]
        return [staff, back] if reached(batch, BatchStatus.ARRANGED) else [back]
    if not planned:
        return [[Button("planning.propose", PROPOSE(batch=batch.id))], back]
    return [
        [Button("planning.next_stock", CHECKLISTS(batch=batch.id))],
        [Button("planning.change", CHANGE(batch=batch.id)), Button("planning.anew", PROPOSE(batch=batch.id))],
        back,
    ]


async def _given(turn: Turn, batch: Batch) -> Mapping[str, Any]:
    """Candidates by level, seats by part, and the rooms that the plan does not use."""
    approved = [a for a in await turn.work.registration.of_batch(batch.id) if a.status is Status.APPROVED]
    used = {each.room_id for each in await turn.work.planning.sittings(batch.id)}
    rooms = await turn.work.planning.rooms()
    return {
        "levels": sorted(Counter(each.level for each in approved).items(), reverse=True),
        "rooms": rooms,
        "idle": [room for room in rooms if room.id not in used],
        "ratios": _ratios(turn, batch),
    }


def _ratios(turn: Turn, batch: Batch) -> Ratios:
    """The standard's, as the plan explains itself by them; the levels of an occupation share them."""
    levels = turn.work.standards.standard(batch.occupation, batch.edition).levels
    return levels[batch.levels[0]].ratios


async def planned_of(turn: Turn, batch: Batch) -> Sequence[Planned]:
    """The sittings of a batch with their rooms, candidates and the staff they need."""
    levels = turn.work.standards.standard(batch.occupation, batch.edition).levels
    found = []
    for sitting in in_order(await turn.work.planning.sittings(batch.id)):
        room = await turn.work.planning.room(sitting.room_id)
        candidates = len(await turn.work.planning.bookings(sitting.id))
        staff = staff_needed(sitting.part, candidates, levels[sitting.level].ratios)
        found.append(Planned(sitting, room, candidates, staff))
    return found


@router.on(PROPOSE, action=Action.PLAN)
async def plan_anew(turn: Turn, batch: int) -> None:
    """Plan, and show it."""
    await propose_plan(turn.work, turn.actor, batch)
    await show_plan(turn, batch)


@router.on(CHANGE, action=Action.PLAN)
async def choose_sitting(turn: Turn, batch: int) -> None:
    """Which sitting is to be put elsewhere."""
    of = await turn.work.standards.batch(batch)
    planned = await planned_of(turn, of)
    rows = [[Button("planning.sitting", SITTING(sitting=one.sitting.id), {"one": one})] for one in planned]
    back = [Button("engine.back", PLAN(batch=batch))]
    turn.show(Screen(Text("planning/choose_sitting", batch_facts(turn, of)), [*rows, back]))


@router.on(SITTING, action=Action.PLAN)
async def show_sitting(turn: Turn, sitting: int) -> None:
    """One sitting: other rooms of its kind, earlier and later."""
    held = await turn.work.planning.sitting(sitting)
    batch = await turn.work.standards.batch(held.batch_id)
    one = next(each for each in await planned_of(turn, batch) if each.sitting.id == sitting)
    # Only rooms of its kind: what would be refused anyway is not offered.
    rooms = [each for each in await turn.work.planning.rooms() if each.part is held.part and each.id != held.room_id]
    rows: list[Sequence[Button]] = [
        [Button("planning.room", TO_ROOM(sitting=sitting, room=room.id), {"room": room})] for room in rooms
    ]
    back = [Button("engine.back", PLAN(batch=batch.id))]
    facts = {**batch_facts(turn, batch), "one": one}
    turn.show(Screen(Text("planning/sitting", facts), [*rows, *_times(turn, batch, held), back]))


def _times(turn: Turn, batch: Batch, sitting: Sitting) -> Rows:
    """Other times of the day, other days; each button names the moment itself, so that pressing twice moves once."""
    shifts = [Button("planning.shift", _to(sitting, timedelta(minutes=step)), {"step": step}) for step in STEPS]
    today = local_date(sitting.starts_at)
    others = [day for day in days(batch.exam_on, turn.work.settings_of(ExamDay)) if day != today]
    return [shifts[:2], shifts[2:], [Button("planning.day", _to(sitting, day - today), {"day": day}) for day in others]]


def _to(sitting: Sitting, shift: timedelta) -> Data:
    return TO_TIME(sitting=sitting.id, moment=int((sitting.starts_at + shift).timestamp()))


@router.on(TO_ROOM, action=Action.PLAN)
async def other_room(turn: Turn, sitting: int, room: int) -> None:
    """Put it into another room."""
    held = await turn.work.planning.sitting(sitting)
    await move_sitting(turn.work, turn.actor, Move(sitting, room, held.starts_at))
    await show_sitting(turn, sitting)


@router.on(TO_TIME, action=Action.PLAN)
async def other_time(turn: Turn, sitting: int, moment: int) -> None:
    """Begin earlier or later, or on another day; `moment` counts seconds since 1970."""
    held = await turn.work.planning.sitting(sitting)
    starts_at = datetime.fromtimestamp(min(moment, LATEST), UTC)
    await move_sitting(turn.work, turn.actor, Move(sitting, held.room_id, starts_at))
    await show_sitting(turn, sitting)
