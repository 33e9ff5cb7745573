"""When a release may be set for: the usual moments, and one that is typed. Pure: now is an argument."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from domain.local import LOCAL
from domain.scores.refusals import MomentFormat

EVENING, MORNING = time(18), time(9)
TYPED = re.compile(r"(?:(\d{4})[-/.年 ]+)?(\d{1,2})[-/.月 ]+(\d{1,2})日?[ T,]+(\d{1,2})[:点](\d{2})")
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
    local = now.astimezone(LOCAL)
    example = f"{local + timedelta(days=1):%m-%d} 18:00"
    match = TYPED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise MomentFormat(text.strip()[:30], example)
    year, *rest = match.groups()
    try:
        month, day, hour, minute = (int(each) for each in rest)
        moment = datetime(int(year or local.year), month, day, hour, minute, tzinfo=LOCAL)
        if year is None and moment < local - timedelta(days=MOST_DAYS):
            moment = moment.replace(year=local.year + 1)
    except ValueError as error:
        raise MomentFormat(text.strip()[:30], example) from error
    return moment.astimezone(UTC)
