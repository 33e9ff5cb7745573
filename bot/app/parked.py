"""`jianding parked`: what was given up, looked at, tried again or dropped by whoever operates the machine."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.app.terminal import SettingsFile, fail, run_to_end, settings_from
from config.model import Settings

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.engine.parked import Parked

app = typer.Typer(no_args_is_help=True, help="Look after what was given up: updates, calls, jobs, conversations.")
Names = Annotated[
    list[str] | None, typer.Argument(help="Which ones: update:17 call:4 job:9 chat:2, as the list has them.")
]
All = Annotated[bool, typer.Option("--all", help="All that are parked.")]
KINDS = "update, call, job or chat"
NUMBER = re.compile(r"[0-9]{1,18}")


@app.command("list")
def list_parked(settings: SettingsFile = None) -> None:
    """List what was given up: what it is, since when, how often it was tried, and why."""

    async def listed() -> None:
        async with _opened(settings_from(settings)) as connection:
            found = await _all(connection)
        for each in found:
            print(_line(each))
        print(f"{len(found)} parked" + (": see jianding parked show, retry or drop" if found else ""))

    run_to_end(listed())


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Which one: update:17, call:4, job:9, chat:2.")],
    content: Annotated[bool, typer.Option("--content", help="What it holds, too: personal data; audited.")] = False,
    settings: SettingsFile = None,
) -> None:
    """Show one of them; what it holds only when asked, and that is audited."""
    run_to_end(_shown(settings_from(settings), name, content))


@app.command()
def retry(names: Names = None, everything: All = False, settings: SettingsFile = None) -> None:
    """Put back into their queues, as if never tried; each is audited."""
    from storage.engine import parked

    async def again(connection: AsyncConnection, one: Parked) -> bool:
        return await parked.retry(connection, one.kind, one.id, _now())

    run_to_end(_each(settings_from(settings), names or [], everything, ("retried", again)))


@app.command()
def drop(names: Names = None, everything: All = False, settings: SettingsFile = None) -> None:
    """Give up for good, with what they hold; each is audited."""
    from storage.engine import parked

    async def gone(connection: AsyncConnection, one: Parked) -> bool:
        return await parked.drop(connection, one.kind, one.id)

    run_to_end(_each(settings_from(settings), names or [], everything, ("dropped", gone)))


async def _shown(settings: Settings, name: str, with_content: bool) -> None:
    from storage.engine import parked
    from storage.engine.sealing import SealBroken

    async with _opened(settings) as connection:
        one = await _named(connection, name)
        print(_line(one))
        if not with_content:
            print(f"{one.size or 0} bytes, sealed; --content shows them (personal data; that is audited)")
            return
        await _audit(connection, "shown", one)
        try:
            held = await parked.content(connection, one.kind, one.id)
        except SealBroken as broken:
            print(f"it cannot be read: {broken}")
            return
    # Printed once the audit row is committed.
    print(held.decode(errors="replace") if held else "nothing is left of what it held")


async def _each(settings: Settings, names: Sequence[str], everything: bool, deed: tuple[str, Any]) -> None:
    said, act = deed
    if bool(names) == everything:
        fail("name some, as the list has them, or say --all")
    async with _opened(settings) as connection:
        chosen = await _all(connection) if everything else [await _named(connection, name) for name in names]
        for one in chosen:
            # All or none: of those named together an operator would not know where it stopped.
            if not await act(connection, one):
                fail(f"{_name(one)} cannot be {said}: its content is gone, or its place is taken; nothing was changed")
            await _audit(connection, said, one)
    print(f"ok: {len(chosen)} {said}")


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[AsyncConnection]:
    from bot.app.staff import operator_database

    async with operator_database(settings) as database, database.begin() as connection:
        yield connection


async def _all(connection: AsyncConnection) -> Sequence[Parked]:
    from storage.engine import parked

    return await parked.listed(connection, list(parked.Kind))


async def _named(connection: AsyncConnection, name: str) -> Parked:
    from storage.engine import parked

    kind, _, number = name.partition(":")
    if kind not in set(parked.Kind) or not NUMBER.fullmatch(number):
        fail(f"{name}: {KINDS} and a number are needed, as in update:17")
    found = await parked.one(connection, parked.Kind(kind), int(number))
    if found is None:
        fail(f"{name}: nothing of that name is parked; jianding parked list shows what is")
    return found


async def _audit(connection: AsyncConnection, said: str, one: Parked) -> None:
    from storage.engine import audit

    facts: dict[str, audit.Fact] = {"what": one.what, "attempts": one.attempts}
    await audit.append(connection, [audit.AuditEntry(_now(), None, f"parked.{said}", _name(one), facts)])


def _name(one: Parked) -> str:
    return f"{one.kind}:{one.id}"


def _line(one: Parked) -> str:
    since = one.since.astimezone().isoformat(sep=" ", timespec="seconds")
    return f"{_name(one)}  {one.what}  {since}  attempts {one.attempts}  {_reason(one)}".rstrip()


def _reason(one: Parked) -> str:
    """Why; of an exception only its name, since its words may quote what people wrote."""
    error = one.error or ""
    return error.partition("(")[0] if one.kind == "job" else error


def _now() -> Any:
    from bot.app.foundation import utc_now

    return utc_now()
