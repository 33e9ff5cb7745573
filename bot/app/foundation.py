"""What the centre is built from, before anything runs: keys, policy, standards, texts, the PTB application."""

from __future__ import annotations

import asyncio
import os
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from telegram.ext import Application, ContextTypes, ExtBot

from bot.engine.rendering import Renderer
from bot.engine.request import LeanRequest
from bot.engine.turn import TurnContext
from bot.texts import locales
from config.model import Settings
from config.settings import BadSettings, require_keys
from domain.certificates import Body
from domain.checkin import Doors
from domain.exam import RoomRules
from domain.language import Words
from domain.notices import QuietHours
from domain.registration import Policy
from domain.scores import Publication, Retake
from domain.staffing import Dispatch
from domain.standards import Standard, parse_standard
from storage.engine.canary import WrongKeys
from storage.engine.database import Database, parse_url
from storage.engine.sealing import KeyRing
from storage.opening import open_sealed
from storage.work import WorkSettings


class OtherKeys(BadSettings):
    """The settings name other keys than the database was sealed with."""


def utc_now() -> datetime:
    """Now, by the machine's clock; the demo and tests hand in another."""
    return datetime.now(UTC)


def key_ring(settings: Settings) -> KeyRing:
    """The keys of the settings. Raises BadSettings where there are none."""
    keys = require_keys(settings)
    return _ring(keys.current, tuple(keys.ring_texts.items()), keys.index_text)


@cache
def _ring(current: str, texts: tuple[tuple[str, str], ...], index: str) -> KeyRing:
    """Made once: every unit of work asks for it."""
    return KeyRing.from_settings(current, dict(texts), index)


async def database_of(settings: Settings, ring: KeyRing) -> Database:
    """The database of the settings at the newest schema. Raises OtherKeys where it was sealed with others."""
    where = parse_url(settings.database_url)
    if where.drivername.startswith("sqlite"):
        # Nobody makes var/ before the first command of all.
        await asyncio.to_thread(Path(where.database or "").parent.mkdir, parents=True, exist_ok=True)
    try:
        return await open_sealed(settings.database_url, ring)
    except WrongKeys as wrong:
        raise OtherKeys(str(wrong)) from None


def folders_of(settings: Settings) -> Sequence[Path]:
    """Where this machine keeps what the centre writes: its files, and the database where that is a file."""
    where = parse_url(settings.database_url)
    is_file = where.drivername.startswith("sqlite")
    return [settings.data_dir, *([Path(where.database or "").parent] if is_file else [])]


def policy(settings: Settings) -> Policy:
    """The settings of registration and review."""
    review = settings.review
    return Policy(
        review_levels=review.levels,
        max_returns=review.max_returns,
        mend_working_days=review.mend_working_days,
        claim_minutes=review.claim_minutes,
    )


@cache
def standards() -> Mapping[tuple[str, str], Standard]:
    """Every standard that comes with the program, by code and edition. Raises BadStandard."""
    folder = files("config").joinpath("standards")
    texts = sorted((f.name, f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".toml"))
    parsed = [parse_standard(tomllib.loads(text)) for _, text in texts]
    return {(standard.code, standard.edition): standard for standard in parsed}


def work_settings(settings: Settings, ring: KeyRing) -> WorkSettings:
    """What every unit of work stands on."""
    quiet = QuietHours(settings.quiet_hours.from_, settings.quiet_hours.until)
    given = (quiet, policy(settings), _body(settings), *_policies(settings))
    return WorkSettings(standards(), ring, quiet, {type(each): each for each in given})


def _policies(settings: Settings) -> Sequence[object]:
    """The settings of each area, under the names that the area gives them."""
    tables = (
        (Doors, settings.doors),
        (RoomRules, settings.room),
        (Dispatch, settings.duties),
        (Publication, settings.scores),
        (Retake, settings.retake),
    )
    return [kind(**table.model_dump()) for kind, table in tables]


def _body(settings: Settings) -> Body:
    """Who issues certificates."""
    given, centre = settings.body, settings.centre
    return Body(given.kind, given.code, given.province, given.sequence, Words(centre.name))


@cache
def renderer() -> Renderer:
    """The texts of every language, each area compiled once per process."""
    return Renderer(locales())


def application(settings: Settings, token: str, request: LeanRequest) -> Application[Any, Any, Any, Any, Any, Any]:
    """PTB's application, without updater, job queue or persistence: ours are the inbox, the due table, the database."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # PTB's own switch: durations as timedelta, without its warning
    base = settings.api_base_url
    # The same request object for both, since getUpdates is never called through PTB (decision 0033).
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=request,
    )
    builder = Application.builder().bot(bot).updater(None)
    return builder.context_types(ContextTypes(context=TurnContext)).build()
