"""Intake: raw updates are committed to the inbox before Telegram is told that they arrived. Nothing is parsed here."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
import structlog
from starlette.requests import Request
from starlette.responses import Response
from telegram.error import Conflict, TelegramError

from bot.engine.loop import Done
from bot.engine.reading import Torn, in_pieces
from bot.engine.request import BotApi
from bot.engine.room import NoRoom, Room
from storage.engine import inbox
from storage.engine.database import Database

log = structlog.get_logger()
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
READ_OF_CARD = ("message_id", "date", "chat", "photo", "document")
BODY_LIMIT = 1 << 20
NO_CHAT = 0
MOST_NUMBER = (1 << 63) - 1
POLL_SECONDS = 25
MARGIN_SECONDS = 10


class Intake:
    """Writes raw updates into the inbox, once each."""

    def __init__(self, database: Database, now: Callable[[], datetime], wake: Callable[[], None]) -> None:
        self._database = database
        self._now = now
        self._wake = wake
        self.room: Room | None = None

    async def receive(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Commit updates; those known already are left out. What has no chat is kept under chat 0. Raises NoRoom."""
        if updates and self.room is not None:
            await self.room.require()
        # By number, whatever order they come in: a chat's rows are answered in the order of their ids.
        arrivals = [arrival(update) for update in sorted(updates, key=number_of)]
        if arrivals:
            async with self._database.begin() as connection:
                await inbox.receive(connection, arrivals, self._now())
            self._wake()


def arrival(update: Mapping[str, Any]) -> inbox.Arrival:
    """An update as an arrival of its chat. Raises KeyError when it has no update_id.

    What is torn is kept as it came: no turn can read it, so it is parked, its person and the operators are told.
    """
    number = number_of(update)
    if isinstance(update, Torn):
        found = inbox.Arrival(chat_of(update.guess), update.raw)
    else:
        found = inbox.Arrival(chat_of(update), orjson.dumps(_without_card(update)))
    # A number that no column holds is its name instead: delivered again, it is still one row.
    return found._replace(update_id=number) if storable(number) else found._replace(event_key=f"update:{number}")


def number_of(update: Mapping[str, Any]) -> int:
    """An update's number. Raises KeyError, ValueError, TypeError, OverflowError when it has none."""
    return int(update["update_id"])


def storable(number: int) -> bool:
    """Whether a column holds it."""
    return abs(number) <= MOST_NUMBER


def _without_card(update: Mapping[str, Any]) -> Mapping[str, Any]:
    """A press brings the whole card along: what it says is known here, and building it anew costs half a turn."""
    query = update.get("callback_query")
    message = query.get("message") if isinstance(query, Mapping) else None
    if not isinstance(query, Mapping) or not isinstance(message, Mapping):
        return update
    kept = {name: message[name] for name in READ_OF_CARD if name in message}
    return {**update, "callback_query": {**query, "message": kept}}


def chat_of(update: object) -> int:
    """The chat that an update belongs to: a message's, a press's, or that of the person; 0 when it names none."""
    for body in update.values() if isinstance(update, Mapping) else ():
        if not isinstance(body, Mapping):
            continue
        message = body.get("message")
        holder = message if isinstance(message, Mapping) and "chat" in message else body
        for name in ("chat", "from", "user"):
            one = holder.get(name) or body.get(name)
            if isinstance(one, Mapping) and isinstance(one.get("id"), int) and storable(one["id"]):
                return int(one["id"])
    return NO_CHAT


class Poller:
    """Long polling. The offset moves only past what is committed."""

    def __init__(self, api: BotApi, intake: Intake, alert: Callable[[str], Awaitable[None]]) -> None:
        self._api = api
        self._intake = intake
        self._alert = alert
        self._offset = 0
        self._polled = False
        self._well = False

    async def run_once(self) -> Done:
        """One poll. Raises TelegramError when Telegram cannot be asked."""
        # At first, and after whatever went wrong, without waiting: so it is soon seen that all is well.
        seconds, self._well = POLL_SECONDS if self._well else 0, False
        fields = {"timeout": seconds, "allowed_updates": ALLOWED_UPDATES, "limit": 100}
        if self._offset:
            fields["offset"] = self._offset
        try:
            updates = await self._api.call("getUpdates", fields, seconds=seconds + MARGIN_SECONDS)
        except Conflict as conflict:
            if "webhook" in conflict.message:
                return await self._take_back()
            # Somebody else polls with this token: nothing here can mend that, so the operators hear of it.
            await self._alert(f"polling: {conflict.message}")
            raise
        self._polled = True
        if updates:
            await self._intake.receive(updates)
            # Moved only now: the next poll is what tells Telegram that these arrived (decision 0033).
            numbers = [number for number in map(number_of, updates) if storable(number)]
            if not numbers:
                raise TelegramError("updates whose numbers cannot be told to Telegram again")
            self._offset = max(numbers) + 1
        self._well = True
        return Done(len(updates), more=True)

    async def _take_back(self) -> Done:
        """Telegram refuses getUpdates while a webhook is set; an earlier run may have left it, or somebody else did."""
        await self._api.call("deleteWebhook", {})
        if self._polled:
            await self._alert("polling: somebody set a webhook for this token; it is taken away again")
        return Done(0, more=True)


class Webhook:
    """Telegram's push: answers 200 only when the update is committed."""

    def __init__(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = secret.encode()

    async def receive(self, request: Request) -> Response:
        """One push. 403 without the secret, 413 past 1 MB, 400 for what is no update, 503 while the disk is full."""
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode()
        # In constant time, so that the secret cannot be guessed byte by byte.
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=403)
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > BODY_LIMIT:
                return Response(status_code=413)
        try:
            arrived = _pushed(bytes(body))
        except (ValueError, TypeError, KeyError, OverflowError):
            log.warning("webhook_not_an_update", size=len(body))
            return Response(status_code=400)
        try:
            await self._intake.receive([arrived])
        except NoRoom:
            return Response(status_code=503)  # Telegram comes again
        return Response(status_code=200)


def _pushed(body: bytes) -> Mapping[str, Any]:
    """The one update of a push; torn, it is kept too: Telegram would repeat for ever what is refused."""
    try:
        update = orjson.loads(body)
    except orjson.JSONDecodeError:
        found = in_pieces(body)
        if not found:
            raise
        return Torn(int(found[0]["update_id"]), body)
    number = number_of(update)
    return {**update, "update_id": number} if storable(number) else update
