"""The public list (公示): page by page for anybody in the notice period, as .xlsx for staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.documents.sheets import Sheet, workbook
from bot.engine.area import JobTools
from bot.engine.jobs import JobHandler
from bot.engine.message import Button, Document, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.scores.presses import PUBLIC_LIST, PUBLIC_LISTS, PUBLIC_SHEET
from bot.standards.batches import batch_button, batch_facts
from domain.language import OFFICIAL
from domain.people import Action, Actor
from domain.scores import on_notice, public_list
from domain.standards import Batch
from storage.engine.jobs import Job

KIND = "public_list"
PER_PAGE = 20
ORDER = 60
router = Router()


@dataclass(frozen=True)
class PublicListMade:
    """The list of a batch as a table is stored under `file`; empty: it could not be made."""

    batch_id: int
    file: str = ""


@router.command("public", action=Action.VIEW_PUBLIC_LIST)
@router.on(PUBLIC_LISTS, action=Action.VIEW_PUBLIC_LIST)
async def choose(turn: Turn) -> None:
    """What is on public notice today; a single list at once."""
    batches = await on_notice(turn.work, turn.actor)
    if len(batches) == 1:
        await _show(turn, batches[0], 0)
        return
    rows = [[batch_button(turn, each, PUBLIC_LIST)] for each in batches]
    turn.show(Screen(Text("scores/publics", {"count": len(batches)}), [*rows, [TO_HOME]]))


@router.on(PUBLIC_LIST, action=Action.VIEW_PUBLIC_LIST)
async def show_list(turn: Turn, batch: int, page: int | None) -> None:
    """One page of a list, from 0."""
    await _show(turn, await turn.work.standards.batch(batch), page or 0)


async def _show(turn: Turn, batch: Batch, page: int) -> None:
    lines = await public_list(turn.work, turn.actor, batch.id)
    pages = max(1, -(-len(lines) // PER_PAGE))
    # An old button may name a page that is no longer there.
    page = min(page, pages - 1)
    begin = page * PER_PAGE
    facts = {
        **batch_facts(turn, batch),
        "done": await turn.work.scores.round(batch.id),
        "lines": list(enumerate(lines, 1))[begin : begin + PER_PAGE],
        "total": len(lines),
        "page": page + 1,
        "pages": pages,
        "centre": turn.settings.centre,
    }
    turn.show(Screen(Text("scores/public", facts), _rows(batch, page, pages)))


def _rows(batch: Batch, page: int, pages: int) -> Rows:
    moves = [Button("scores.earlier", PUBLIC_LIST(batch=batch.id, page=page - 1))] if page else []
    moves += [Button("scores.further", PUBLIC_LIST(batch=batch.id, page=page + 1))] if page + 1 < pages else []
    return [*([moves] if moves else []), [TO_HOME]]


async def section(turn: Turn) -> Section | None:
    """That something is on public notice."""
    batches = await on_notice(turn.work, turn.actor)
    if not batches:
        return None
    rows = [[Button("scores.public", PUBLIC_LISTS())]]
    return Section(Text("scores/home_public", {"count": len(batches)}), rows, ORDER)


@dataclass(frozen=True)
class PublicListJob:
    """How the table is made."""

    tools: JobTools

    def handler(self) -> JobHandler:
        """The work, and the event that tells when it was given up."""
        return JobHandler(self.make, lambda job: PublicListMade(int(job.key.split(":")[1])))

    async def make(self, job: Job, order: Mapping[str, Any]) -> PublicListMade:  # noqa: ARG002 - the interface's
        """The event of a list that is kept as a file."""
        tools, batch_id = self.tools, int(order["batch_id"])
        # As whoever asked: a job must not see more than they may.
        actor = Actor(order["actor"], 0, "", roles=frozenset(order["roles"]))
        async with tools.reading() as work:
            lines = await public_list(work, actor, batch_id)
            batch = await work.standards.batch(batch_id)
            name = work.standards.standard(batch.occupation, batch.edition).name[OFFICIAL]
        label, level = tools.renderer.label, tools.renderer.locales[OFFICIAL].level
        rows: list[list[str | int | float | None]] = [
            [n, one.name, one.number, name, level(one.level), tools.renderer.name_of(one.outcome, OFFICIAL)]
            for n, one in enumerate(lines, 1)
        ]
        columns = label(Button("scores.columns_public"), OFFICIAL).split("|")
        sheet = Sheet(label(Button("scores.public_title"), OFFICIAL), columns, rows)
        return PublicListMade(batch_id, await tools.files.put(workbook(sheet, tools.now())))


@router.on(PUBLIC_SHEET, action=Action.VIEW_SCORES)
async def order(turn: Turn, batch: int) -> None:
    """Have the table made."""
    await public_list(turn.work, turn.actor, batch)
    asked = {"batch_id": batch, "actor": turn.actor.person_id, "roles": sorted(turn.actor.roles)}
    turn.order(KIND, f"{KIND}:{batch}:{turn.work.now.timestamp():.0f}", asked)
    turn.toast(Text("scores/sheet_coming"))


@router.event(PublicListMade)
async def made(turn: Turn, event: PublicListMade) -> None:
    """Send the list that was made."""
    turn.require(Action.VIEW_SCORES)
    batch = await turn.work.standards.batch(event.batch_id)
    facts, home = {**batch_facts(turn, batch), "made": bool(event.file)}, [[TO_HOME]]
    name = f"public-list-{batch.year}-{batch.number}.xlsx"
    document = Document(event.file, name) if event.file else None
    turn.send(Screen(Text("scores/sheet", facts), home, document=document))
