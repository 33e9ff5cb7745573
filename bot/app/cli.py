"""The command `jianding`: play the demo, run against Telegram, look after a database, measure."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.app import broadcasts, keeping, operating, parked
from bot.app.terminal import FAILED, SettingsFile, fail, run_to_end, settings_from
from config.model import Log
from config.settings import BadSettings

app = typer.Typer(
    help="Jianding (鉴定): an occupational-skills appraisal centre in a Telegram chat. Start with: jianding demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(operating.app)
app.add_typer(keeping.app)
app.add_typer(parked.app, name="parked")
app.add_typer(broadcasts.app, name="broadcasts")
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object as the last line.")]


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = 8090,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    reset: Annotated[bool, typer.Option("--reset", help="Start afresh: forget all that was played.")] = False,
    data: Annotated[Path, typer.Option(help="Folder that keeps everything.")] = Path("var/demo"),
) -> None:
    """Play the whole centre on this machine: no token, no server, example data."""
    from bot.app.running import set_up_logs
    from bot.tools.demo.playing import DemoOptions, play

    set_up_logs(Log(level="warning", json=False))
    run_to_end(play(DemoOptions(port, data, reset, browser)))


@app.command()
def tour(
    out: Annotated[Path, typer.Option(help="Folder for what people are handed: PDFs, tables, the archive.")] = Path(
        "var/tour"
    ),
    database: Annotated[
        str | None, typer.Option(help="URL of an empty database; else SQLite in a folder of its own.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Play a batch of thirty from its notice to its archive, on a clock of its own; exit 1 when a step fails."""
    from bot.app.running import set_up_logs
    from bot.tools.tour.house import InUse, Play
    from bot.tools.tour.showing import show_tour

    set_up_logs(Log(level="error", json=False))
    try:
        report = asyncio.run(show_tour(Play(out, database)))
    except InUse:
        fail("that database is in use: the tour plays in an empty one")
    except (BadSettings, OSError) as error:
        fail(str(error))
    _print_figures(report.figures, as_json)
    if report.failed is not None:
        fail(f"the tour ended at “{report.failed.step.title}”")


@app.command()
def run(settings: SettingsFile = None) -> None:
    """Run the centre against Telegram, by polling or webhook, until Ctrl-C or SIGTERM."""
    from bot.app.running import run as run_centre
    from bot.app.running import set_up_logs

    loaded = settings_from(settings)
    set_up_logs(loaded.log)
    run_to_end(run_centre(loaded), fast=True)


@app.command("check-config")
def check_config(settings: SettingsFile = None) -> None:
    """Check the settings and say what they come to; exit 2 with one line when something is wrong."""
    loaded = settings_from(settings)
    print(f"ok: {loaded.mode}, database {_without_password(loaded.database_url)}, centre {loaded.centre.name_zh}")


@app.command()
def migrate(settings: SettingsFile = None) -> None:
    """Bring the database to the newest schema."""
    from bot.app.staff import operator_database

    async def bring() -> None:
        async with operator_database(settings_from(settings)):
            print("ok: the database has the newest schema")

    run_to_end(bring())


@app.command()
def bench(
    updates: Annotated[int, typer.Option(help="Updates per side and round.")] = 2000,
    rounds: Annotated[int, typer.Option(help="Interleaved rounds.")] = 3,
    as_json: AsJson = False,
) -> None:
    """Measure turns against a bare PTB echo, certificates against fresh fonts, queueing against an ORM, notices."""
    from bot.tools.bench.broadcast import measure_broadcast
    from bot.tools.bench.certificates import measure_certificates
    from bot.tools.bench.enqueue import measure_enqueue
    from bot.tools.bench.measuring import measure

    found = asyncio.run(measure(updates, rounds)) | measure_certificates() | asyncio.run(measure_enqueue())
    found |= asyncio.run(measure_broadcast())
    _print_figures(found, as_json)


@app.command()
def chaos(
    kills: Annotated[int, typer.Option(help="How many kill -9 in all.")] = 40,
    postgres: Annotated[str, typer.Option(help="A PostgreSQL's URL; 'own' starts one, 'no' skips.")] = "own",
    as_json: AsJson = False,
) -> None:
    """Kill workers at random while people register; exit 1 when anything was lost, doubled or resent too often."""
    from bot.tools.chaos.databases import NoPostgres
    from bot.tools.chaos.killing import run_chaos

    try:
        found = asyncio.run(run_chaos(kills, postgres))
    except NoPostgres as missing:
        fail(str(missing))
    _print_figures(found, as_json)
    if found["lost"] or found["doubled"] or found["resent"] > found["kills"]:
        raise typer.Exit(FAILED)


def main() -> None:
    """What the command `jianding` runs."""
    app()


def _print_figures(found: dict[str, Any], as_json: bool) -> None:
    for name, value in found.items():
        if not isinstance(value, list):  # its lines were shown on the way
            print(f"{name:>32}  {value}", file=sys.stderr)
    if as_json:
        print(json.dumps(found))


def _without_password(url: str) -> str:
    from sqlalchemy.engine import make_url

    return make_url(url).render_as_string(hide_password=True)
