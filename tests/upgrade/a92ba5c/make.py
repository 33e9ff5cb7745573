"""Write the databases of commit a92ba5c that the tests beside this folder bring up to date.

It runs on that commit's code, not on this one's:

    git worktree add ../old a92ba5c && cd ../old
    PYTHONPATH=. python PATH/OF/tests/upgrade/a92ba5c/make.py PATH/OF/tests/upgrade/a92ba5c
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import sqlite3
import sys
import tarfile
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import func, select, update

import tests.town
from bot.staff import work_at
from bot.words import words
from domain.certificates import Ending, EndKind
from domain.checkin import Admission
from domain.exam import Incident, IncidentKind
from domain.local import LOCAL
from domain.marking import Sheet, TheoryEntry
from domain.people import actor_of
from domain.registration import Decision, Field, Finding, Reason, claim, return_for_mending
from domain.scores import AuditFinding, CheckGround, FindingKind, ScoreCheck
from domain.standards import Part
from sandbox import Sandbox
from storage.engine.inbox import InboxState, inbox
from storage.engine.jobs import JobState, job
from storage.engine.outbox import OutboxState, lane, outbox
from tests.certificates.released import P, release
from tests.documents.samples import portrait, saved
from tests.marking.scene import practical, sat
from tests.postgres import postgres_server
from tests.registration.examples import with_check
from tests.registration.filling import consent, fill, register
from tests.registration.tables import candidate, number_of
from tests.registration.test_import_conversation import agree, imported, newcomer
from tests.town import Town, town_on

BEGINS = datetime(2026, 11, 26, 10, tzinfo=LOCAL)
KEYS = {
    "JIANDING_KEYS__RING__K1": base64.b64encode(b"a key of tests: keeps no secrets"[:32]).decode(),
    "JIANDING_KEYS__INDEX": base64.b64encode(b"an index of tests: no secrets!!!"[:32]).decode(),
}
WAITING = {inbox: InboxState.WAITING, job: JobState.OPEN, outbox: OutboxState.WAITING}
FILES, SQLITE, POSTGRES = "files.tar.gz", "sqlite.db.gz", "postgres.json.gz"


class Settled(Sandbox):
    """A sandbox whose day is the one that the tests know."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.clock.advance(int((BEGINS - self.clock.now()).total_seconds()))


async def scenes(town: Town) -> dict[str, Any]:
    """What a centre may hold in the middle of its work; in the end nothing is taken, done or sent any more."""
    await late_steps(town)
    people = {
        "asked": await asked(town),
        "nested": await nested(town),
        "joined": await joined(town),
        "mending": await mending(town),
        "waiting": await registered(town, "周平", "11010519920307513"),
    }
    await town.settle()
    people |= await under_way(town)
    people["reviewing"] = 2001
    chats = {name: await shown(town, chat) for name, chat in people.items()}
    return {"at": town.now.isoformat(), "people": chats, **names(town)}


def names(town: Town) -> dict[str, list[str]]:
    """What rows may name: events, dialogues, kinds of jobs."""
    parts = town.centre.parts
    return {
        "events": sorted(parts.turns._tools.events._kinds),
        "dialogues": sorted(dialogue.name for word in words() for dialogue in word.dialogues),
        "jobs": sorted(parts.workers._trades),
    }


async def late_steps(town: Town) -> None:
    """Batches whose exam is marked and whose scores are out, by records; a value in each column that is sealed."""
    marked, stage = await sat(town), await release(town, (P, P, P))
    await town.xu.say("/certificates")
    await town.xu.press("2026 年第 10 批")
    await town.xu.press("编号制证")
    await town.chen.sees("等您签发")
    await town.settle()
    at, who, first = town.now, 1, practical(marked)
    async with work_at(town.centre.parts.database, town.settings, at) as work:
        certificate = (await work.certificates.of_batch(stage.batch.id or 0))[0]
        work.certificates.add(Ending(certificate.id or 0, EndKind.REPLACE, "姓名有误", "赵小明", who, at))
        text = "考生突然不适，已由工作人员陪同离场"
        work.exam.add(Incident(first.sitting_id, first.id, IncidentKind.EMERGENCY, text, who, at))
        undone = {"undone_at": at, "undone_by": who, "undo_reason": "按错了"}
        work.checkin.add(Admission(first.id or 0, first.sitting_id, at, who, **undone))
        work.marking.add(Sheet(first.id or 0, who, (25, 24, 16, 16), (), at))
        theory = marked.bookings[Part.THEORY][0]
        work.marking.add(TheoryEntry(theory.id or 0, 1, 865, who, at))
        kind, application_id = FindingKind.CLOSE, stage.applications[0].id
        work.scores.add(AuditFinding(stage.batch.id or 0, kind, application_id, Part.THEORY, at, who, "复核无误"))
        day = date(2026, 12, 10)
        work.scores.add(ScoreCheck(application_id, Part.THEORY, at, CheckGround.WRONG_ADDITION, day, tenths=870))


async def asked(town: Town) -> int:
    """Who was asked for the birthday, with the ID number given."""
    await consent(town.zhang)
    await fill(town.zhang, until="请核对出生日期")
    return 1001


async def nested(town: Town) -> int:
    """Who was asked until when a spell of work went on: a dialogue within the dialogue."""
    await consent(town.li)
    await fill(town.li, until="做到哪年哪月", number=with_check("44030519920815002"), name="李娜")
    return 1002


