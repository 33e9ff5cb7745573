"""`jianding doctor`: a centre that is well is all OK, and each thing that ails it has a line that says what to do."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import doctor
from bot.app.doctor import examine
from bot.app.foundation import utc_now
from bot.app.main import open_centre
from config.model import Settings
from storage.backup.making import ACTION
from storage.engine import audit, inbox
from storage.engine.inbox import Arrival, InboxState
from tests.commands import command
from tests.town import Town


@pytest.fixture(autouse=True)
def faces(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """As if the typefaces were made."""
    kept = tmp_path_factory.mktemp("faces") / "face.ttf"
    kept.touch()
    monkeypatch.setattr(doctor, "file_of", lambda _: kept)


@pytest.fixture
async def well(town: Town) -> Town:
    """A town that has been backed up."""
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")
    await town.settle()
    await audited(town, ACTION)
    return town


@pytest.fixture(autouse=True)
def clock(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database lives in the time of the town."""

    async def now(_connection: AsyncConnection) -> datetime:
        return town.now

    monkeypatch.setattr(doctor, "clock_of", now)


async def audited(town: Town, action: str, ago: timedelta = timedelta()) -> None:
    async with town.centre.parts.database.begin() as connection:
        await audit.append(connection, [audit.AuditEntry(town.now - ago, None, action, "backup", {})])


async def told(town: Town, settings: Settings | None = None) -> dict[str, str]:
    """What is not well, by what it is about."""
    found = [finding async for finding in examine(settings or town.settings, town.now)]
    about = {finding.about for finding in found}
    assert about >= {"settings", "disk", "typefaces"}
    return {finding.about: finding.said for finding in found if not finding.well}


async def test_a_centre_that_is_well(well: Town) -> None:
    assert await told(well) == {}
    found = [finding.about async for finding in examine(well.settings, well.now)]
    assert set(found) == {
        *("settings", "token", "webhook", "database", "inbox", "outbox", "jobs", "parked", "audit"),
        *("backup", "clock", "process", "disk", "typefaces"),
    }


async def no_backup(town: Town) -> None:
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(text("DELETE FROM audit WHERE action = 'backup.made'"))


async def old_backup(town: Town) -> None:
    await no_backup(town)
    await audited(town, ACTION, timedelta(days=3))


async def broken_audit(town: Town) -> None:
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(text("UPDATE audit SET action = 'x' WHERE id = (SELECT min(id) FROM audit)"))


async def set_back(town: Town) -> None:
    await audited(town, "x", -timedelta(hours=3, minutes=1))


async def foreign_webhook(town: Town) -> None:
    await town.centre.parts.api.call("setWebhook", {"url": "http://127.0.0.1:9/hook"})


async def stopped(town: Town) -> None:
    await town.centre.close()
    town.centre = await open_centre(town.settings, town.sandbox.clock.now)


AILMENTS: dict[str, tuple[Callable[[Town], Awaitable[None]], str, str]] = {
    "no backup": (no_backup, "backup", "jianding backup DIR"),
    "old backup": (old_backup, "backup", "3 days old: jianding backup DIR"),
    "broken audit": (broken_audit, "audit", "broken at row 1"),
    "clock set back": (set_back, "clock", "by 3 h: it was set back"),
    "foreign webhook": (foreign_webhook, "webhook", "http://127.0.0.1:9/hook"),
    "stopped": (stopped, "process", "jianding run"),
}


@pytest.mark.parametrize(("deed", "about", "said"), AILMENTS.values(), ids=AILMENTS)
async def test_what_ails_is_told(well: Town, deed: Callable[[Town], Awaitable[None]], about: str, said: str) -> None:
    await deed(well)
    found = await told(well)
    assert said in found.pop(about)
    assert found == {}


async def test_what_waits_too_long_and_what_was_given_up(well: Town) -> None:
    await stopped(well)
    async with well.centre.parts.database.begin() as connection:
        for key, state in (("late", InboxState.WAITING), ("parked", InboxState.PARKED)):
            await inbox.receive(connection, [Arrival(1001, b"{}", event_key=key)], well.now - timedelta(minutes=9))
            found = inbox.inbox.c.event_key == key
            await connection.execute(update(inbox.inbox).where(found).values(state=int(state)))
    ailing = await told(well)
    assert ailing["inbox"].startswith("1 wait, the oldest for 9 min")
    assert "1 given up: see jianding parked list" in ailing["parked"]


async def test_a_full_disk_and_missing_typefaces(well: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as shutil's
    monkeypatch.setattr("bot.app.doctor.shutil.disk_usage", lambda _: usage(100 * 10**9, 0, 5 * 10**9))
    monkeypatch.setattr(doctor, "file_of", lambda _: well.settings.data_dir / "none")
    ailing = await told(well)
    assert "5.0 of 100.0 GB free" in ailing["disk"]
    assert "make setup" in ailing["typefaces"]


async def test_what_does_not_answer_is_a_line_too(well: Town, unused_tcp_port: int) -> None:
    away = f"http://127.0.0.1:{unused_tcp_port}"
    no_server = well.settings.model_copy(
        update={"api_base_url": away, "database_url": f"postgresql://x@127.0.0.1:{unused_tcp_port}/x"}
    )
    ailing = await told(well, no_server)
    assert set(ailing) == {"telegram", "database"}
    assert "api_base_url" in ailing["telegram"]


async def test_a_database_with_another_clock(well: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    database, real = well.centre.parts.database, doctor.clock_of
    if database.is_postgres:
        monkeypatch.undo()
        async with database.read() as connection:
            assert abs(await doctor.clock_of(connection) - utc_now()) < timedelta(minutes=1)

    async def ahead(connection: AsyncConnection) -> datetime:
        return await real(connection) + timedelta(minutes=2)

    monkeypatch.setattr(doctor, "clock_of", ahead)
    assert ("clock" in await told(well)) is well.centre.parts.database.is_postgres


async def test_other_keys_are_told(well: Town) -> None:
    assert well.settings.keys is not None
    keys = well.settings.keys.model_copy(update={"index": well.settings.keys.ring["k1"]})
    assert "keys.index" in (await told(well, well.settings.model_copy(update={"keys": keys})))["keys"]


async def test_the_command_prints_it_and_its_code_says_whether_there_is_something_to_do(well: Town) -> None:
    """By the clock of this machine, which is not that of the town."""
    found = await command(well.settings, "doctor")
    lines = found.stdout.splitlines()
    assert "OK  token       @" in found.stdout
    assert found.exit_code == (1 if any(line.startswith("DO  ") for line in lines) else 0)
    assert all(line[:4] in {"OK  ", "DO  "} for line in lines)
