"""`jianding parked`: what was given up is done after all, or dropped, each with an audit row."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import insert, select, update

from bot.engine.intake import arrival
from storage.engine import audit, inbox, outbox
from storage.engine.inbox import InboxState
from storage.engine.outbox import OutboxState
from tests.commands import command
from tests.town import Town


@pytest.fixture
async def broken(town: Town) -> Town:
    """Zhang has asked for help, which was given up; so was a message to Li."""
    await town.li.say("/start")
    await town.zhang.say("/start")
    await town.settle()
    payload = json.dumps({"chat_id": 1002, "text": "late but here"}).encode()
    given = {"chat_id": 1002, "method": "sendMessage", "payload": payload, "doubt": "resend", "ordered": True}
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(
            insert(outbox.outbox).values(state=int(OutboxState.PARKED), attempts=5, written_at=town.now, **given)
        )
        message = {"message_id": 99, "date": 1, "chat": {"id": 1001, "type": "private"}, "text": "/help"}
        help_me = {"update_id": 10**6, "message": {**message, "from": {"id": 1001, "first_name": "张伟"}}}
        await inbox.receive(connection, [arrival(help_me)], town.now)
        given_up = {"state": int(InboxState.PARKED), "attempts": 6}
        await connection.execute(update(inbox.inbox).where(inbox.inbox.c.update_id == 10**6).values(**given_up))
    return town


async def audited(town: Town) -> list[tuple[str, str]]:
    async with town.centre.parts.database.read() as connection:
        assert await audit.verify(connection) is None
        rows = await connection.execute(select(audit.audit.c.action, audit.audit.c.object_id))
        return [(row.action, row.object_id.partition(":")[0]) for row in rows if row.action.startswith("parked.")]


async def names(town: Town) -> list[str]:
    told = await command(town.settings, "parked", "list")
    assert (told.exit_code, told.stderr) == (0, "")
    return [line.split()[0] for line in told.stdout.splitlines()[:-1]]


async def test_a_call_put_back_arrives(broken: Town) -> None:
    update_name, call_name = await names(broken)
    told = await command(broken.settings, "parked", "retry", call_name)
    assert (told.exit_code, told.stdout) == (0, "ok: 1 retried\n")
    await broken.li.sees("late but here")
    assert await names(broken) == [update_name]
    assert await audited(broken) == [("parked.retried", "call")]


async def test_an_update_put_back_is_taken_again(broken: Town) -> None:
    """It asked for help; a release that failed at it has been replaced meanwhile."""
    told = await command(broken.settings, "parked", "retry", "--all")
    assert (told.exit_code, told.stdout) == (0, "ok: 2 retried\n")
    await broken.zhang.sees("需要帮助")
    await broken.settle()
    assert await names(broken) == []
    assert sorted(await audited(broken)) == [("parked.retried", "call"), ("parked.retried", "update")]


async def test_what_is_dropped_is_not_done(broken: Town) -> None:
    told = await command(broken.settings, "parked", "drop", *await names(broken))
    assert (told.exit_code, told.stdout) == (0, "ok: 2 dropped\n")
    assert await names(broken) == []
    assert sorted(await audited(broken)) == [("parked.dropped", "call"), ("parked.dropped", "update")]
    gone = await command(broken.settings, "parked", "retry", "--all")
    assert gone.stdout == "ok: 0 retried\n"


async def test_what_it_holds_is_shown_when_asked_for_and_audited(broken: Town) -> None:
    for name in await names(broken):
        without = await command(broken.settings, "parked", "show", name)
        assert not any(told in without.stdout for told in ("late but here", "/help", "1001", "1002", "张伟"))
    assert await audited(broken) == []
    seen = await command(broken.settings, "parked", "show", name, "--content")
    assert "late but here" in seen.stdout
    assert await audited(broken) == [("parked.shown", "call")]


async def test_a_name_that_is_none_changes_nothing(broken: Town) -> None:
    parked = await names(broken)
    for wrong in (["update:9999"], ["letter:1"], ["call:"], ["call:-1"], [*parked, "job:1"], []):
        told = await command(broken.settings, "parked", "drop", *wrong)
        assert (told.exit_code, len(told.stderr.strip().splitlines())) == (1, 1)
    assert await names(broken) == parked
    assert await audited(broken) == []
