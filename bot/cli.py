"""The command `jianding`: play the demo, run against Telegram, look after a database, measure."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tomllib
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import TypeAdapter, ValidationError

from config.model import Log, Settings
from config.settings import BadSettings, load_settings, require_keys, require_token
from domain.errors import Refusal
from domain.people import Role
from domain.standards import OpenBatch

BAD_SETTINGS = 2
FAILED = 1
app = typer.Typer(
    help="Jianding (鉴定): an occupational-skills appraisal centre in a Telegram chat. Start with: jianding demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", help="TOML file of settings; else the one JIANDING_SETTINGS names.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object as the last line.")]


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = 8090,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    reset: Annotated[bool, typer.Option("--reset", help="Start afresh: forget all that was played.")] = False,
    data: Annotated[Path, typer.Option(help="Folder that keeps everything.")] = Path("var/demo"),
) -> None:
    """Play the whole centre on this machine: no token, no server, example data."""
    from bot.demo.playing import DemoOptions, play
    from bot.running import set_up_logs

    set_up_logs(Log(level="warning", json=False))
    _main(play(DemoOptions(port, data, reset, browser)))


@app.command()
def run(settings: SettingsFile = None) -> None:
    """Run the centre against Telegram, by polling or webhook, until Ctrl-C or SIGTERM."""
    from bot.running import run as run_centre
    from bot.running import set_up_logs

    loaded = _settings(settings)
    set_up_logs(loaded.log)
    _main(run_centre(loaded))


@app.command("check-config")
def check_config(settings: SettingsFile = None) -> None:
    """Check the settings and say what they come to; exit 2 with one line when something is wrong."""
    loaded = _settings(settings)
    print(f"ok: {loaded.mode}, database {_without_password(loaded.database_url)}, centre {loaded.centre.name_zh}")


@app.command()
def migrate(settings: SettingsFile = None) -> None:
    """Bring the database to the newest schema."""
    from bot.staff import operator_database

    async def bring() -> None:
        async with operator_database(_settings(settings)):
            print("ok: the database has the newest schema")

    _main(bring())


@app.command("make-keys")
def make_keys(path: Annotated[Path, typer.Argument(help="Where to write the file of keys.")]) -> None:
    """Make the keys that seal personal data, in a file that only you can read. Keep a copy in a safe place."""
    from bot.keys import write_keys

    try:
        write_keys(path)
    except FileExistsError:
        _fail(f"{path}: is there already; keys are never written over")
    print(f'ok: {path}. Put into your settings: keys_file = "{path}"')


@app.command()
def appoint(
    chat: Annotated[int, typer.Argument(help="Telegram id of the person.")],
    role: Annotated[Role, typer.Argument(help="The role to grant.")],
    name: Annotated[str, typer.Option(help="Name, for a person who has never written to the bot.")] = "—",
    settings: SettingsFile = None,
) -> None:
    """Grant a staff role to whoever talks in that private chat."""
    from bot.foundation import utc_now
    from bot.staff import appoint_chat, operator_database, work_at

    loaded = _settings(settings)

    async def grant() -> None:
        async with operator_database(loaded) as database, work_at(database, loaded, utc_now()) as work:
            await appoint_chat(work, chat, role, name)
        print(f"ok: {chat} is {role} now")

    _main(grant())


@app.command()
def dismiss(
    chat: Annotated[int, typer.Argument(help="Telegram id of the person.")],
    role: Annotated[Role, typer.Argument(help="The role to withdraw.")],
    settings: SettingsFile = None,
) -> None:
    """Withdraw a staff role at once: buttons drawn before refuse from now on."""
    from bot.foundation import utc_now
    from bot.staff import dismiss_chat, operator_database, work_at

    loaded = _settings(settings)

    async def withdraw() -> None:
        async with operator_database(loaded) as database, work_at(database, loaded, utc_now()) as work:
            await dismiss_chat(work, chat, role)
        print(f"ok: {chat} is no longer {role}")

    _main(withdraw())


@app.command("open-batch")
def open_batch(
    file: Annotated[Path, typer.Argument(help="TOML file of the batch; config/batch-example.toml shows one.")],
    settings: SettingsFile = None,
) -> None:
    """Open a batch for registration."""
    from bot.foundation import utc_now
    from bot.staff import operator_database, work_at
    from domain.standards import open_batch as open_batch_now

    loaded = _settings(settings)

    command = _read_batch(file)

    async def opened() -> None:
        async with operator_database(loaded) as database, work_at(database, loaded, utc_now()) as work:
            batch = await open_batch_now(work, None, command)
        print(f"ok: batch {batch.year}-{batch.number} of {batch.occupation}, levels {batch.levels}, is open")

    _main(opened())


@app.command("verify-audit")
def verify_audit(settings: SettingsFile = None) -> None:
    """Check the hash chain of the audit trail; exit 1 when it is broken, naming the first broken row."""
    from bot.staff import operator_database
    from storage.engine import audit

    async def verified() -> None:
        async with operator_database(_settings(settings)) as database, database.read() as connection:
            broken = await audit.verify(connection)
        if broken is not None:
            _fail(f"the audit trail is broken at row {broken}")
        print("ok: the audit trail is whole")

    _main(verified())


@app.command()
def bench(
    updates: Annotated[int, typer.Option(help="Updates per side and round.")] = 2000,
    rounds: Annotated[int, typer.Option(help="Interleaved rounds.")] = 3,
    as_json: AsJson = False,
) -> None:
    """Measure turns per CPU-second and latency against a bare PTB echo, interleaved in one run."""
    from bot.bench.measuring import measure

    found = asyncio.run(measure(updates, rounds))
    _print_figures(found, as_json)


@app.command()
def chaos(
    kills: Annotated[int, typer.Option(help="How many kill -9 in all.")] = 40,
    postgres: Annotated[str, typer.Option(help="A PostgreSQL's URL; 'own' starts one, 'no' skips.")] = "own",
    as_json: AsJson = False,
) -> None:
    """Kill workers at random while people register, and count what was lost or doubled.

    Exit 1 when anything was, or when more messages were sent twice than there were kills.
    """
    from bot.chaos.databases import NoPostgres
    from bot.chaos.killing import run_chaos

    try:
        found = asyncio.run(run_chaos(kills, postgres))
    except NoPostgres as missing:
        _fail(str(missing))
    _print_figures(found, as_json)
    if found["lost"] or found["doubled"] or found["resent"] > found["kills"]:
        raise typer.Exit(FAILED)


def main() -> None:
    """The entry point."""
    app()


def _settings(path: Path | None) -> Settings:
    try:
        loaded = load_settings(path, os.environ)
        require_token(loaded)
        require_keys(loaded)
    except BadSettings as bad:
        print(f"jianding: {bad}", file=sys.stderr)
        raise typer.Exit(BAD_SETTINGS) from None
    return loaded


def _main(coroutine: Coroutine[Any, Any, None]) -> None:
    from bot.running import run_in_loop

    try:
        run_in_loop(coroutine)
    except BadSettings as bad:
        print(f"jianding: {bad}", file=sys.stderr)
        raise typer.Exit(BAD_SETTINGS) from None
    except Refusal as refusal:
        _fail(f"{type(refusal).__name__}: {refusal.facts()}")
    except OSError as error:
        _fail(str(error))


def _fail(text: str) -> NoReturn:
    print(f"jianding: {text}", file=sys.stderr)
    raise typer.Exit(FAILED)


def _print_figures(found: dict[str, Any], as_json: bool) -> None:
    for name, value in found.items():
        if not isinstance(value, list):  # its lines were shown on the way
            print(f"{name:>32}  {value}", file=sys.stderr)
    if as_json:
        print(json.dumps(found))


def _read_batch(file: Path) -> OpenBatch:
    """The batch that a TOML file describes; what is wrong with it ends the command."""
    shown = "config/batch-example.toml shows how a batch is written"
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        if unknown := set(data) - set(OpenBatch.__dataclass_fields__):
            _fail(f"{file}: {', '.join(sorted(unknown))}: unknown; {shown}")
        return TypeAdapter(OpenBatch).validate_python(data)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        _fail(f"{file}: {_first_fault(error)}; {shown}")
    except OSError as error:
        _fail(str(error))


def _first_fault(error: Exception) -> str:
    faults = getattr(error, "errors", None)
    if faults is None:
        return str(error)
    first = faults()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _without_password(url: str) -> str:
    from sqlalchemy.engine import make_url

    return make_url(url).render_as_string(hide_password=True)
