"""The webhook at Telegram: set at the start, looked at again and again, set anew when somebody else took it away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

import structlog

from bot.engine.intake import ALLOWED_UPDATES
from bot.engine.request import BotApi
from bot.engine.supervision import Well

log = structlog.get_logger()
FORBIDDEN = "403"
LOOKS_IN_TROUBLE = 2


class Hook(NamedTuple):
    """Where Telegram is to push, the secret that it carries, and seconds between two looks."""

    url: str
    secret: str
    period: float


class WebhookKeeper:
    """Keeps the webhook set; tells the operators when it was not, or when Telegram cannot reach it."""

    def __init__(self, api: BotApi, hook: Hook, alert: Callable[[str], Awaitable[None]]) -> None:
        self._api = api
        self._hook = hook
        self._alert = alert
        self._begun = False
        self._last_error = 0
        self._in_trouble = 0

    async def keep(self, well: Well) -> None:
        """Set it, and look at it for ever. Raises TelegramError when Telegram cannot be asked."""
        if not self._begun:
            await self._set()
            self._last_error = int((await self._info()).get("last_error_date", 0))
            self._begun = True
        else:  # here again after a failure: what was being mended is told still
            await self.look()
        while True:
            well()
            await asyncio.sleep(self._hook.period)
            await self.look()

    async def look(self) -> None:
        """Look once, and mend what is wrong. Raises TelegramError."""
        info = await self._info()
        if wrong := self._wrong(info):
            await self._set()
            log.warning("webhook_set_again", wrong=wrong)
            await self._alert(f"webhook: {wrong}; it is set again. Does another instance run with this token?")
        await self._watch_errors(info)

    def _wrong(self, info: Mapping[str, Any]) -> str:
        if not info["url"]:
            return "it was taken away"
        if info["url"] != self._hook.url:
            return "it led to another address"
        if set(info.get("allowed_updates", ALLOWED_UPDATES)) != set(ALLOWED_UPDATES):
            return "it was set for other kinds of updates"
        # Whoever sets it to this very address with another secret shuts us out, too.
        refused = FORBIDDEN in info.get("last_error_message", "")
        return "it was set with another secret" if refused and self._is_new(info) else ""

    async def _watch_errors(self, info: Mapping[str, Any]) -> None:
        """One failed push happens at every restart; when they go on, somebody must look at line and certificate."""
        failing = self._is_new(info) and bool(info.get("pending_update_count"))
        self._in_trouble = self._in_trouble + 1 if failing else 0
        self._last_error = int(info.get("last_error_date", 0))
        if self._in_trouble == LOOKS_IN_TROUBLE:
            await self._alert(f"webhook: Telegram cannot deliver: {info.get('last_error_message', '')}")

    def _is_new(self, info: Mapping[str, Any]) -> bool:
        return int(info.get("last_error_date", 0)) > self._last_error

    async def _info(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = await self._api.call("getWebhookInfo", {})
        return found

    async def _set(self) -> None:
        fields: dict[str, Any] = {"url": self._hook.url, "allowed_updates": list(ALLOWED_UPDATES)}
        if self._hook.secret:
            fields["secret_token"] = self._hook.secret
        await self._api.call("setWebhook", fields)
