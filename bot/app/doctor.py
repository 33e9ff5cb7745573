"""`jianding doctor`: looks at what a centre needs, and says for each thing that it is well, or what to do."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import InvalidToken, TelegramError

from bot.app.foundation import folders_of
from bot.app.staff import operator_database
from bot.documents.typefaces import Face, file_of
from bot.engine.request import BotApi, LeanRequest
from config.model import Settings
from config.settings import BadSettings, require_token
from storage.backup.making import ACTION as BACKED_UP
from storage.engine import audit, parked, queues
from storage.engine.database import Database

CLOCK_SECONDS = 30
WAITS_MINUTES = 5
BACKUP_DAYS = 2
DISK_FULL = 0.9
GB = 1e9


class Finding(NamedTuple):
    """What was looked at, whether it is well, and what it says or asks for."""

    about: str
    well: bool
    said: str


async def examine(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """One finding after the other; what cannot be looked at is a finding too."""
    yield Finding("settings", True, f"{settings.mode}, {settings.centre.name_zh}")
    async for finding in _telegram(settings):
        yield finding
    async with AsyncExitStack() as stack:
        try:
            database = await stack.enter_async_context(operator_database(settings))
            async with database.read() as connection:
                found = [*await _records(connection, now), await _clock(connection, database, now)]
            found.append(await _leader(database))
        except BadSettings as bad:
            found = [Finding("keys", False, str(bad))]
        except (SQLAlchemyError, OSError) as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            found = [Finding("database", False, f"does not answer ({reason}): start it, or mend database_url")]
    for finding in found:
        yield finding
    for finding in await asyncio.to_thread(_machine, settings):
        yield finding


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    request = LeanRequest()
    api = BotApi(request, settings.api_base_url, require_token(settings))
    try:
        await request.initialize()
        me = await api.call("getMe", {})
        yield Finding("token", True, f"@{me['username']}")
        yield _webhook(settings, await api.call("getWebhookInfo", {}))
    except InvalidToken:
        yield Finding("token", False, "is refused: take it from @BotFather again")
    except TelegramError as error:
        yield Finding(
            "telegram", False, f"does not answer ({error.message}): look at the line, api_base_url, HTTPS_PROXY"
        )
    finally:
        await request.shutdown()


def _webhook(settings: Settings, told: dict[str, object]) -> Finding:
    """Whether updates come the way that the settings want."""
    is_set = str(told.get("url") or "")
    if settings.mode == "polling":
        said = (
            f"{is_set} is set though mode is polling: somebody else uses this token; a start of the centre removes it"
        )
        return Finding("webhook", not is_set, said if is_set else "none, as polling needs it")
    wanted = f"{settings.webhook.url}{settings.webhook.path}"
    if is_set != wanted:
        return Finding("webhook", False, f"{is_set or 'none'} is set, not {wanted}: start the centre, it sets its own")
    # Told as long as it is the last that happened; what waits shows whether it still does.
    if told.get("last_error_message") and told.get("pending_update_count"):
        error, waiting = told["last_error_message"], told["pending_update_count"]
        return Finding(
            "webhook", False, f"{waiting} updates wait at Telegram ({error}): look at the proxy before this machine"
        )
    return Finding("webhook", True, is_set)


async def _records(connection: AsyncConnection, now: datetime) -> list[Finding]:
    found = [Finding("database", True, f"answers ({connection.dialect.name}), newest schema, its own keys")]
    for queue in await queues.lengths(connection):
        age = now - queue.oldest if queue.oldest else timedelta()
        late = age > timedelta(minutes=WAITS_MINUTES)
        said = f"{queue.length} wait" + (f", the oldest for {_age(age)}" if queue.oldest and age > timedelta() else "")
        found.append(
            Finding(queue.name, not late, said + (": is a process running? look into its log" if late else ""))
        )
    given_up = await parked.listed(connection, list(parked.Kind))
    more = ": see jianding parked list" if given_up else ""
    found.append(Finding("parked", not given_up, f"{len(given_up)} given up{more}"))
    broken = await audit.verify(connection)
    said = (
        "whole" if broken is None else f"broken at row {broken}: keep a copy of the database as it is, and find out who"
    )
    found.append(Finding("audit", broken is None, said))
    return [*found, await _backup(connection, now)]


async def _backup(connection: AsyncConnection, now: datetime) -> Finding:
    last = await queues.last_done(connection, BACKED_UP)
    if last is None:
        return Finding("backup", False, "there never was one: jianding backup DIR")
    age = now - last
    late = age > timedelta(days=BACKUP_DAYS)
    return Finding("backup", not late, f"{_age(age)} old" + (": jianding backup DIR" if late else ""))


async def _clock(connection: AsyncConnection, database: Database, now: datetime) -> Finding:
    """Against the database's own clock, where it has one, and against what was written down as now."""
    apart = abs(await clock_of(connection) - now) if database.is_postgres else timedelta()
    if apart > timedelta(seconds=CLOCK_SECONDS):
        return Finding("clock", False, f"{_age(apart)} apart from the database's: have both set by NTP")
    newest = await queues.newest_moment(connection)
    if newest is not None and newest - now > timedelta(seconds=CLOCK_SECONDS):
        said = f"behind what was written before by {_age(newest - now)}: it was set back, or was wrong; set it by NTP"
        return Finding("clock", False, said)
    return Finding("clock", True, "agrees")


async def clock_of(connection: AsyncConnection) -> datetime:
    """What the database takes for now."""
    theirs: datetime = (await connection.execute(select(func.statement_timestamp()))).scalar_one()
    return theirs


async def _leader(database: Database) -> Finding:
    # Whoever gets the lock found nobody who leads; it goes back when this command ends.
    if await database.try_lead():
        return Finding("process", False, "none runs: jianding run")
    return Finding("process", True, "one leads")


def _machine(settings: Settings) -> list[Finding]:
    """The disk, and the typefaces."""
    places = {folder.resolve() for folder in folders_of(settings)}
    missing = [face for face in Face if not file_of(face).exists()]
    said = "made" if not missing else "not made yet: make setup, or the first document waits for a minute"
    return [*(_disk(place) for place in sorted(places)), Finding("typefaces", not missing, said)]


def _disk(place: Path) -> Finding:
    # Before the first command of all the folder is not there; the disk that it will lie on is.
    there = next(folder for folder in (place, *place.parents) if folder.exists())
    total, _, free = shutil.disk_usage(there)
    full = 1 - free / total > DISK_FULL
    said = f"{free / GB:.1f} of {total / GB:.1f} GB free at {there}"
    return Finding("disk", not full, said + (": make room before it is full" if full else ""))


def _age(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    if minutes < 1:
        return f"{int(age.total_seconds())} s"
    hours, days = minutes // 60, minutes // (60 * 24)
    return f"{days} days" if days > 1 else f"{hours} h" if hours > 1 else f"{minutes} min"
