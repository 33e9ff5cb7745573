"""One call to Telegram and what came of it: every answer Telegram gives, and what it means for the call."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

import orjson
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.engine.request import DEFAULT_TIMEOUT, BotApi, FileToSend, Unanswered
from storage.engine.outbox import LONGEST_BACKOFF, MOST_DOUBTS_OF_FILES, UPLOADS, Doubt, OutboxState, Outgoing
from storage.engine.sealing import BrokenBytes

MOST_ATTEMPTS = 1440  # a day, at one a minute: as long as Telegram itself keeps what is not fetched
MOST_ERROR = 200
SLOWEST_UPLOAD = 50_000  # bytes a second
DONE_ALREADY = ("message is not modified",)
TOO_LATE = (
    "query is too old",
    "message to delete not found",
    "message can't be deleted",
    "message to edit not found",
    "message can't be edited",
)
DECORATING = frozenset({"setMyCommands", "setChatMenuButton", "sendChatAction"})
IMPOSSIBLE = re.compile(r"\(4\d\d\)$")  # how PTB writes an answer such as 413 that has no class of its own
EDITS = frozenset({"editMessageText", "editMessageCaption"})
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
    if isinstance(call.payload, BrokenBytes):
        # No attempt mends it: set apart at once, and kept as it is.
        return CallOutcome(call, OutboxState.PARKED, error="does not open")
    try:
        return await _made(api, call, fetch)
    except BadRequest as bad:
        if not _is_of_a_card_gone(call, bad):
            return _after_bad_request(call, bad)
    except TelegramError as error:
        return _after(call, error)
    # A card that cannot be edited any more is sent anew, and that call's answer is read like any other.
    return await send(api, _anew(call), fetch)


def _after(call: Outgoing, error: TelegramError) -> CallOutcome:
    """What an answer, or none, means for the call."""
    if isinstance(error, RetryAfter):
        return _told_to_wait(call, _seconds(error))
    if isinstance(error, Forbidden | ChatMigrated):
        # Blocked, or left: nothing more is sent there.
        return CallOutcome(call, OutboxState.DROPPED, unreachable=True, error=error.message)
    # What was lost on the way may have arrived, too; a file is not sent a dozen times for that.
    if isinstance(error, TimedOut) or (isinstance(error, Unanswered) and call.method in UPLOADS):
        return _in_doubt(call)
    if IMPOSSIBLE.search(error.message):
        return CallOutcome(call, OutboxState.PARKED, error=error.message)
    return _later(call, error.message[:MOST_ERROR])  # it may quote what was being sent


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
    seconds = DEFAULT_TIMEOUT + len(upload.content) / SLOWEST_UPLOAD
    return await api.call(call.method, fields, upload, seconds)


def _told_to_wait(call: Outgoing, seconds: float) -> CallOutcome:
    # What only decorates is not worth a wait, and holds nobody up.
    if call.method in DECORATING:
        return CallOutcome(call, OutboxState.DROPPED, error="429")
    # An answer to a press is in no order with the messages of its chat, which go on.
    if not call.ordered:
        return CallOutcome(call, OutboxState.WAITING, again_in=min(seconds, LONGEST_BACKOFF), error="429")
    return CallOutcome(call, OutboxState.WAITING, pause_chat=seconds, error="429")


def _is_of_a_card_gone(call: Outgoing, bad: BadRequest) -> bool:
    return call.method in EDITS and any(text in bad.message.lower() for text in RENEW)


def _after_bad_request(call: Outgoing, bad: BadRequest) -> CallOutcome:
    said = bad.message.lower()
    # The card says already what it should: pressed twice, or sent again after a crash.
    if any(text in said for text in DONE_ALREADY):
        return CallOutcome(call, OutboxState.SENT, orjson.loads(call.payload).get("message_id"))
    if any(text in said for text in TOO_LATE):
        return CallOutcome(call, OutboxState.DROPPED, error=bad.message)
    # Deleted accounts look like chats that never were.
    if "chat not found" in said:
        return CallOutcome(call, OutboxState.DROPPED, unreachable=True, error=bad.message)
    return CallOutcome(call, OutboxState.PARKED, error=bad.message)


def _anew(call: Outgoing) -> Outgoing:
    """The same words as a new message; the picture over a caption is gone with its card."""
    fields: dict[str, Any] = orjson.loads(call.payload)
    del fields["message_id"]
    if "caption" in fields:
        fields["text"] = fields.pop("caption")
    return call._replace(method="sendMessage", payload=orjson.dumps(fields))


def _in_doubt(call: Outgoing) -> CallOutcome:
    """It may have arrived. Telegram has no key to ask by, so each call says what to do in doubt."""
    if call.doubt is Doubt.DROP:
        return CallOutcome(call, OutboxState.DROPPED, error="timed out")
    doubted = call._replace(doubts=call.doubts + 1)
    if call.method in UPLOADS and doubted.doubts >= MOST_DOUBTS_OF_FILES:
        return CallOutcome(doubted, OutboxState.PARKED, error="timed out twice: nobody knows whether it arrived")
    return _later(doubted if call.method in UPLOADS else call, "timed out")


def _later(call: Outgoing, error: str) -> CallOutcome:
    """A fault of the line says nothing against the call, which is tried again, more and more slowly."""
    if call.attempts >= MOST_ATTEMPTS:
        return CallOutcome(call, OutboxState.PARKED, error=error)
    pause = min(2.0 ** min(call.attempts, 8) / 2, LONGEST_BACKOFF)
    return CallOutcome(call, OutboxState.WAITING, again_in=pause, error=error)


def _seconds(wait: RetryAfter) -> float:
    """How long to wait; a timedelta since the composition root asks PTB for those."""
    given: Any = wait.retry_after
    return float(given.total_seconds())
