"""The plan of a batch as the planner sees it: why it is so, and one sitting put elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.standards.batches import batch_facts, number_of
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


@router.press("plan", action=Action.PLAN)
async def show_plan(turn: Turn, word: str = "", *_: str) -> None:
    """What is planned, or what there is to plan."""
    batch = await turn.work.standards.batch(number_of(word))
    planned = await planned_of(turn, batch)
    facts = {**batch_facts(turn, batch), "planned": planned, **await _given(turn, batch)}
    turn.show(Screen(Text("planning/plan", facts), _plan_rows(batch, planned)))


def _plan_rows(batch: Batch, planned: Sequence[Planned]) -> Rows:
    back = [Button("planning.board", f"board:{batch.id}")]
    if batch.status is not BatchStatus.REGISTRATION_CLOSED:
        staff = [Button("staffing.look", f"staff:{batch.id}"), Button("planning.lists", f"lists:{batch.id}")]
        return [staff, back] if reached(batch, BatchStatus.ARRANGED) else [back]
    if not planned:
        return [[Button("planning.propose", f"plan_propose:{batch.id}")], back]
    return [
        [Button("planning.next_stock", f"stuff:{batch.id}")],
        [Button("planning.change", f"plan_moves:{batch.id}"), Button("planning.anew", f"plan_propose:{batch.id}")],
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


@router.press("plan_propose", action=Action.PLAN)
async def plan_anew(turn: Turn, word: str = "", *_: str) -> None:
    """Plan, and show it."""
    await propose_plan(turn.work, turn.actor, number_of(word))
    await show_plan(turn, word)


@router.press("plan_moves", action=Action.PLAN)
async def choose_sitting(turn: Turn, word: str = "", *_: str) -> None:
    """Which sitting is to be put elsewhere."""
    batch = await turn.work.standards.batch(number_of(word))
    planned = await planned_of(turn, batch)
    rows = [[Button("planning.sitting", f"plan_sitting:{one.sitting.id}", {"one": one})] for one in planned]
    back = [Button("engine.back", f"plan:{batch.id}")]
    turn.show(Screen(Text("planning/choose_sitting", batch_facts(turn, batch)), [*rows, back]))


@router.press("plan_sitting", action=Action.PLAN)
async def show_sitting(turn: Turn, word: str = "", *_: str) -> None:
    """One sitting: other rooms of its kind, earlier and later."""
    sitting = await turn.work.planning.sitting(number_of(word, "sitting"))
    batch = await turn.work.standards.batch(sitting.batch_id)
    one = next(each for each in await planned_of(turn, batch) if each.sitting.id == sitting.id)
    # Only rooms of its kind: what would be refused anyway is not offered.
    rooms = [r for r in await turn.work.planning.rooms() if r.part is sitting.part and r.id != sitting.room_id]
    rows: list[Sequence[Button]] = [
        [Button("planning.room", f"plan_room:{sitting.id}:{room.id}", {"room": room})] for room in rooms
    ]
    back = [Button("engine.back", f"plan:{batch.id}")]
    facts = {**batch_facts(turn, batch), "one": one}
    turn.show(Screen(Text("planning/sitting", facts), [*rows, *_times(turn, batch, sitting), back]))


def _times(turn: Turn, batch: Batch, sitting: Sitting) -> Rows:
    """Other times of the day, other days; each button names the moment itself, so that pressing twice moves once."""
    shifts = [Button("planning.shift", _to(sitting, timedelta(minutes=step)), {"step": step}) for step in STEPS]
    today = local_date(sitting.starts_at)
    others = [day for day in days(batch.exam_on, turn.work.settings_of(ExamDay)) if day != today]
    return [shifts[:2], shifts[2:], [Button("planning.day", _to(sitting, day - today), {"day": day}) for day in others]]


def _to(sitting: Sitting, shift: timedelta) -> str:
    return f"plan_time:{sitting.id}:{int((sitting.starts_at + shift).timestamp())}"


@router.press("plan_room", action=Action.PLAN)
async def other_room(turn: Turn, word: str = "", room: str = "", *_: str) -> None:
    """Put it into another room."""
    sitting = await turn.work.planning.sitting(number_of(word, "sitting"))
    moved = Move(sitting.id, number_of(room, "room"), sitting.starts_at)
    await move_sitting(turn.work, turn.actor, moved)
    await show_sitting(turn, word)


@router.press("plan_time", action=Action.PLAN)
async def other_time(turn: Turn, word: str = "", moment: str = "", *_: str) -> None:
    """Begin earlier or later, or on another day; `moment` counts seconds since 1970."""
    sitting = await turn.work.planning.sitting(number_of(word, "sitting"))
    starts_at = datetime.fromtimestamp(min(number_of(moment, "sitting"), LATEST), UTC)
    await move_sitting(turn.work, turn.actor, Move(sitting.id, sitting.room_id, starts_at))
    await show_sitting(turn, word)
