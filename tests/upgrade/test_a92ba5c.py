"""The databases of commit a92ba5c, in the middle of their work, go on under this release (made by a92ba5c/make.py)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, Table, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from bot.app.areas import areas
from bot.app.foundation import key_ring
from bot.app.staff import work_at
from domain.registration import Application, Status
from storage.engine import audit
from storage.engine.database import Database, open_database
from storage.engine.files import FileStore
from storage.engine.inbox import InboxState, inbox
from storage.engine.jobs import JobState, job
from storage.engine.metadata import Sealed, mapped
from storage.engine.outbox import OutboxState, outbox
from storage.engine.rotation import sealed_columns
from storage.migrate import migrate, pending
from storage.schema import map_all
from tests.documents.samples import portrait, saved
from tests.postgres import Postgres
from tests.town import Town
from tests.upgrade.old import Old, drawn_then, old_on_postgres, old_on_sqlite, old_town, rows

NO_JSON = (str, bytes)


@pytest.fixture(params=["sqlite", "postgres"])
async def old(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Old]:
    if request.param == "sqlite":
        async with old_on_sqlite(tmp_path) as unpacked:
            yield unpacked
        return
    server: Postgres = request.getfixturevalue("postgres")
    async with old_on_postgres(server, tmp_path) as unpacked:
        yield unpacked


@pytest.fixture
async def database(old: Old) -> AsyncIterator[Database]:
    """Brought up to date."""
    map_all()
    opened = await open_database(old.url, key_ring(old.settings()))
    assert await pending(opened)
    await migrate(opened)
    yield opened
    await opened.close()


@pytest.fixture
async def town(old: Old) -> AsyncIterator[Town]:
    async with old_town(old) as made:
        yield made


def test_then_every_sealed_column_had_a_value() -> None:
    """Else the tests below would say nothing of it."""
    kept = rows()
    then = {(table, column) for table, found in kept.items() for column in found[0]}
    sealed = {(table.name, column.name) for table, column in sealed_columns()} & then
    empty = [place for place in sealed if all(row[place[1]] is None for row in kept[place[0]])]
    assert len(sealed) > 20
    assert empty == []


async def test_every_record_loads_is_changed_and_is_saved(database: Database) -> None:
    """Its sealed values too, which then have a version."""
    async with database.begin() as connection, AsyncSession(connection, expire_on_commit=False) as session:
        found = 0
        for mapper in mapped.mappers:
            names = [name for name, column in mapper.columns.items() if isinstance(column.type, Sealed)]
            for record in (await session.scalars(select(mapper.class_))).all():
                found += 1
                for name in names:
                    flag_modified(record, name)
        await session.flush()
    assert found > 120
    async with database.read() as connection:
        for mapper in mapped.mappers:
            assert isinstance(mapper.local_table, Table)
            await connection.execute(select(mapper.local_table))
    assert await unversioned(database) == []


async def test_a_value_that_was_not_written_since_has_no_version(database: Database) -> None:
    """Negative control: what the old release wrote is told from what this one writes."""
    assert "application.particulars" in await unversioned(database)


async def unversioned(database: Database) -> list[str]:
    """The sealed columns in which JSON stands without its version."""
    places = []
    assert database.ring is not None
    async with database.read() as connection:
        for table, column in sealed_columns():
            kind = column.type
            assert isinstance(kind, Sealed)
            if kind.of in NO_JSON:
                continue
            tokens = (await connection.scalars(select(type_coerce(column, LargeBinary)))).all()
            kept = [database.ring.open(bytes(token), kind.place.encode()) for token in tokens if token is not None]
            places += [f"{table.name}.{column.name}"] if any(not plain.startswith(b"v") for plain in kept) else []
    return places


async def test_an_application_is_changed_and_read_again(old: Old, database: Database) -> None:
    """As the area does it, version counter and all; and its photo is there."""
    settings = old.settings()
    async with work_at(database, settings, old.at) as work:
        person = await work.people.by_chat(old.people["waiting"]["id"])
        assert person is not None
        mine = (await work.registration.of_person(person.id))[0]
        assert mine.particulars.identity.name == "周平"
        mine.particulars = replace(mine.particulars, phone="13912345678")
    async with work_at(database, settings, old.at) as work:
        again = await work.registration.application(mine.id)
    assert (again.particulars.phone, again.particulars.identity.name) == ("13912345678", "周平")
    photo = await FileStore(old.folder / "files", key_ring(settings)).get(again.particulars.photo)
    assert photo.startswith(b"\xff\xd8")


async def test_the_audit_is_whole(database: Database) -> None:
    async with database.read() as connection:
        assert await audit.verify(connection) is None


async def test_what_rows_may_name_is_known_still(old: Old, town: Town) -> None:
    """Events wait in inboxes and due rows for weeks, dialogues in chats, jobs in their table."""
    parts = town.centre.parts
    known = {
        "events": set(parts.turns._tools.events._kinds),
        "dialogues": {dialogue.name for area in areas() for dialogue in area.dialogues},
        "jobs": set(parts.workers._job_handlers),
    }
    assert {kind: set(names) - known[kind] for kind, names in old.names.items()} == {kind: set() for kind in known}


async def test_what_was_waiting_goes_on(old: Old, town: Town) -> None:
    """A job that was ordered, a call that was not sent, an update and an event that were not taken."""
    await town.centre.start()
    await town.settle()
    people = {name: town.person(who["id"]) for name, who in old.people.items()}
    await people["sending"].sees("照片没有收到", "请再发一次")  # this sandbox has no files of then
    await people["sending"].send_photo(saved(portrait()))
    await people["sending"].sees("您符合四级／中级工的申报条件")
    await people["asking"].sees("帮助")
    await people["writing"].sees("帮助")
    await people["returned"].sees("需要补正", "请换一个号码")
    assert await parked(town) == 0


async def test_reminders_that_were_set_come(old: Old, town: Town) -> None:
    await town.centre.start()
    await town.settle()
    await town.pass_time(days=1, hours=1)
    await town.zhang.sees("您的报名还没填完")
    await town.pass_time(days=3, hours=8)
    await town.person(old.people["mending"]["id"]).sees("补正就要到期了")
    assert await parked(town) == 0


async def parked(town: Town) -> int:
    """Updates, jobs and calls that were given up."""
    given_up = (
        select(func.count()).select_from(inbox).where(inbox.c.state == int(InboxState.PARKED)).scalar_subquery()
        + select(func.count()).select_from(job).where(job.c.state == int(JobState.FAILED)).scalar_subquery()
        + select(func.count()).select_from(outbox).where(outbox.c.state == int(OutboxState.PARKED)).scalar_subquery()
    )
    async with town.centre.parts.database.read() as connection:
        return await connection.scalar(select(given_up)) or 0


async def test_a_registration_that_was_begun_goes_on(old: Old, town: Town) -> None:
    """By the button of then; what was answered stands, what follows is asked, and it is handed in."""
    await town.centre.start()
    zhang = await drawn_then(town, old.people["asked"])
    await zhang.press("没错")
    await zhang.sees("请发送您的手机号")
    await zhang.share_contact()
    await zhang.sees("您的最高学历")
    await zhang.press("先存着")
    await zhang.say("/start")
    await zhang.press("继续")
    await zhang.sees("您的最高学历")


async def test_a_dialogue_within_a_dialogue_goes_on(old: Old, town: Town) -> None:
    await town.centre.start()
    li = await drawn_then(town, old.people["nested"])
    await li.press("至今")
    await li.sees("示例电力工程有限公司", "到本月合计")


async def test_mending_that_was_begun_goes_on(old: Old, town: Town) -> None:
    await town.centre.start()
    mending = town.person(old.people["mending"]["id"])
    await mending.share_contact()
    await mending.sees("您符合四级／中级工的申报条件", "138****0005")
    await mending.press("内容属实，提交")
    await mending.sees("已提交")
    assert await status(town, old.people["mending"]["id"]) is Status.SUBMITTED


@pytest.mark.parametrize(
    ("who", "label", "seen"),
    [
        ("waiting", "看我填的内容", "周"),
        ("waiting", "回到首页", "您好"),
        ("joined", "现在补正", "请发一张证件照"),
        ("writing", "现在报名", "报名须知"),
        ("reviewing", "看全部内容", "周"),
    ],
)
async def test_a_button_of_then_is_understood(old: Old, town: Town, who: str, label: str, seen: str) -> None:
    await town.centre.start()
    someone = await drawn_then(town, old.people[who])
    await someone.press(label)
    await someone.sees(seen)


async def test_a_review_that_was_under_way_is_finished(old: Old, town: Town) -> None:
    """Approved by the button of then, and by the second reviewer; the candidate hears."""
    await town.centre.start()
    wang = await drawn_then(town, old.people["reviewing"])
    await wang.press("✅ 通过")
    await wang.sees("初审通过")
    await town.liu.sees("待复审")
    await town.liu.press("看下一件")
    await town.liu.sees("周＊")
    await town.liu.press("✅ 通过")
    await town.person(old.people["waiting"]["id"]).sees("报名审核通过")
    assert await status(town, old.people["waiting"]["id"]) is Status.APPROVED


async def status(town: Town, chat: int) -> Status:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        person = await work.people.by_chat(chat)
        assert person is not None
        found: Application = (await work.registration.of_person(person.id))[0]
        return found.status
