"""The commands that keep what is there: keys that change."""

from __future__ import annotations

import sys

import typer

from bot.app.terminal import SettingsFile, fail, run_to_end, settings_from
from config.model import Settings

app = typer.Typer()
keys = typer.Typer(no_args_is_help=True, help="Look after the keys that seal personal data.")
app.add_typer(keys, name="keys")


@keys.command()
def rotate(settings: SettingsFile = None) -> None:
    """Seal everything under the current key, while the centre runs; begun again, it goes on where it was."""
    run_to_end(_rotated(settings_from(settings)))


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
