"""Reminding of a dialogue that was left alone: one due row per dialogue, that looks again when it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.engine.dialogue.asking import RESUME
from bot.engine.dialogue.declaration import Dialogue
from bot.engine.message import Button, Screen, Text
from bot.engine.turn import Turn
from domain.work import Reminder

USEFUL = timedelta(days=7)


@dataclass(frozen=True)
class Idle:
    """To a chat whose dialogue has had no answer for long."""

    dialogue: str


def expect(turn: Turn, dialogue: Dialogue, since: datetime) -> None:
    """Remind when `idle_after` has gone by since that moment without an answer."""
    if dialogue.idle_after is not None:
        due_at = since + dialogue.idle_after
        event = Idle(dialogue.name)
        turn.work.remind(Reminder(_key(turn, dialogue), turn.actor.person_id, event, due_at, due_at + USEFUL))


def settle(turn: Turn, dialogue: Dialogue) -> None:
    """The dialogue has ended: nothing to remind of."""
    turn.work.settle(_key(turn, dialogue))


def remind(turn: Turn, dialogue: Dialogue | None) -> None:
    """Remind of the draft if there still is one and it was not touched meanwhile; else look again later."""
    frames = turn.conversation.draft_of(dialogue.name) if dialogue else None
    if not frames or dialogue is None or dialogue.idle_after is None:
        return
    touched = datetime.fromtimestamp(frames[-1].touched, turn.work.now.tzinfo)
    # One row a dialogue, and not one an answer: it looks when it comes, and moves itself.
    if touched + dialogue.idle_after > turn.work.now:
        expect(turn, dialogue, touched)
        return
    draft = dialogue.load(frames[0])
    position, total = dialogue.position(draft, frames[0].step)
    facts = {"draft": draft, "position": position, "total": total}
    resume = [[Button("engine.resume", RESUME(dialogue=dialogue.name))]]
    turn.send(Screen(Text(f"{dialogue.area}/idle_{dialogue.name}", facts), resume))


def _key(turn: Turn, dialogue: Dialogue) -> str:
    return f"idle:{turn.chat.id}:{dialogue.name}"
