"""When a release may be set for: the usual moments, and one that is typed. Pure: now is an argument."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from domain.dates import Unreadable, read
from domain.local import LOCAL
from domain.scores.refusals import MomentFormat

EVENING, MORNING = time(18), time(9)
MOST_DAYS = 30


def usual_moments(now: datetime) -> Sequence[datetime]:
    """Today 18:00, as long as it lies ahead, and tomorrow 9:00; Shanghai's, as UTC."""
    today = now.astimezone(LOCAL).date()
    offered = (datetime.combine(today, EVENING, LOCAL), datetime.combine(today + timedelta(days=1), MORNING, LOCAL))
    return [moment.astimezone(UTC) for moment in offered if moment > now]


def latest_moment(now: datetime) -> datetime:
    """A release is set for no later than this."""
    return now + timedelta(days=MOST_DAYS)


def parse_moment(text: str, now: datetime) -> datetime:
    """`11-28 18:00`, with or without a year (then the next such day), Shanghai's, as UTC. Raises `MomentFormat`."""
    today = now.astimezone(LOCAL).date()
    try:
        written = read(text)
        return datetime.combine(written.day_from(today), written.time_of_day, LOCAL).astimezone(UTC)
    except Unreadable:
        raise MomentFormat(text.strip()[:30], f"{today + timedelta(days=1):%m-%d} 18:00") from None
