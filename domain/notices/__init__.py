"""Public names of the notices word: quiet hours, working days, reminders."""

from domain.notices.model import DraftWaiting
from domain.notices.rules import (
    add_working_days,
    closing_reminder,
    idle_reminder,
    is_working_day,
    next_allowed,
    working_deadline,
)
from domain.notices.use_cases import remind_of_draft, settle_draft

__all__ = [
    "DraftWaiting",
    "add_working_days",
    "closing_reminder",
    "idle_reminder",
    "is_working_day",
    "next_allowed",
    "remind_of_draft",
    "settle_draft",
    "working_deadline",
]
