"""The "/" menu for chats that have none of their own yet: set once by whoever leads, in every language."""

from __future__ import annotations

import asyncio

import structlog
from telegram.error import RetryAfter, TelegramError

from bot.engine.message import Button
from bot.engine.rendering import Renderer
from bot.engine.request import BotApi
from bot.engine.supervision import Well, seconds_to_wait
from domain.language import OFFICIAL

log = structlog.get_logger()
EVERYBODY = ("start", "status", "language", "help")
PAUSE_SECONDS = 60.0


async def keep_default_commands(api: BotApi, renderer: Renderer, well: Well) -> None:
    """Set them, as soon as Telegram lets us; the menu only decorates, so a refusal is no failure and nobody waits."""
    while True:
        try:
            await set_default_commands(api, renderer)
        except TelegramError as error:
            log.info("menu_refused", error=error.message)
            well()
            await asyncio.sleep(max(PAUSE_SECONDS, seconds_to_wait(error) if isinstance(error, RetryAfter) else 0))
        else:
            return


async def set_default_commands(api: BotApi, renderer: Renderer) -> None:
    """The official language for everybody, another for whoever's app is in it. Raises TelegramError."""
    for language in renderer.locales:
        commands = [
            {"command": name, "description": renderer.label(Button(f"people.command_{name}"), language)}
            for name in EVERYBODY
        ]
        # Without a language code it holds for everybody whose own language has no list.
        fields = {"commands": commands, "scope": {"type": "all_private_chats"}}
        await api.call("setMyCommands", fields | ({"language_code": language} if language != OFFICIAL else {}))
