"""A stage set for a test: a batch of example candidates brought, by records alone, to where the test begins.

Whoever tests a late step need not play all the steps before it; the whole story is played elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.app.staff import work_at
from domain.local import LOCAL
from domain.planning import Booking, Room, Sitting, SittingStatus, Ticket
from domain.registration import Application, Education, Identity, IdKind, Month, Particulars, Schooling, Sex, Status
from domain.registration import WorkSpell as Spell
from domain.staffing import Card, CardKind, Duty, DutyRole, DutyStatus
from domain.standards import Batch, BatchStatus, Part
from storage.work import StoredWork
from tests.registration.examples import with_check
from tests.town import NAMES, Town

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
FIRST_CHAT = 20_001
FIRST_BATCH = 9
MINUTES = {Part.THEORY: 90, Part.PRACTICAL: 150}
BEGINS = {Part.THEORY: time(9), Part.PRACTICAL: time(13, 30)}
WATCHERS = ("sun", "zhou")
EXAMINERS = ("zheng", "feng", "jiang")


@dataclass
class Stage:
    """What was set: the batch, its approved applications, and by part the sitting and its bookings in seat order."""

    batch: Batch
    applications: list[Application] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    sittings: dict[Part, Sitting] = field(default_factory=dict)
    bookings: dict[Part, list[Booking]] = field(default_factory=dict)

    def chat(self, number: int) -> int:
        """The chat of the candidate of that number, from 0."""
        return FIRST_CHAT + number


async def set_stage(town: Town, status: BatchStatus, candidates: int = 4) -> Stage:
    """A new batch of 电工 四级 with approved candidates who have said hello; past ARRANGED with seats, tickets, duties.

    The exam is on the day after tomorrow by the town's clock, theory 9:00 in room 01, practical 13:30 in room 51.
    """
    for number in range(candidates):
        town.sandbox.add_person({"id": FIRST_CHAT + number, "first_name": name_of(number)})
        await town.person(FIRST_CHAT + number).say("/start")
    await town.settle()
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return await stage_in(work, status, candidates)


async def stage_in(work: StoredWork, status: BatchStatus, candidates: int) -> Stage:
    """The same in a unit of work of one's own; the candidates have been met already."""
    stage = Stage(await _batch(work, work.now, status))
    await _approve(work, stage, candidates)
    if status not in {BatchStatus.REGISTRATION_OPEN, BatchStatus.REGISTRATION_CLOSED}:
        await _arrange(work, stage)
    return stage


def name_of(number: int) -> str:
    """An example name."""
    return SURNAMES[number % len(SURNAMES)] + "小" + SURNAMES[-1 - number // len(SURNAMES)]


def particulars(number: int) -> Particulars:
    """What an example candidate states: ten years of work, so eligible for level 4."""
    born = date(1985 + number % 15, 1 + number % 12, 1 + number % 28)
    identity_number = with_check(f"110105{born:%Y%m%d}{number % 1000:03d}")
    sex = Sex.MALE if number % 2 else Sex.FEMALE
    identity = Identity(name_of(number), IdKind.RESIDENT, identity_number, born, sex)
    spells = (Spell(f"示例电力公司{number % 5}", Month(2010, 7)),)
    return Particulars(
        identity, f"138{number:08d}", Schooling(Education.COLLEGE, False, Month(2009, 7)), spells, None, ""
    )


async def _batch(work: StoredWork, now: datetime, status: BatchStatus) -> Batch:
    exam_on = now.astimezone(LOCAL).date() + timedelta(days=2)
    opens, closes = now - timedelta(days=30), now - timedelta(days=10)
    number = FIRST_BATCH + sum(batch.number >= FIRST_BATCH for batch in await work.standards.batches())
    batch = Batch(2026, number, "6-31-01-03", "2023", (4,), opens, closes, exam_on, status)
    work.standards.add(batch)
    await work.standards.flush()
    return batch


async def _approve(work: StoredWork, stage: Stage, candidates: int) -> None:
    for number in range(candidates):
        person = await work.people.by_chat(FIRST_CHAT + number)
        assert person is not None
        stated = particulars(number)
        application = Application(
            person.id,
            stage.batch.id,
            4,
            stated,
            work.blind_index(stated.identity.number),
            "4a",
            work.now - timedelta(days=15),
            Status.APPROVED,
            decided_at=work.now - timedelta(days=12),
        )
        work.registration.add(application)
        stage.applications.append(application)
    await work.registration.flush()


async def _arrange(work: StoredWork, stage: Stage) -> None:
    for number, application in enumerate(stage.applications):
        stage.tickets.append(
            Ticket(
                stage.batch.id,
                application.id,
                application.person_id,
                f"26{stage.batch.number:02d}{number + 1:05d}",
                f"token{(stage.batch.number - FIRST_BATCH) * 1000 + number:027d}",
                issued_at=work.now,
            )
        )
        work.planning.add(stage.tickets[-1])
    await work.planning.flush()
    for part, staff, role in (
        (Part.THEORY, WATCHERS, DutyRole.INVIGILATOR),
        (Part.PRACTICAL, EXAMINERS, DutyRole.EXAMINER),
    ):
        await _seat(work, stage, part)
        await _staff(work, stage.sittings[part], staff, role)
    await _staff(work, stage.sittings[Part.PRACTICAL], WATCHERS, DutyRole.INVIGILATOR)


async def _seat(work: StoredWork, stage: Stage, part: Part) -> None:
    room = await _room(work, part)
    begins = datetime.combine(stage.batch.exam_on, BEGINS[part], LOCAL)
    ends = begins + timedelta(minutes=MINUTES[part])
    sitting = Sitting(stage.batch.id, 4, part, room.id, begins, ends, SittingStatus.CONFIRMED)
    work.planning.add(sitting)
    await work.planning.flush()
    seats = [
        Booking(ticket.id, ticket.application_id, sitting.id, part, seat)
        for seat, ticket in enumerate(stage.tickets, 1)
    ]
    for booking in seats:
        work.planning.add(booking)
    await work.planning.flush()
    stage.sittings[part], stage.bookings[part] = sitting, seats


async def _room(work: StoredWork, part: Part) -> Room:
    code = "01" if part is Part.THEORY else "51"
    known = next((room for room in await work.planning.rooms() if room.code == code), None)
    if known is not None:
        return known
    room = Room(code, f"{code} 号考场", "示例考点", "示例路 1 号", part, 300)
    work.planning.add(room)
    await work.planning.flush()
    return room


async def _staff(work: StoredWork, sitting: Sitting, names: tuple[str, ...], role: DutyRole) -> None:
    held = {card.person_id for card in await work.staffing.cards()}
    for number, name in enumerate(names):
        person = await work.people.by_chat(NAMES[name])
        assert person is not None
        if person.id not in held:
            kind = CardKind.INVIGILATOR if role is DutyRole.INVIGILATOR else CardKind.EXAMINER
            card = Card(person.id, kind, f"C{NAMES[name]}", (), (5, 4, 3), date(2030, 1, 1), f"单位{NAMES[name]}")
            work.staffing.add(card)
        leads = role is DutyRole.EXAMINER and number == 0
        duty = DutyRole.LEADER if leads else role
        work.staffing.add(Duty(sitting.id, person.id, duty, DutyStatus.ACCEPTED, answered_at=work.now))
    await work.staffing.flush()
