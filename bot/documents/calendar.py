"""Appointments as a calendar file (.ics), which phones put into their own calendar, with an alarm two hours before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

BEFORE = timedelta(hours=2)


@dataclass(frozen=True)
class Appointment:
    """An event: `uid` is the same whenever it is sent, so that it is not entered twice; `span` is aware."""

    uid: str
    title: str
    place: str
    note: str
    span: tuple[datetime, datetime]


def calendar(appointments: Sequence[Appointment], at: datetime) -> bytes:
    """The appointments as an .ics file, dated `at`."""
    made = Calendar()
    made.add("prodid", "-//Jianding//Admission ticket//")
    made.add("version", "2.0")
    for one in appointments:
        made.add_component(_event(one, at))
    return bytes(made.to_ical())


def _event(one: Appointment, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@jianding")
    event.add("dtstamp", at)
    event.add("summary", one.title)
    event.add("location", one.place)
    event.add("description", one.note)
    event.add("dtstart", one.span[0])
    event.add("dtend", one.span[1])
    # In the file, since an alarm works without the bot, and without a line.
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.title)
    alarm.add("trigger", -BEFORE)
    event.add_component(alarm)
    return event
