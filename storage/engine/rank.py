"""What goes first: through inbox, turns, outbox and jobs, what answers a person goes before news."""

from __future__ import annotations

from enum import IntEnum


class Rank(IntEnum):
    """The smaller goes first. News is what nobody waits for at this moment: notices, reminders, what others did."""

    ANSWER = 0
    ALERT = 1  # to an operator; one that cannot be delivered makes no further one
    NEWS = 2
