"""What the director does: release now, or at a chosen moment that comes once."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.engine.dialogue import Ask, View, single
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.scores import card
from bot.scores.presses import DROP_RELEASE, RELEASE, RELEASE_AT, RELEASE_NOW, RELEASE_TIME, SCORES
from bot.standards.batches import batch_facts
from domain.people import Action
from domain.scores import (
    ReleaseDue,
    ReleaseTime,
    drop_release,
    latest_moment,
    parse_moment,
    release,
    release_due,
    set_release,
    usual_moments,
)
from domain.standards import Batch

LATEST_SECOND = 2**32  # far beyond any moment that can be set
router = Router()


@router.on(RELEASE, action=Action.RELEASE_SCORES)
async def choose(turn: Turn, batch: int) -> None:
    """Choose: now, or when."""
    await _choose(turn, await turn.work.standards.batch(batch))


async def _choose(turn: Turn, batch: Batch) -> None:
    done = await turn.work.scores.round(batch.id)
    later = [
        [Button("scores.at", RELEASE_AT(batch=batch.id, moment=int(moment.timestamp())), {"moment": moment})]
        for moment in usual_moments(turn.work.now)
    ]
    rows = [
        [Button("scores.now", RELEASE_NOW(batch=batch.id))],
        *later,
        [Button("scores.other_time", RELEASE_TIME(batch=batch.id))],
        *([[Button("scores.drop", DROP_RELEASE(batch=batch.id))]] if done and done.release_at else []),
        [Button("engine.back", SCORES(batch=batch.id))],
    ]
    facts = {**batch_facts(turn, batch), "done": done, "count": len(await _told(turn, batch))}
    turn.show(Screen(Text("scores/release", facts), rows))


async def _told(turn: Turn, batch: Batch) -> set[int]:
    return {each.application_id for each in await turn.work.scores.results(batch.id)}


@router.on(RELEASE_NOW, action=Action.RELEASE_SCORES)
async def now(turn: Turn, batch: int) -> None:
    """Make the scores public now."""
    await release(turn.work, turn.actor, batch)
    await card.show(turn, await turn.work.standards.batch(batch))


@router.on(RELEASE_AT, action=Action.RELEASE_SCORES)
async def later(turn: Turn, batch: int, moment: int) -> None:
    """Release at one of the usual moments."""
    # Cut off: a forged button may name a year that no date can hold.
    await _set(turn, batch, datetime.fromtimestamp(min(moment, LATEST_SECOND), UTC))


async def _set(turn: Turn, batch_id: int, moment: datetime) -> None:
    await set_release(turn.work, turn.actor, batch_id, moment)
    await card.show(turn, await turn.work.standards.batch(batch_id))


@router.on(RELEASE_TIME, action=Action.RELEASE_SCORES)
async def ask(turn: Turn, batch: int) -> None:
    """Ask for a moment."""
    await turn.services.dialogues.ask(turn, timing.name, about=batch)


def _moment(text: str, view: View) -> datetime:
    moment = parse_moment(text, view.turn.work.now)
    if not view.turn.work.now < moment <= latest_moment(view.turn.work.now):
        raise ReleaseTime(latest_moment(view.turn.work.now))
    return moment


timing = single(
    "scores.timing",
    Ask(name="moment", check=_moment),
    _set,
    Action.RELEASE_SCORES,
    renamed={"batch_id": "about"},
)


@router.on(DROP_RELEASE, action=Action.RELEASE_SCORES)
async def drop(turn: Turn, batch: int) -> None:
    """Take back the moment that was set."""
    await drop_release(turn.work, turn.actor, batch)
    await _choose(turn, await turn.work.standards.batch(batch))


@router.event(ReleaseDue)
async def due(turn: Turn, event: ReleaseDue) -> None:
    """The moment has come."""
    turn.require(Action.RELEASE_SCORES)
    # Nothing where the moment was moved or taken back, or somebody released by hand before it came.
    if await release_due(turn.work, turn.actor, event.batch_id) is not None:
        batch = await turn.work.standards.batch(event.batch_id)
        rows = [[Button("scores.look", SCORES(batch=batch.id))]]
        turn.say(Text("scores/released_on_time", batch_facts(turn, batch)), rows)
