"""Statistics of a batch: a picture at once in the chat, and the numbers as .xlsx; drawn as slow work."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.archive.presses import STATISTICS, STATISTICS_ALL
from bot.documents.chart import Bars, chart
from bot.documents.sheets import Sheet, workbook
from bot.engine.area import JobTools
from bot.engine.jobs import JobHandler
from bot.engine.message import Button, Document, Screen, Text
from bot.engine.rendering import Renderer
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from bot.standards.batches import batch_button, batch_facts
from domain.archive import Count, Dimension, GroupCounts, statistics
from domain.language import OFFICIAL
from domain.people import Action, Actor
from domain.standards import Batch
from storage.engine.jobs import Job

KIND = "statistics"
MOST_BATCHES = 10
router = Router()


@dataclass(frozen=True)
class StatisticsDrawn:
    """The picture and the table of a batch are stored; both empty when they could not be made."""

    batch_id: int
    picture: str = ""
    table: str = ""


@dataclass(frozen=True)
class StatisticsJob:
    """Counts the cases of a batch and draws them as chart and table."""

    tools: JobTools

    def handler(self) -> JobHandler:
        """The work, and the event that tells when it was given up."""
        return JobHandler(self.draw, lambda job: StatisticsDrawn(int(job.key.split(":")[1])))

    async def draw(self, job: Job, order: Mapping[str, Any]) -> StatisticsDrawn:  # noqa: ARG002 - the interface's
        """The event of figures that are drawn and kept."""
        tools, batch_id, language = self.tools, int(order["batch_id"]), str(order["language"])
        # As whoever asked: the job must not see more than the person who ordered it.
        actor = Actor(order["actor"], 0, "", roles=frozenset(order["roles"]))
        async with tools.reading() as work:
            lines = await statistics(work, actor, batch_id)
            batch = await work.standards.batch(batch_id)
        say = StatisticsLabels(tools.renderer, language)
        picture = await asyncio.to_thread(chart, say.bars(lines[0], batch))
        table = workbook(say.sheet(lines), tools.now())
        return StatisticsDrawn(batch_id, await tools.files.put(picture), await tools.files.put(table))


@dataclass(frozen=True)
class StatisticsLabels:
    """The texts of statistics in one language."""

    renderer: Renderer
    language: str = OFFICIAL

    def text(self, key: str, **facts: object) -> str:
        """A label of the archive."""
        return self.renderer.label(Button(f"archive.{key}", facts=facts), self.language)

    def bars(self, line: GroupCounts, batch: Batch) -> Bars:
        """The picture: everybody's way from registration to certificate."""
        shown = (Count.REGISTERED, Count.APPROVED, Count.SEATED, Count.PASSED, Count.CERTIFIED)
        title = self.text("chart_title", year=batch.year, number=batch.number)
        return Bars(title, [self.text(f"count_{count}") for count in shown], [line.counts[count] for count in shown])

    def sheet(self, lines: Sequence[GroupCounts]) -> Sheet:
        """The table: one line a group."""
        counts = [self.text(f"count_{count}") for count in Count]
        columns = [self.text("by"), self.text("group"), *counts, self.text("pass_rate")]
        rows = [
            [
                self.text(f"by_{line.dimension}"),
                self.group(line),
                *(line.counts[count] for count in Count),
                line.pass_rate,
            ]
            for line in lines
        ]
        return Sheet(self.text("statistics"), columns, rows)

    def group(self, line: GroupCounts) -> str:
        """The name of a group."""
        given: Any = line.group
        if line.dimension is Dimension.TOTAL or given is None:
            return self.text("everybody")
        if line.dimension is Dimension.LEVEL:
            return self.renderer.locales[self.language].level(given)
        if line.dimension is Dimension.AGE:
            return self.text("age_band", least=given[0], most=given[1])
        return self.renderer.name_of(given, self.language)


@router.command("stats", action=Action.VIEW_STATISTICS)
@router.on(STATISTICS_ALL, action=Action.VIEW_STATISTICS)
async def choose(turn: Turn) -> None:
    """The newest batches, to choose one."""
    batches = (await turn.work.standards.batches())[:MOST_BATCHES]
    rows = [[batch_button(turn, each, STATISTICS)] for each in batches]
    turn.show(Screen(Text("archive/choose_statistics"), [*rows, [TO_HOME]]))


@router.on(STATISTICS, action=Action.VIEW_STATISTICS)
async def order(turn: Turn, batch: int) -> None:
    """Have the numbers of a batch drawn. Raises `Missing`."""
    await turn.work.standards.batch(batch)
    asked = {
        "batch_id": batch,
        "language": turn.language,
        "actor": turn.actor.person_id,
        "roles": sorted(turn.actor.roles),
    }
    # With the moment in its key: asked for again, the figures are those of then and not of the first time.
    turn.order(KIND, f"{KIND}:{batch}:{turn.work.now.timestamp():.0f}", asked)
    turn.toast(Text("archive/drawing"))


@router.event(StatisticsDrawn)
async def drawn(turn: Turn, event: StatisticsDrawn) -> None:
    """The picture with the totals, and the table."""
    turn.require(Action.VIEW_STATISTICS)
    batch = await turn.work.standards.batch(event.batch_id)
    facts = batch_facts(turn, batch)
    if not event.picture:
        turn.say(Text("archive/failed", facts), [[TO_HOME]])
        return
    total = (await statistics(turn.work, turn.actor, event.batch_id))[0]
    turn.send(Screen(Text("archive/statistics", {**facts, "total": total}), photo=event.picture))
    name = f"statistics-{batch.year}-{batch.number}.xlsx"
    home = [[TO_HOME]]
    turn.send(Screen(Text("archive/statistics_table", facts), home, document=Document(event.table, name)))