async def joined(town: Town) -> int:
    """Who was enrolled by the employer, has joined, and owes the photo; two others have not come yet."""
    await imported(town, *(candidate(n) for n in range(3)))
    someone = newcomer(town, 0)
    await someone.say("/start")
    await someone.press("单位或学校替我报了名")
    await agree(someone)
    await someone.sees("请发送您的手机号")
    await someone.share_contact()
    await someone.sees("最后 6 位")
    await someone.say(number_of(0)[-6:])
    await someone.sees("就差一张照片")
    return someone.id


async def mending(town: Town) -> int:
    """Whose application was returned, and who has begun to mend it."""
    chat = await registered(town, "孙晓", "11010519920307511")
    await give_back(town, chat)
    await town.person(chat).sees("需要补正")
    await town.person(chat).press("现在补正")
    await town.person(chat).sees("手机号")
    return chat


async def registered(town: Town, name: str, number: str) -> int:
    """Who has registered, and waits for the review."""
    someone = town.newcomer(name)
    await register(someone, with_check(number), name)
    await town.settle()
    return someone.id


async def give_back(town: Town, chat: int) -> None:
    """The application of that chat is returned: the phone is to be mended."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        person, wang = await work.people.by_chat(chat), await work.people.by_chat(2001)
        reviewer = await actor_of(work, wang)
        mine = (await work.registration.of_person(person.id))[0]
        mine = await claim(work, reviewer, mine.id, mine.version)
        findings = (Finding(Field.PHONE, Reason.PHONE_NOT_REACHABLE.value, "请换一个号码"),)
        await return_for_mending(work, reviewer, Decision(mine.id, mine.version, findings))
    town.centre.wake_all()


async def under_way(town: Town) -> dict[str, int]:
    """A job that is not done, calls that are not sent, an update and an event that are not taken."""
    loops = town.centre.parts.loops
    returned = await registered(town, "郑安", "11010519920307517")
    await town.wang.say("/start")
    await town.wang.press("看下一件")
    await town.wang.sees("周＊")
    sender, asker, writer = (town.newcomer(name) for name in ("吴天", "冯远", "陈立"))
    await consent(sender)
    await fill(sender, until="请发一张证件照", number=with_check("11010519920307515"), name="吴天")
    for one in (asker, writer):
        await one.say("/start")
        await one.sees("您好")
    await town.settle()
    loops["jobs"].stop()
    await sender.send_photo(saved(portrait()))
    await until(town, job)
    loops["deliver"].stop()
    await asyncio.sleep(0.5)
    await asker.say("/help")
    await until(town, outbox)
    loops["turns"].stop()
    await asyncio.sleep(0.5)
    await writer.say("/help")
    await until(town, inbox)
    await give_back(town, returned)
    return {"sending": sender.id, "returned": returned, "asking": asker.id, "writing": writer.id}


async def until(town: Town, table: Any) -> None:
    """Wait until a row of this table waits to be worked on."""
    waiting = select(func.count()).select_from(table).where(table.c.state == int(WAITING[table]))
    async with asyncio.timeout(20):
        while not await counted(town, waiting):
            await asyncio.sleep(0.05)


async def counted(town: Town, query: Any) -> int:
    """What a query counts."""
    async with town.centre.parts.database.read() as connection:
        return await connection.scalar(query) or 0


async def shown(town: Town, chat: int) -> dict[str, Any]:
    """A person as the sandbox knows them, and the buttons of the messages that they see."""
    messages = await town.person(chat).messages()
    rows = [row for message in messages for row in message.get("reply_markup", {}).get("inline_keyboard", [])]
    person = town.sandbox.person(chat)
    return {
        "id": chat,
        "name": person.first_name,
        "phone": person.phone,
        "buttons": [each for row in rows for each in row],
    }


async def played(url: str, folder: Path) -> dict[str, Any]:
    """The scenes on that database; files lie in the folder."""
    async with town_on(url, folder, KEYS) as town:
        told = await scenes(town)
        async with town.centre.parts.database.begin() as connection:
            await connection.execute(update(lane).values(paced_until=0.0))
    return told


async def on_sqlite(out: Path) -> None:
    """A file of SQLite, packed, with the files and what was told."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "old.sqlite3"
        told = await played(f"sqlite+aiosqlite:///{path}", folder)
        with sqlite3.connect(path) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("PRAGMA journal_mode=DELETE")
            raw.execute("VACUUM")
        raw.close()
        (out / SQLITE).write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        pack(folder, out, "sqlite", told)


async def on_postgres(out: Path) -> None:
    """The rows of all tables as JSON, as PostgreSQL writes and reads them, with the files and what was told."""
    with postgres_server() as server, tempfile.TemporaryDirectory() as name:
        async with server.database() as url:
            told = await played(url, Path(name))
            connection = await asyncpg.connect(url.replace("+asyncpg", ""))
            tables = [
                row[0] for row in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            ]
            rows = {
                table: json.loads(await connection.fetchval(f'SELECT coalesce(json_agg(t), $$[]$$) FROM "{table}" t'))  # noqa: S608
                for table in sorted(tables)
            }
            await connection.close()
        text = json.dumps({table: found for table, found in rows.items() if found}, ensure_ascii=False)
        (out / POSTGRES).write_bytes(gzip.compress(text.encode(), mtime=0))
        pack(Path(name), out, "postgres", told)


def pack(folder: Path, out: Path, kind: str, told: dict[str, Any]) -> None:
    """Write the stored files, and what the test must know."""
    with tarfile.open(out / f"{kind}-{FILES}", "w:gz") as archive:
        archive.add(folder / "files", "files")
    (out / f"{kind}.json").write_text(json.dumps(told | {"keys": KEYS}, ensure_ascii=False, indent=1) + "\n", "utf-8")


async def main(out: Path) -> None:
    """Write both."""
    tests.town.Sandbox = Settled
    await on_sqlite(out)
    await on_postgres(out)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
