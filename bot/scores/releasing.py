"""What the director does: release now, or at a chosen moment that comes once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.engine.dialogue import Ask, Dialogue, View
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.scores import card
from bot.standards.batches import batch_facts, number_of
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

MOST_DIGITS = 11
router = Router()


@dataclass
class Timing:
    """The draft of a release at a typed moment."""

    batch_id: int = 0
    moment: datetime | None = None


@router.press("scores_release", action=Action.RELEASE_SCORES)
async def choose(turn: Turn, word: str = "", *_: str) -> None:
    """Choose: now, or when."""
    await _choose(turn, await turn.work.standards.batch(number_of(word)))


async def _choose(turn: Turn, batch: Batch) -> None:
    done = await turn.work.scores.round(batch.id)
    later = [
        [Button("scores.at", f"scores_at:{batch.id}:{moment.timestamp():.0f}", {"moment": moment})]
        for moment in usual_moments(turn.work.now)
    ]
    rows = [
        [Button("scores.now", f"scores_now:{batch.id}")],
        *later,
        [Button("scores.other_time", f"scores_time:{batch.id}")],
        *([[Button("scores.drop", f"scores_drop:{batch.id}")]] if done and done.release_at else []),
        [Button("engine.back", f"scores:{batch.id}")],
    ]
    facts = {**batch_facts(turn, batch), "done": done, "count": len(await _told(turn, batch))}
    turn.show(Screen(Text("scores/release", facts), rows))


async def _told(turn: Turn, batch: Batch) -> set[int]:
    return {each.application_id for each in await turn.work.scores.results(batch.id)}


@router.press("scores_now", action=Action.RELEASE_SCORES)
async def now(turn: Turn, word: str = "", *_: str) -> None:
    """Make the scores public now."""
    batch = await turn.work.standards.batch(number_of(word))
    await release(turn.work, turn.actor, batch.id)
    await card.show(turn, batch)


@router.press("scores_at", action=Action.RELEASE_SCORES)
async def later(turn: Turn, word: str = "", stamp: str = "", *_: str) -> None:
    """Release at one of the usual moments."""
    if not stamp.isdecimal() or len(stamp) > MOST_DIGITS:
        raise ReleaseTime(latest_moment(turn.work.now))
    await _set(turn, Timing(number_of(word), datetime.fromtimestamp(int(stamp), UTC)))


async def _set(turn: Turn, draft: Timing) -> None:
    await set_release(turn.work, turn.actor, draft.batch_id, draft.moment or turn.work.now)
    await card.show(turn, await turn.work.standards.batch(draft.batch_id))


@router.press("scores_time", action=Action.RELEASE_SCORES)
async def ask(turn: Turn, word: str = "", *_: str) -> None:
    """Ask for a moment."""
    await turn.services.dialogues.restart(turn, timing.name, Timing(number_of(word)), again=())


def _moment(text: str, view: View) -> datetime:
    moment = parse_moment(text, view.turn.work.now)
    if not view.turn.work.now < moment <= latest_moment(view.turn.work.now):
        raise ReleaseTime(latest_moment(view.turn.work.now))
    return moment


timing = Dialogue(
    name="timing",
    area="scores",
    draft=Timing,
    steps=[Ask(name="moment", check=_moment)],
    finish=_set,
    action=Action.RELEASE_SCORES,
)


@router.press("scores_drop", action=Action.RELEASE_SCORES)
async def drop(turn: Turn, word: str = "", *_: str) -> None:
    """Take back the moment that was set."""
    batch = await turn.work.standards.batch(number_of(word))
    await drop_release(turn.work, turn.actor, batch.id)
    await _choose(turn, batch)


@router.event(ReleaseDue)
async def due(turn: Turn, event: ReleaseDue) -> None:
    """The moment has come."""
    turn.require(Action.RELEASE_SCORES)
    if await release_due(turn.work, turn.actor, event.batch_id) is not None:
        batch = await turn.work.standards.batch(event.batch_id)
        rows = [[Button("scores.look", f"scores:{batch.id}")]]
        turn.say(Text("scores/released_on_time", batch_facts(turn, batch)), rows)
