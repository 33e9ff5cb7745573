"""Reminders of a draft before registration closes, and of mending once more tomorrow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.engine.turn import Turn
from bot.registration.draft import given
from bot.registration.refusals import TooLateToRemind
from domain.local import LOCAL, local_date
from domain.notices import closing_reminder
from domain.registration import Application, MendingDue
from domain.standards import Batch
from domain.work import Reminder

TOMORROW_AT = time(9)


@dataclass(frozen=True)
class DraftClosing:
    """To a candidate with a draft: registration of this batch closes soon."""

    batch_id: int


def remind_of_closing(turn: Turn, batch: Batch) -> None:
    """A day before it closes, where that lies ahead (facts §9)."""
    person_id = turn.actor.person_id
    due_at = closing_reminder(turn.work.now, batch.closes_at)
    if due_at is None:
        turn.work.settle(_closing_key(person_id))
        return
    event = DraftClosing(given(batch.id))
    turn.work.remind(Reminder(_closing_key(person_id), person_id, event, due_at, batch.closes_at))


def forget_closing(turn: Turn) -> None:
    """Nothing to remind of any more."""
    turn.work.settle(_closing_key(turn.actor.person_id))


def remind_tomorrow(turn: Turn, application: Application) -> datetime:
    """Remind of mending tomorrow at nine; returns when. Raises `TooLateToRemind`."""
    tomorrow = local_date(turn.work.now) + timedelta(days=1)
    due_at = datetime.combine(tomorrow, TOMORROW_AT, LOCAL)
    # A reminder after the deadline is worse than none.
    if application.due_at is None or due_at >= application.due_at:
        raise TooLateToRemind
    key = f"mending-later:{application.id}"
    event = MendingDue(given(application.id))
    turn.work.remind(Reminder(key, turn.actor.person_id, event, due_at, application.due_at))
    return due_at


def _closing_key(person_id: int) -> str:
    return f"closing:{person_id}"
