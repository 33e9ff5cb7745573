"""getUpdates: long polls, confirmation by offset, one poller at a time."""

import json
import time
from typing import Any

from sandbox.bots.bot import Bot
from sandbox.bots.polling import RESTART
from sandbox.bots.updates import Update
from sandbox.methods.call import Call
from sandbox.wire.bounds import LONG_POLL_SECONDS, OFFSET_BELOW, OFFSET_BEYOND, UPDATES_A_CALL, UPDATES_BYTES
from sandbox.wire.errors import Refusal

OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ON = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def get_updates(call: Call) -> bytes:
    """A JSON array of updates, as ready bytes."""
    polling = call.bot.polling
    if call.bot.hook.settings.get("url"):
        raise await polling.refuse(WEBHOOK_ON, call.world.setup.conflict_pause)
    polling.turn += 1
    polling.reason = None
    turn = polling.turn
    # A poll that is waiting sees that its turn is over, and answers 409.
    call.bot.updates.ring_poll()
    offset = call.integer("offset")
    limit = call.integer("limit", UPDATES_A_CALL, (1, UPDATES_A_CALL))
    timeout, limit = polling.hurry(offset, call.integer("timeout", 0, (0, LONG_POLL_SECONDS)), limit)
    set_allowed(call)
    offset = _confirm(call.bot, offset)
    polling.asked(offset)
    picked = call.bot.updates.pick(offset, limit)
    end = time.monotonic() + timeout
    while not picked and (left := end - time.monotonic()) > 0:
        await call.bot.updates.wait(left)
        if polling.turn != turn or call.world.closing:
            raise await _ended(call)
        if call.gone():
            return b"[]"  # nobody reads it: what comes only once must not be lost here
        picked = call.bot.updates.pick(offset, limit)
    return _reply(picked)


async def _ended(call: Call) -> Refusal:
    if call.world.closing or call.bot.polling.reason == RESTART:
        return Refusal(500, "Internal Server Error: restart")
    return await call.bot.polling.refuse(call.bot.polling.reason or OTHER_POLL, call.world.setup.conflict_pause)


def _confirm(bot: Bot, offset: int) -> int:
    """Forget what is confirmed; the offset to read from."""
    updates = bot.updates
    if offset < 0:
        updates.keep_last(-offset)
    head, tail = updates.bounds()
    # A stray offset (of another bot, of last year) must not confirm all that waits: Telegram takes it for none.
    if offset <= 0 or offset > tail + OFFSET_BEYOND or offset < head - OFFSET_BELOW:
        return head
    updates.confirm(offset)
    return offset


def set_allowed(call: Call) -> None:
    """Take over allowed_updates; what cannot be read leaves the old setting."""
    given: Any = call.params.get("allowed_updates")
    if given is None or given == "":
        return
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return
    if isinstance(given, list):
        call.bot.set_allowed([kind for kind in given if kind in KINDS])


KINDS = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "guest_message", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
})  # fmt: skip


def _reply(picked: list[Update]) -> bytes:
    size = 2
    wires: list[bytes] = []
    for update in picked:
        size += len(update.wire) + 1
        # One update larger than an answer goes all the same: held back, it would keep back all behind it for ever.
        if size > UPDATES_BYTES and wires:
            break
        wires.append(update.wire)
    return b"[%b]" % b",".join(wires)


METHODS = {
    "getUpdates": get_updates,
}
