"""The commands that keep what is there: keys that change, backups and the way back, and a look at all of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from bot.app.terminal import FAILED, SettingsFile, fail, run_to_end, settings_from
from config.model import Settings

app = typer.Typer()
keys = typer.Typer(no_args_is_help=True, help="Look after the keys that seal personal data.")
app.add_typer(keys, name="keys")


@keys.command()
def rotate(settings: SettingsFile = None) -> None:
    """Seal everything under the current key, while the centre runs; begun again, it goes on where it was."""
    run_to_end(_rotated(settings_from(settings)))


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="A new folder for this backup.")], settings: SettingsFile = None
) -> None:
    """Copy database and files in one consistent state, while the centre runs. The keys are not in it."""
    run_to_end(_backed_up(settings_from(settings), folder))


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="The folder of a backup.")], settings: SettingsFile = None
) -> None:
    """Put a backup into the empty place that the settings name, after all of it was verified."""
    run_to_end(_restored(settings_from(settings), folder))


@app.command()
def doctor(settings: SettingsFile = None) -> None:
    """Look at all that a centre needs: each line says OK, or what to do; exit 1 when there is something to do."""
    from bot.app.doctor import examine
    from bot.app.foundation import utc_now

    loaded = settings_from(settings)

    async def examined() -> None:
        found = [finding async for finding in examine(loaded, utc_now())]
        for finding in found:
            print(f"{'OK' if finding.well else 'DO':<4}{finding.about:<12}{finding.said}")
        if not all(finding.well for finding in found):
            raise typer.Exit(FAILED)

    run_to_end(examined())


async def _backed_up(settings: Settings, folder: Path) -> None:
    from bot.app.foundation import utc_now
    from bot.app.staff import operator_database
    from storage.backup.making import Place, back_up
    from storage.backup.manifest import BadBackup

    began, place = time.monotonic(), Place(settings.database_url, settings.data_dir / "files")
    try:
        async with operator_database(settings) as database:
            made = await back_up(database, place, folder, utc_now())
    except BadBackup as bad:
        fail(str(bad))
    size = sum(kept.size for kept in made.files.values()) / 1e6
    print(f"ok: {folder}: {len(made.files)} files, {size:.1f} MB, in {time.monotonic() - began:.1f} s")
    names = ", ".join(key_id for key_id, *_ in made.facts.canaries)
    print(f"The keys are NOT in it: without {names} of your keys file, kept elsewhere, it is of no use.")


async def _restored(settings: Settings, folder: Path) -> None:
    from bot.app.foundation import key_ring
    from storage.backup.making import Place
    from storage.backup.manifest import BadBackup
    from storage.backup.restoring import restore as restore_all
    from storage.engine.canary import WrongKeys

    place = Place(settings.database_url, settings.data_dir / "files")
    try:
        found = await restore_all(folder, place, key_ring(settings))
    except (BadBackup, WrongKeys) as bad:
        fail(str(bad))
    print(f"ok: as of {found.made_at.isoformat(timespec='seconds')}: {len(found.files)} files, every hash is right,")
    print(f"the audit trail of {found.facts.audit_rows} rows is whole. What waited to be sent then goes out again.")


async def _rotated(settings: Settings) -> None:
    from bot.app.foundation import key_ring
    from bot.app.staff import operator_database
    from storage.engine import canary, rotation
    from storage.engine.files import FileStore
    from storage.engine.sealing import SealBroken

    ring = key_ring(settings)
    async with operator_database(settings) as database:
        try:
            values = await rotation.rotate(database, _tell)
            files = await FileStore(settings.data_dir / "files", ring).reseal()
        except SealBroken as broken:
            fail(f"{broken}; all others are sealed under {ring.current_id!r} now. Keep every key")
        # Something may have been written under an older key on the way, by a process that runs with it still.
        if left := await rotation.older(database):
            fail(f"{left} values were written under older keys meanwhile: run `jianding keys rotate` again")
        await canary.forget_older(database)
    print(f"ok: {values} values and {files} files were sealed anew; all lies under {ring.current_id!r} now.")
    print("Next: take the older keys out of [ring], and start the centre again. Keep them in a safe place as long as")
    print("there are backups that were made before now: these open with nothing else.")


def _tell(place: str, count: int) -> None:
    print(f"{place}: {count} sealed anew", file=sys.stderr, flush=True)
