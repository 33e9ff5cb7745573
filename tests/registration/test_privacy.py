"""Personal data is sealed in the database, absent from logs and the audit trail, and gone from what is done with."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import structlog
from sqlalchemy import select

from bot.app.running import set_up_logs
from config.model import Log
from storage.engine import audit
from storage.engine.inbox import inbox
from storage.engine.outbox import outbox
from storage.schema import metadata
from tests.registration.examples import with_check
from tests.registration.filling import ID_NUMBER, consent, fill, register
from tests.town import Town, town_on

SECRETS = [ID_NUMBER, "13800010001", "示例电力工程有限公司"]


async def everything(town: Town) -> str:
    """All that the database holds, as raw values."""
    found = []
    async with town.centre.parts.database.read() as connection:
        for table in metadata.sorted_tables:
            rows = await connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')  # noqa: S608 - our own tables
            found += [repr(bytes(v) if isinstance(v, memoryview) else v) for row in rows for v in row]
    return "\n".join(found)


def forms(secret: str) -> list[str]:
    """A text as it might stand in a dump of values."""
    return [secret, repr(secret.encode())[2:-1]]


async def test_nothing_personal_stands_open_in_the_database(town: Town) -> None:
    await register(town.zhang)
    await consent(town.li)
    await fill(town.li, until="您的最高学历", number=with_check("44030519920815002"), name="李娜")
    await town.settle()
    dump = await everything(town)
    for secret in [*SECRETS, "张伟", "李娜"]:
        assert not any(form in dump for form in forms(secret)), secret
    assert "6-31-01-03" in dump  # the same search finds what is not sealed


async def test_the_files_folder_holds_no_picture_that_opens(town: Town, tmp_path: Path) -> None:
    await register(town.zhang)
    kept = [p.read_bytes() for p in (tmp_path / "files").rglob("*") if p.is_file()]
    assert kept
    assert not any(b"\xff\xd8\xff" in content[:64] or b"JFIF" in content for content in kept)


async def test_what_is_done_and_sent_keeps_no_content(town: Town) -> None:
    await register(town.zhang)
    await town.settle()
    async with town.centre.parts.database.read() as connection:
        arrived = set((await connection.execute(select(inbox.c.payload))).scalars())
        sent = set((await connection.execute(select(outbox.c.payload))).scalars())
    assert arrived == sent == {None}


async def test_logs_name_nobody(tmp_path: Path) -> None:
    written = io.StringIO()
    everything_said = structlog.make_filtering_bound_logger(0)
    structlog.configure(wrapper_class=everything_said, logger_factory=structlog.PrintLoggerFactory(written))
    try:
        async with town_on(f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}", tmp_path) as town:
            await register(town.zhang)
            await town.zhang.press_data("approve:1:1")
            await town.settle()
    finally:
        set_up_logs(Log(level="error", json=False))
    assert "leading" in written.getvalue()
    assert not any(secret in written.getvalue() for secret in [*SECRETS, "张伟"])


async def test_the_audit_trail_is_whole_and_holds_no_values(town: Town) -> None:
    await register(town.zhang)
    await town.settle()
    async with town.centre.parts.database.read() as connection:
        assert await audit.verify(connection) is None
        rows = (await connection.execute(select(audit.audit.c.action, audit.audit.c.facts))).all()
    deeds = [row.action for row in rows]
    assert deeds.count("consent.given") == 4
    assert deeds.count("application.submitted") == 1
    assert not any(secret in str(row.facts) for row in rows for secret in [*SECRETS, "张伟"])


async def test_a_changed_audit_row_is_found(town: Town) -> None:
    await register(town.zhang)
    await town.settle()
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(audit.audit.update().where(audit.audit.c.id == 2).values(action="nothing.happened"))
    async with town.centre.parts.database.read() as connection:
        assert await audit.verify(connection) == 2


@pytest.mark.parametrize("command", ["/start", "/status"])
async def test_the_candidate_sees_his_own_number_masked(town: Town, command: str) -> None:
    await register(town.zhang)
    await town.zhang.say(command)
    await town.settle()
    await town.zhang.does_not_see(ID_NUMBER)
