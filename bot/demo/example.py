"""The example data of the demo: who is there, who works here, what can be registered for. Put in once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.staff import work_at
from config.model import Settings
from domain.local import LOCAL, local_date
from domain.people import Role, appoint, meet
from domain.standards import OpenBatch, open_batch
from sandbox import Sandbox
from storage.engine.database import Database
from storage.work import StoredWork


@dataclass(frozen=True)
class Somebody:
    """A person of the demo; `role` None is a candidate."""

    id: int
    name: str
    phone: str
    role: Role | None
    hint: str

    def in_sandbox(self) -> dict[str, object]:
        """As the sandbox takes people."""
        return {
            "id": self.id,
            "first_name": self.name,
            "language_code": "zh-hans",
            "phone": self.phone,
            "role_hint": self.hint,
        }


PEOPLE = (
    Somebody(1001, "张伟", "+8613800010001", None, "candidate"),
    Somebody(1002, "李娜", "+8613800010002", None, "candidate"),
    Somebody(2001, "王芳", "+8613800020001", Role.FIRST_REVIEWER, "first_reviewer"),
    Somebody(2002, "刘强", "+8613800020002", Role.SECOND_REVIEWER, "second_reviewer"),
    Somebody(3001, "陈静", "+8613800030001", Role.DIRECTOR, "director"),
)
ELECTRICIAN, WELDER = "6-31-01-03", "6-18-02-04"
DAYS_OPEN, DAYS_TO_EXAM = 20, 40
LEVELS = (5, 4, 3)


async def put_in(database: Database, settings: Settings, sandbox: Sandbox, now: datetime) -> None:
    """Put the example data in, unless it is there: staff have said hello, two batches are open."""
    async with work_at(database, settings, now) as work:
        if await work.standards.batches():
            return
        for somebody in PEOPLE:
            if somebody.role is not None:
                await _employ(work, somebody.id, somebody.name, somebody.role)
                sandbox.say(somebody.id, "/start")
        await _open(work, ELECTRICIAN, 1, now)
        await _open(work, WELDER, 2, now)


async def _employ(work: StoredWork, chat_id: int, name: str, role: Role) -> None:
    person = await meet(work, chat_id, name)
    await work.people.flush()
    assert person.id is not None
    await appoint(work, None, person.id, role)


async def _open(work: StoredWork, occupation: str, number: int, now: datetime) -> None:
    today = local_date(now)
    await open_batch(
        work,
        None,
        OpenBatch(
            year=today.year,
            number=number,
            occupation=occupation,
            edition="2023",
            levels=LEVELS,
            opens_at=now - timedelta(minutes=1),
            closes_at=datetime.combine(today + timedelta(days=DAYS_OPEN), time(18), LOCAL),
            exam_on=today + timedelta(days=DAYS_TO_EXAM),
        ),
    )
