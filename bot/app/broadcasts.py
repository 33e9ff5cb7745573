"""`jianding broadcasts`: how far each notice has come, and holding, going on with and withdrawing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.app.terminal import SettingsFile, fail, run_to_end, settings_from
from config.model import Settings

if TYPE_CHECKING:
    from storage.engine.broadcasts import BroadcastState

app = typer.Typer(no_args_is_help=True, help="Look after notices on their way to many people.")
Number = Annotated[int, typer.Argument(help="Which one, as the list numbers it.", min=1)]


@app.command("list")
def list_broadcasts(settings: SettingsFile = None) -> None:
    """List the broadcasts of the last days: what, since when, how far, and where they stand."""

    async def listed() -> None:
        from bot.app.staff import operator_database
        from storage.engine import broadcasts

        async with operator_database(settings_from(settings)) as database, database.read() as connection:
            found = await broadcasts.recent(connection)
        for each in found:
            gone = f"{each.total - each.left} of {each.total}"
            print(f"{each.id}  {each.event}  {each.begun_at:%Y-%m-%d %H:%M}Z  {gone}  {each.state.name.lower()}")
        print(f"{len(found)} broadcasts")

    run_to_end(listed())


@app.command()
def pause(number: Number, settings: SettingsFile = None) -> None:
    """Hold one: what has not been passed on waits."""
    run_to_end(_change(settings_from(settings), number, "PAUSED"))


@app.command()
def resume(number: Number, settings: SettingsFile = None) -> None:
    """Go on with one that was held."""
    run_to_end(_change(settings_from(settings), number, "GOING"))


@app.command()
def withdraw(number: Number, settings: SettingsFile = None) -> None:
    """Take one back: what has not been passed on never is."""
    run_to_end(_change(settings_from(settings), number, "WITHDRAWN"))


async def _change(settings: Settings, number: int, wanted: str) -> None:
    from bot.app.foundation import utc_now
    from bot.app.staff import operator_database
    from storage.engine import audit, broadcasts

    state: BroadcastState = broadcasts.BroadcastState[wanted]
    async with operator_database(settings) as database, database.begin() as connection:
        if not await broadcasts.change(connection, number, state):
            fail(f"{number}: no such broadcast is on its way; jianding broadcasts list shows what is")
        # In the transaction of the change: neither stands without the other.
        entry = audit.AuditEntry(utc_now(), None, f"broadcast.{wanted.lower()}", f"broadcast:{number}", {})
        await audit.append(connection, [entry])
    print(f"ok: {number} {wanted.lower()}")
