"""Reminding people of what they began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.notices.model import DraftWaiting
from domain.notices.rules import closing_reminder, idle_reminder
from domain.work import Reminder

if TYPE_CHECKING:
    from datetime import datetime

    from domain.work import Work


def remind_of_draft(work: Work, person_id: int, draft: DraftWaiting) -> None:
    """A draft was touched: remind of it when it is left alone for 24 hours, and 24 hours before closing (facts §9).

    Touching it again moves the reminders; what would come too late does not come.
    """
    _remind(work, (person_id, draft), "idle", idle_reminder(work.now, draft.closes_at))
    if draft.closes_at is not None:
        _remind(work, (person_id, draft), "closing", closing_reminder(work.now, draft.closes_at))


def settle_draft(work: Work, person_id: int, dialogue: str) -> None:
    """The draft was finished or thrown away: nothing to remind of."""
    for occasion in ("idle", "closing"):
        work.settle(_key(person_id, dialogue, occasion))


def _remind(work: Work, of: tuple[int, DraftWaiting], occasion: str, due_at: datetime | None) -> None:
    person_id, draft = of
    key = _key(person_id, draft.dialogue, occasion)
    if due_at is None:
        work.settle(key)
    else:
        work.remind(Reminder(key, person_id, draft, due_at, useful_until=draft.closes_at))


def _key(person_id: int, dialogue: str, occasion: str) -> str:
    return f"draft:{dialogue}:{person_id}:{occasion}"
