"""The board: where every batch stands, step by step, and the next deed of whoever looks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.reports.presses import BOARD
from bot.standards.batches import batch_button, batch_facts, number_of
from domain.people import Action, allowed
from domain.reports import BoardLine, Wait, board
from domain.standards import Batch, BatchStatus

MOST_BATCHES = 10
ORDER = 30
# At this status, whoever may do this finds a button with this press and label.
DEEDS: tuple[tuple[BatchStatus, Action, str], ...] = (
    (BatchStatus.DRAFT, Action.PUBLISH_NOTICE, "notice"),
    (BatchStatus.SUSPENDED, Action.PUBLISH_NOTICE, "notice"),
    (BatchStatus.REGISTRATION_OPEN, Action.PUBLISH_NOTICE, "notice"),
    (BatchStatus.REGISTRATION_OPEN, Action.IMPORT_APPLICATIONS, "import"),
    (BatchStatus.REGISTRATION_OPEN, Action.CLOSE_REGISTRATION, "close"),
    (BatchStatus.REGISTRATION_CLOSED, Action.PLAN, "plan"),
    (BatchStatus.ARRANGED, Action.ISSUE_TICKETS, "tickets"),
    (BatchStatus.MARKING, Action.SUMMARISE_SCORES, "scores"),
    (BatchStatus.SUMMARISED, Action.AUDIT_SCORES, "scores"),
    (BatchStatus.AUDITED, Action.RELEASE_SCORES, "scores"),
    (BatchStatus.RELEASED, Action.PREPARE_CERTIFICATES, "certificates"),
    (BatchStatus.RELEASED, Action.APPROVE_CERTIFICATES, "certificates"),
    (BatchStatus.CERTIFIED, Action.ARCHIVE, "archive"),
)
# What the planner may look at besides, while the exam is still to come.
LOOKS = (("plan", "reports.look_plan"), ("staff", "staffing.look"), ("lists", "planning.lists"))
LOOKED_AT = frozenset({BatchStatus.ARRANGED, BatchStatus.TICKETS_ISSUED, BatchStatus.IN_EXAM})
router = Router()


@router.command("board", action=Action.VIEW_BOARD)
@router.press("boards", action=Action.VIEW_BOARD)
async def choose(turn: Turn, *_: str) -> None:
    """The newest batches."""
    batches = (await turn.work.standards.batches())[:MOST_BATCHES]
    rows = [[batch_button(turn, each, BOARD)] for each in batches]
    new = [Button("reports.new", "batch_new")] if allowed(turn.actor, Action.PLAN_BATCH) else []
    last = [*new, Button("people.home", "home")]
    turn.show(Screen(Text("reports/choose", {"count": len(batches)}), [*rows, last]))


@router.press("board", action=Action.VIEW_BOARD)
async def show(turn: Turn, word: str = "", *_: str) -> None:
    """One batch, step by step."""
    batch = await turn.work.standards.batch(number_of(word))
    await _show(turn, batch)


async def _show(turn: Turn, batch: Batch) -> None:
    lines = await board(turn.work, turn.actor, batch.id)
    facts = {**batch_facts(turn, batch), "lines": lines}
    last = [Button("reports.refresh", f"board:{batch.id}"), Button("reports.others", "boards")]
    turn.show(Screen(Text("reports/board", facts), [*_rows(turn, batch), *_looks(turn, batch, lines), last]))


def _rows(turn: Turn, batch: Batch) -> Rows:
    return [[Button(f"reports.deed_{press}", f"{press}:{batch.id}")] for press in deeds(turn, batch)]


def _looks(turn: Turn, batch: Batch, lines: Sequence[BoardLine]) -> Rows:
    """What there is to look at; whoever does not plan but may waive a shortage finds the way to it."""
    if allowed(turn.actor, Action.PLAN):
        looks = [Button(label, f"{press}:{batch.id}") for press, label in LOOKS] if batch.status in LOOKED_AT else []
        return [row for row in (looks[:2], looks[2:]) if row]
    short = any(wait is Wait.SHORT for line in lines for wait, _ in line.waits)
    waives = short and allowed(turn.actor, Action.WAIVE_SHORTAGE)
    return [[Button("reports.look_stuff", f"stuff:{batch.id}")]] if waives else []


def deeds(turn: Turn, batch: Batch) -> list[str]:
    """The presses that this actor may make now."""
    return [press for status, action, press in DEEDS if status is batch.status and allowed(turn.actor, action)]


async def section(turn: Turn) -> Section | None:
    """The batches in which this actor has the next deed."""
    if not allowed(turn.actor, Action.VIEW_BOARD):
        return None
    batches = [each for each in await turn.work.standards.batches() if _waits_here(turn, each)]
    rows = [[batch_button(turn, each, BOARD)] for each in batches[:MOST_BATCHES]]
    return Section(Text("reports/home", {"count": len(batches)}), [*rows, [Button("reports.boards", "boards")]], ORDER)


def _waits_here(turn: Turn, batch: Batch) -> bool:
    """Open registration is no next deed: that its time is over stands in a section of its own."""
    return bool(deeds(turn, batch)) and batch.status is not BatchStatus.REGISTRATION_OPEN
