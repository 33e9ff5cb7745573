"""What every command of the command line does alike: read its settings, run to the end, fail with one line."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from config.model import Settings
from config.settings import BadSettings, load_settings, require_keys, require_token
from domain.errors import Refusal

BAD_SETTINGS = 2
FAILED = 1
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", help="TOML file of settings; else the one JIANDING_SETTINGS names.")
]


def settings_from(path: Path | None) -> Settings:
    """The settings of a file and the environment; exit 2 with one line when something is wrong."""
    try:
        loaded = load_settings(path, os.environ)
        require_token(loaded)
        require_keys(loaded)
    except BadSettings as bad:
        print(f"jianding: {bad}", file=sys.stderr)
        raise typer.Exit(BAD_SETTINGS) from None
    return loaded


def run_to_end(coroutine: Coroutine[Any, Any, None], *, fast: bool = False) -> None:
    """Run a command; exit with one line when it is refused or the machine does not let it.

    `fast` takes the fastest event loop: for the centre alone, since a sandbox wants asyncio's own.
    """
    from sqlalchemy.exc import DBAPIError
    from telegram.error import InvalidToken, TelegramError

    from bot.app.running import run_in_loop

    try:
        (run_in_loop if fast else asyncio.run)(coroutine)
    except BadSettings as bad:
        print(f"jianding: {bad}", file=sys.stderr)
        raise typer.Exit(BAD_SETTINGS) from None
    except Refusal as refusal:
        fail(f"{type(refusal).__name__}: {refusal.facts()}")
    except DBAPIError as error:
        fail(f"the database: {error.orig}")
    except TelegramError as error:
        # PTB's own words for a wrong token show the token.
        fail("Telegram: the token is refused" if isinstance(error, InvalidToken) else f"Telegram: {error.message}")
    except OSError as error:
        fail(str(error))


def fail(text: str) -> NoReturn:
    """One line, exit 1."""
    print(f"jianding: {text}", file=sys.stderr)
    raise typer.Exit(FAILED)
