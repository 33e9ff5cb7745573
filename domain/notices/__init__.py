"""Public names of the notices word: quiet hours, working days, reminders."""

from domain.notices.rules import (
    QuietHours,
    add_working_days,
    closing_reminder,
    is_working_day,
    next_allowed,
    working_deadline,
)

__all__ = [
    "QuietHours",
    "add_working_days",
    "closing_reminder",
    "is_working_day",
    "next_allowed",
    "working_deadline",
]
