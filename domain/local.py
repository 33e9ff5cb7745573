"""Local time: people live in Asia/Shanghai, the database in UTC (facts §12)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")


def local_date(at: datetime) -> date:
    """The date in Asia/Shanghai of an aware instant: ages, years and deadlines count by it."""
    return at.astimezone(LOCAL).date()
