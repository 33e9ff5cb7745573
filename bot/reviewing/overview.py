"""The director's overview: how many applications stand where, batch by batch; nothing about any person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.reviewing.presses import OVERVIEW
from domain import reviewing
from domain.language import Words
from domain.people import Action, allowed
from domain.registration import FINAL, Status
from domain.standards import Batch, is_open

MOST_BATCHES = 10
ORDER = 45
router = Router()


@dataclass(frozen=True)
class BatchCount:
    """How many applications of a batch stand in each status; `registering` = it still takes applications."""

    batch: Batch
    name: Words
    counts: dict[Status, int]
    registering: bool

    @property
    def handed_in(self) -> int:
        """All that were not withdrawn."""
        return sum(count for status, count in self.counts.items() if status is not Status.WITHDRAWN)

    @property
    def under_way(self) -> int:
        """All that are not decided yet."""
        return sum(count for status, count in self.counts.items() if status not in FINAL)


async def count(turn: Turn) -> Sequence[BatchCount]:
    """The newest batches with their counts. Raises `Forbidden`."""
    counted = await reviewing.overview(turn.work, turn.actor)
    batches = (await turn.work.standards.batches())[:MOST_BATCHES]
    return [_count(turn, batch, counted) for batch in batches]


def _count(turn: Turn, batch: Batch, counted: dict[tuple[int, Status], int]) -> BatchCount:
    name = turn.work.standards.standard(batch.occupation, batch.edition).name
    counts = {status: counted.get((batch.id, status), 0) for status in Status}
    return BatchCount(batch, name, counts, is_open(batch, turn.work.now))


@router.command("overview", action=Action.OVERVIEW)
@router.on(OVERVIEW, action=Action.OVERVIEW)
async def show_overview(turn: Turn) -> None:
    """Every batch, newest first."""
    facts = {"batches": await count(turn), "at": turn.work.now}
    rows = [[Button("reviewing.refresh", OVERVIEW()), TO_HOME]]
    turn.show(Screen(Text("reviewing/overview", facts), rows))


async def section(turn: Turn) -> Section | None:
    """A line for each batch that has something under way or takes applications."""
    if not allowed(turn.actor, Action.OVERVIEW):
        return None
    live = [each for each in await count(turn) if each.registering or each.under_way]
    rows = [[Button("reviewing.overview", OVERVIEW())]]
    return Section(Text("reviewing/home_overview", {"batches": live}), rows, ORDER)
