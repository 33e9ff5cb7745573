"""The "/" menu for chats that have none of their own yet: set once at the start, in every language."""

from __future__ import annotations

from bot.engine.message import Button
from bot.engine.rendering import Renderer
from bot.engine.request import BotApi
from domain.language import OFFICIAL

EVERYBODY = ("start", "status", "language", "help")


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
