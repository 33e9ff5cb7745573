"""The board: where every batch stands, step by step, and the next deed of whoever looks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.archive.presses import ARCHIVE
from bot.certificates.presses import CERTIFICATES
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.press import Press
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.importing.presses import IMPORT
from bot.notices.presses import NOTICE
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.planning.presses import LISTS, PLAN
from bot.registration.presses import CLOSE
from bot.reports.presses import BOARD, BOARDS
from bot.resources.presses import CHECKLISTS
from bot.scores.presses import SCORES
from bot.staffing.presses import ISSUE_TICKETS, STAFF
from bot.standards.batches import batch_button, batch_facts
from bot.standards.presses import NEW_BATCH
from domain.people import Action, allowed
from domain.reports import BoardLine, Wait, board
from domain.standards import Batch, BatchStatus

MOST_BATCHES = 10
ORDER = 30
# At this status, whoever may do this finds a button with this press and label.
DEEDS: tuple[tuple[BatchStatus, Action, Press], ...] = (
    (BatchStatus.DRAFT, Action.PUBLISH_NOTICE, NOTICE),
    (BatchStatus.SUSPENDED, Action.PUBLISH_NOTICE, NOTICE),
    (BatchStatus.REGISTRATION_OPEN, Action.PUBLISH_NOTICE, NOTICE),
    (BatchStatus.REGISTRATION_OPEN, Action.IMPORT_APPLICATIONS, IMPORT),
    (BatchStatus.REGISTRATION_OPEN, Action.CLOSE_REGISTRATION, CLOSE),
    (BatchStatus.REGISTRATION_CLOSED, Action.PLAN, PLAN),
    (BatchStatus.ARRANGED, Action.ISSUE_TICKETS, ISSUE_TICKETS),
    (BatchStatus.MARKING, Action.SUMMARISE_SCORES, SCORES),
    (BatchStatus.SUMMARISED, Action.AUDIT_SCORES, SCORES),
    (BatchStatus.AUDITED, Action.RELEASE_SCORES, SCORES),
    (BatchStatus.RELEASED, Action.PREPARE_CERTIFICATES, CERTIFICATES),
    (BatchStatus.RELEASED, Action.APPROVE_CERTIFICATES, CERTIFICATES),
    (BatchStatus.CERTIFIED, Action.ARCHIVE, ARCHIVE),
)
# What the planner may look at besides, while the exam is still to come.
LOOKS = ((PLAN, "reports.look_plan"), (STAFF, "staffing.look"), (LISTS, "planning.lists"))
LOOKED_AT = frozenset({BatchStatus.ARRANGED, BatchStatus.TICKETS_ISSUED, BatchStatus.IN_EXAM})
router = Router()


@router.command("board", action=Action.VIEW_BOARD)
@router.on(BOARDS, action=Action.VIEW_BOARD)
async def choose(turn: Turn) -> None:
    """The newest batches, and another one for whoever plans."""
    batches = (await turn.work.standards.batches())[:MOST_BATCHES]
    rows = [[batch_button(turn, each, BOARD)] for each in batches]
    new = [Button("reports.new", NEW_BATCH())] if allowed(turn.actor, Action.PLAN_BATCH) else []
    last = [*new, TO_HOME]
    turn.show(Screen(Text("reports/choose", {"count": len(batches)}), [*rows, last]))


@router.on(BOARD, action=Action.VIEW_BOARD)
async def show(turn: Turn, batch: int) -> None:
    """One batch, step by step."""
    of = await turn.work.standards.batch(batch)
    lines = await board(turn.work, turn.actor, batch)
    facts = {**batch_facts(turn, of), "lines": lines}
    last = [Button("reports.refresh", BOARD(batch=batch)), Button("reports.others", BOARDS())]
    turn.show(Screen(Text("reports/board", facts), [*_rows(turn, of), *_looks(turn, of, lines), last]))


def _rows(turn: Turn, batch: Batch) -> Rows:
    return [[Button(f"reports.deed_{press.name}", press(batch=batch.id))] for press in deeds(turn, batch)]


def _looks(turn: Turn, batch: Batch, lines: Sequence[BoardLine]) -> Rows:
    """What there is to look at; whoever does not plan but may waive a shortage finds the way to it."""
    if allowed(turn.actor, Action.PLAN):
        looks = [Button(label, press(batch=batch.id)) for press, label in LOOKS] if batch.status in LOOKED_AT else []
        return [row for row in (looks[:2], looks[2:]) if row]
    short = any(wait is Wait.SHORT for line in lines for wait, _ in line.waits)
    waives = short and allowed(turn.actor, Action.WAIVE_SHORTAGE)
    return [[Button("reports.look_stuff", CHECKLISTS(batch=batch.id))]] if waives else []


def deeds(turn: Turn, batch: Batch) -> list[Press]:
    """The presses that this actor may make now."""
    return [press for status, action, press in DEEDS if status is batch.status and allowed(turn.actor, action)]


async def section(turn: Turn) -> Section | None:
    """The batches in which this actor has the next deed."""
    if not allowed(turn.actor, Action.VIEW_BOARD):
        return None
    batches = [each for each in await turn.work.standards.batches() if _waits_here(turn, each)]
    rows = [[batch_button(turn, each, BOARD)] for each in batches[:MOST_BATCHES]]
    return Section(Text("reports/home", {"count": len(batches)}), [*rows, [Button("reports.boards", BOARDS())]], ORDER)


def _waits_here(turn: Turn, batch: Batch) -> bool:
    """Open registration is no next deed: that its time is over stands in a section of its own."""
    return bool(deeds(turn, batch)) and batch.status is not BatchStatus.REGISTRATION_OPEN
