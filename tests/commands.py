"""Commands of the operator beside a running town: a process of their own would say the same, but take a second."""

from __future__ import annotations

import asyncio

from typer.testing import CliRunner, Result

from bot.app.cli import app
from config.model import Settings
from config.settings import require_keys, require_token


def variables(settings: Settings) -> dict[str, str]:
    """What an operator has set, so that a command works on the same place."""
    keys = require_keys(settings)
    given = {
        "JIANDING_TOKEN": require_token(settings),
        "JIANDING_API_BASE_URL": settings.api_base_url,
        "JIANDING_DATABASE_URL": settings.database_url,
        "JIANDING_DATA_DIR": str(settings.data_dir),
        "JIANDING_KEYS__CURRENT": keys.current,
        "JIANDING_KEYS__INDEX": keys.index_text,
        "JIANDING_OPERATORS": ",".join(map(str, settings.operators)),
    }
    return given | {f"JIANDING_KEYS__RING__{name.upper()}": text for name, text in keys.ring_texts.items()}


async def command(settings: Settings, *words: str) -> Result:
    """Run `jianding …` to its end while everybody else goes on."""
    return await asyncio.to_thread(CliRunner(env=variables(settings)).invoke, app, list(words))
