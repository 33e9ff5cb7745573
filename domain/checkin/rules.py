"""When people are let in (facts §3.2). Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.checkin.model import Doors
from domain.checkin.refusals import DoorsClosed, TooLate
from domain.planning import Sitting


def opens_at(sitting: Sitting, doors: Doors) -> datetime:
    """From when on."""
    return sitting.starts_at - timedelta(minutes=doors.open_before)


def check_time(sitting: Sitting, doors: Doors, at: datetime) -> bool:
    """Whether whoever comes at that moment is late. Raises `DoorsClosed`, `TooLate`."""
    until = sitting.starts_at + timedelta(minutes=doors.late_limit)
    if at < opens_at(sitting, doors):
        raise DoorsClosed(opens_at(sitting, doors))
    if at > until:
        raise TooLate(until)
    return at > sitting.starts_at
