"""One call to Telegram and what came of it: every answer Telegram gives, and what it means for the call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

import orjson
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.engine.request import BotApi, FileToSend
from storage.engine.outbox import Doubt, OutboxState, Outgoing

MOST_ATTEMPTS = 12
MOST_ERROR = 200
LONGEST_BACKOFF = 60.0
DONE_ALREADY = ("message is not modified",)
TOO_LATE = (
    "query is too old",
    "message to delete not found",
    "message can't be deleted",
    "message to edit not found",
    "message can't be edited",
)
UPLOADS = frozenset({"sendPhoto", "sendDocument"})
RENEW = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)


class CallOutcome(NamedTuple):
    """What came of a call: its new state, the message it made, when to try again (seconds), what went wrong."""

    call: Outgoing
    state: OutboxState
    message_id: int | None = None
    again_in: float = 0.0
    pause_chat: float = 0.0
    unreachable: bool = False
    error: str | None = None


Fetch = Callable[[str], Awaitable[bytes]]


async def send(api: BotApi, call: Outgoing, fetch: Fetch) -> CallOutcome:
    """Make the call; never raises what Telegram or the network may say."""
    try:
        return await _made(api, call, fetch)
    except RetryAfter as wait:
        seconds = _seconds(wait)
        return CallOutcome(call, OutboxState.WAITING, again_in=seconds, pause_chat=seconds, error="429")
    except (Forbidden, ChatMigrated) as gone:
        # Blocked, or left: nothing more is sent there.
        return CallOutcome(call, OutboxState.DROPPED, unreachable=True, error=gone.message)
    except BadRequest as bad:
        return await _after_bad_request(api, call, bad)
    except TimedOut:
        # It may have arrived. Telegram has no key to ask by, so each call says what to do in doubt.
        return _in_doubt(call)
    except TelegramError as broken:  # NetworkError, 5xx and the like
        return _later(call, broken.message[:MOST_ERROR])  # it may quote what was being sent


async def _made(api: BotApi, call: Outgoing, fetch: Fetch) -> CallOutcome:
    result = await (_upload(api, call, fetch) if call.method in UPLOADS else api.call(call.method, call.payload))
    message_id = result.get("message_id") if isinstance(result, dict) else None
    return CallOutcome(call, OutboxState.SENT, message_id)


async def _upload(api: BotApi, call: Outgoing, fetch: Fetch) -> Any:
    """The stored file, whose name stands in place of the file, goes along."""
    fields: dict[str, Any] = orjson.loads(call.payload)
    if stored := fields.pop("stored_document", None):
        upload = FileToSend("document", stored["name"], await fetch(stored["sha"]))
    else:
        upload = FileToSend("photo", "photo.jpg", await fetch(fields.pop("stored_photo")))
    return await api.call(call.method, fields, upload)


async def _after_bad_request(api: BotApi, call: Outgoing, bad: BadRequest) -> CallOutcome:
    said = bad.message.lower()
    fields: dict[str, Any] = orjson.loads(call.payload)
    # The card says already what it should: pressed twice, or sent again after a crash.
    if any(text in said for text in DONE_ALREADY):
        return CallOutcome(call, OutboxState.SENT, fields.get("message_id"))
    if call.method == "editMessageText" and any(text in said for text in RENEW):
        return await _renew(api, call, fields)
    if any(text in said for text in TOO_LATE):
        return CallOutcome(call, OutboxState.DROPPED, error=bad.message)
    # Deleted accounts look like chats that never were.
    if "chat not found" in said:
        return CallOutcome(call, OutboxState.DROPPED, unreachable=True, error=bad.message)
    return CallOutcome(call, OutboxState.PARKED, error=bad.message)


async def _renew(api: BotApi, call: Outgoing, fields: dict[str, Any]) -> CallOutcome:
    """A card that cannot be edited any more is sent anew."""
    anew = {name: value for name, value in fields.items() if name != "message_id"}
    try:
        result = await api.call("sendMessage", anew)
    except TelegramError as error:
        return _later(call, error.message)
    return CallOutcome(call, OutboxState.SENT, result.get("message_id"))


def _in_doubt(call: Outgoing) -> CallOutcome:
    if call.doubt is Doubt.DROP:
        return CallOutcome(call, OutboxState.DROPPED, error="timed out")
    return _later(call, "timed out")


def _later(call: Outgoing, error: str) -> CallOutcome:
    if call.attempts >= MOST_ATTEMPTS:
        return CallOutcome(call, OutboxState.PARKED, error=error)
    return CallOutcome(call, OutboxState.WAITING, again_in=min(2.0**call.attempts / 2, LONGEST_BACKOFF), error=error)


def _seconds(wait: RetryAfter) -> float:
    """How long to wait; a timedelta since the composition root asks PTB for those."""
    given: Any = wait.retry_after
    return float(given.total_seconds())
