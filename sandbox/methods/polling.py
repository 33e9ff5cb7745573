"""getUpdates: long polls, confirmation by offset, one poller at a time."""

import json
import time
from typing import Any

from sandbox.call import Call
from sandbox.errors import Refusal
from sandbox.updates import Update
from sandbox.world import World

LONGEST = 50
MOST = 100
REPLY_LIMIT = 4 * 1024 * 1024
TAIL_SLACK = 10
HEAD_SLACK = 100_000
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ON = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def get_updates(world: World, call: Call) -> bytes:
    """A JSON array of updates, as ready bytes."""
    polling = world.polling
    if world.webhook.get("url"):
        raise await polling.refuse(WEBHOOK_ON, world.setup.conflict_pause)
    polling.turn += 1
    polling.reason = None
    turn = polling.turn
    world.updates.ring_poll()
    offset = call.integer("offset")
    limit = call.integer("limit", MOST, (1, MOST))
    timeout, limit = polling.hurry(offset, call.integer("timeout", 0, (0, LONGEST)), limit)
    set_allowed(world, call)
    offset = _confirm(world, offset)
    polling.asked(offset)
    picked = world.updates.pick(offset, limit)
    end = time.monotonic() + timeout
    while not picked and (left := end - time.monotonic()) > 0:
        await world.updates.wait(left)
        if polling.turn != turn or world.closing:
            raise await _ended(world)
        if call.gone():
            return b"[]"  # nobody reads it: what comes only once must not be lost here
        picked = world.updates.pick(offset, limit)
    return _reply(picked)


async def _ended(world: World) -> Refusal:
    if world.closing:
        return Refusal(500, "Internal Server Error: restart")
    return await world.polling.refuse(world.polling.reason or OTHER_POLL, world.setup.conflict_pause)


def _confirm(world: World, offset: int) -> int:
    """Forget what is confirmed; the offset to read from."""
    updates = world.updates
    if offset < 0:
        updates.keep_last(-offset)
    head, tail = updates.bounds()
    if offset <= 0 or offset > tail + TAIL_SLACK or offset < head - HEAD_SLACK:
        return head
    updates.confirm(offset)
    return offset


def set_allowed(world: World, call: Call) -> None:
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
        world.set_allowed([kind for kind in given if kind in KINDS])


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
        if size > REPLY_LIMIT and wires:
            break
        wires.append(update.wire)
    return b"[%b]" % b",".join(wires)
