"""The example data of the demo: who is there, who works here, what can be registered for. Put in once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from bot.app.staff import work_at
from bot.tools.demo.equipment import equip
from config.model import Settings
from domain.local import LOCAL, local_date
from domain.people import Role, appoint, meet
from domain.standards import OpenBatch, open_batch
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
    Somebody(3002, "赵敏", "+8613800030002", Role.PLANNER, "planner"),
    Somebody(4001, "孙丽", "+8613800040001", Role.INVIGILATOR, "invigilator"),
    Somebody(4002, "周涛", "+8613800040002", Role.INVIGILATOR, "invigilator"),
    Somebody(4003, "吴磊", "+8613800040003", Role.INVIGILATOR, "invigilator"),
    Somebody(5001, "郑勇", "+8613800050001", Role.EXAMINER, "examiner"),
    Somebody(5002, "冯军", "+8613800050002", Role.EXAMINER, "examiner"),
    Somebody(5003, "蒋平", "+8613800050003", Role.EXAMINER, "examiner"),
    Somebody(5004, "韩雪", "+8613800050004", Role.EXAMINER, "examiner"),
    Somebody(6001, "杨帆", "+8613800060001", Role.SCORE_CLERK, "score_clerk"),
    Somebody(6002, "朱琳", "+8613800060002", Role.SCORE_CLERK, "score_clerk"),
    Somebody(6003, "秦岚", "+8613800060003", Role.SCORE_AUDITOR, "score_auditor"),
    Somebody(7001, "许洁", "+8613800070001", Role.CERTIFICATE_OFFICER, "certificate_officer"),
    Somebody(8001, "何川", "+8613800080001", Role.ARCHIVIST, "archivist"),
)
ELECTRICIAN, WELDER = "6-31-01-03", "6-18-02-04"
DAYS_OPEN, DAYS_TO_EXAM = 20, 40
LEVELS = (5, 4, 3)


class Hall(Protocol):
    """Where somebody can say something to the bot: a sandbox."""

    def say(self, person_id: int, text: str, /) -> object:
        """A message of that person."""
        ...


async def put_in(database: Database, settings: Settings, sandbox: Hall, now: datetime) -> None:
    """Put the example data in, unless it is there: staff have said hello, two batches are open."""
    async with work_at(database, settings, now) as work:
        if await work.standards.batches():
            return
        await employ(work, sandbox, PEOPLE)
        await equip(work)
        await _open(work, ELECTRICIAN, 1, now)
        await _open(work, WELDER, 2, now)


async def employ(work: StoredWork, sandbox: Hall, people: Sequence[Somebody]) -> None:
    """Appoint those of them who have a role, and have each of these say hello."""
    for somebody in people:
        if somebody.role is not None:
            await hire(work, somebody.id, somebody.name, somebody.role)
            # A bot cannot write to anybody who has not written to it, and staff are told of work that waits.
            sandbox.say(somebody.id, "/start")


async def hire(work: StoredWork, chat_id: int, name: str, role: Role) -> None:
    """Appoint whoever chats there; once is enough."""
    person = await meet(work, chat_id, name)
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
            # Open already: whoever tries the demo registers at once.
            opens_at=now - timedelta(minutes=1),
            closes_at=datetime.combine(today + timedelta(days=DAYS_OPEN), time(18), LOCAL),
            exam_on=today + timedelta(days=DAYS_TO_EXAM),
        ),
    )
