"""The commands of whoever operates the machine: keys, staff, batches, equipment, and what is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.app.terminal import SettingsFile, fail, run_to_end, settings_from
from domain.people import Role, appoint_chat, dismiss_chat

app = typer.Typer()


@app.command("make-keys")
def make_keys(path: Annotated[Path, typer.Argument(help="Where to write the file of keys.")]) -> None:
    """Make the keys that seal personal data, in a file that only you can read. Keep a copy in a safe place."""
    from bot.app.keys import write_keys

    try:
        write_keys(path)
    except FileExistsError:
        fail(f"{path}: is there already; keys are never written over")
    print(f'ok: {path}. Put into your settings: keys_file = "{path}"')


@app.command()
def appoint(
    chat: Annotated[int, typer.Argument(help="Telegram id of the person.")],
    role: Annotated[Role, typer.Argument(help="The role to grant.")],
    name: Annotated[str, typer.Option(help="Name, for a person who has never written to the bot.")] = "—",
    settings: SettingsFile = None,
) -> None:
    """Grant a staff role to whoever talks in that private chat."""
    from bot.app.foundation import utc_now
    from bot.app.staff import operator_database, work_at

    loaded = settings_from(settings)

    async def grant() -> None:
        async with operator_database(loaded) as database, work_at(database, loaded, utc_now()) as work:
            await appoint_chat(work, chat, role, name)
        print(f"ok: {chat} is {role} now")

    run_to_end(grant())


@app.command()
def dismiss(
    chat: Annotated[int, typer.Argument(help="Telegram id of the person.")],
    role: Annotated[Role, typer.Argument(help="The role to withdraw.")],
    settings: SettingsFile = None,
) -> None:
    """Withdraw a staff role at once: buttons drawn before refuse from now on."""
    from bot.app.foundation import utc_now
    from bot.app.staff import operator_database, work_at

    loaded = settings_from(settings)

    async def withdraw() -> None:
        async with operator_database(loaded) as database, work_at(database, loaded, utc_now()) as work:
            await dismiss_chat(work, chat, role)
        print(f"ok: {chat} is no longer {role}")

    run_to_end(withdraw())


@app.command("open-batch")
def open_batch(
    file: Annotated[Path, typer.Argument(help="TOML file of the batch; config/batch-example.toml shows one.")],
    settings: SettingsFile = None,
) -> None:
    """Open a batch for registration."""
    from bot.app.foundation import utc_now
    from bot.app.staff import operator_database, work_at
    from bot.standards.file import BadBatchFile, read_batch
    from domain.standards import open_batch as open_batch_now

    loaded = settings_from(settings)
    try:
        command = read_batch(file)
    except BadBatchFile as bad:
        fail(str(bad))

    async def opened() -> None:
        async with operator_database(loaded) as database, work_at(database, loaded, utc_now()) as work:
            batch = await open_batch_now(work, None, command)
        print(f"ok: batch {batch.year}-{batch.number} of {batch.occupation}, levels {batch.levels}, is open")

    run_to_end(opened())


@app.command()
def equip(
    file: Annotated[Path, typer.Argument(help="TOML file; config/equipment-example.toml shows one.")],
    settings: SettingsFile = None,
) -> None:
    """Take rooms, stock and the cards of invigilators and examiners from a file; only what differs is written."""
    from bot.app.equipment import BadEquipment, put_in, read_equipment
    from bot.app.foundation import utc_now
    from bot.app.staff import operator_database, work_at

    loaded = settings_from(settings)

    async def equipped() -> None:
        async with operator_database(loaded) as database, work_at(database, loaded, utc_now()) as work:
            differing = await put_in(work, equipment)
        print(f"ok: {equipment.count} in {file}, {differing} of them new or changed")

    try:
        equipment = read_equipment(file)
        run_to_end(equipped())
    except BadEquipment as bad:
        fail(str(bad))


@app.command("verify-audit")
def verify_audit(settings: SettingsFile = None) -> None:
    """Check the hash chain of the audit trail; exit 1 when it is broken, naming the first broken row."""
    from bot.app.staff import operator_database
    from storage.engine import audit

    async def verified() -> None:
        async with operator_database(settings_from(settings)) as database, database.read() as connection:
            broken = await audit.verify(connection)
        if broken is not None:
            fail(f"the audit trail is broken at row {broken}")
        print("ok: the audit trail is whole")

    run_to_end(verified())


@app.command("verify-archive")
def verify_archive(file: Annotated[Path, typer.Argument(help="The ZIP of an archive.", exists=True)]) -> None:
    """Check every file of an archive against its list; exit 1 when one is missing, changed or unknown."""
    from zipfile import BadZipFile

    from bot.archive.packing import check

    try:
        wrong = check(file.read_bytes())
    except (BadZipFile, KeyError, ValueError):
        fail(f"{file} is no archive of ours")
    for line in wrong:
        print(line)
    if wrong:
        fail("the archive is not as it was closed")
    print("ok: the archive is whole")
