"""The queue of updates: numbered, expiring, confirmed by offset, filtered when made, deliverable twice on demand."""

import json
import random
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sandbox.keeping.disk import Shelf
from sandbox.wire import ANY_BOT, Json, dump
from sandbox.wire.bounds import PRESS_SECONDS, QUEUED_UPDATES, SILENCE_SECONDS, UPDATE_SECONDS
from sandbox.wire.waiting import Waiters

HISTORY = 10_000
FIRST_IDS = (2_000_001, 1_000_000_000)  # where the real server begins, at random
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True, eq=False)
class Update:
    """A queued update: its JSON is made once.

    Updates of one `lane` reach a webhook one after the other; `expires` in Unix seconds.
    """

    id: int
    kind: str
    lane: int
    expires: float
    wire: bytes
    sent: int = 0

    def told(self, state: str) -> Json:
        """As GET /updates tells it."""
        head: Json = {"n": self.id, "kind": self.kind, "state": state, "sent": self.sent}
        return {**head, "update": json.loads(self.wire)}

    def record(self) -> Json:
        """All fields, as they are kept on disk."""
        head: Json = {"id": self.id, "kind": self.kind, "lane": self.lane, "expires": self.expires}
        return {**head, "wire": self.wire.decode()}


class UpdateQueue:
    """All updates of a bot not yet confirmed. `listeners` hear of each arrival; `tag` is the bot's, for file ids."""

    def __init__(self, shelf: Shelf, tag: bytes) -> None:
        self.next_id = _random_start()
        self._last_push = time.time()
        self.allowed: list[str] = []
        self.listeners: list[Callable[[], None]] = []
        self._shuffled = False
        self.again: deque[Update] = deque()
        self._shelf = shelf
        self._tag = tag
        self._queue: deque[Update] = deque()
        self._delivered: deque[Update] = deque(maxlen=HISTORY)
        self._waiters = Waiters()

    def __len__(self) -> int:
        return len(self._queue) + len(self.again)

    def unknown(self, known: set[Update]) -> list[Update]:
        """What is queued and not in `known`, in order."""
        fresh: list[Update] = []
        for update in reversed(self._queue):  # the newest are the unknown ones
            if update in known:
                break
            fresh.append(update)
        return [*(update for update in self.again if update not in known), *reversed(fresh)]

    def push(self, kind: str, payload: Json, lane: int) -> int | None:
        """Queue an update; its id, or None when the bot did not ask for this kind."""
        # Asked when it is made, not when it is fetched: what was queued under the former setting still comes.
        if (kind not in self.allowed) if self.allowed else (kind in NOT_BY_DEFAULT):
            return None
        update_id = self._number()
        # Real time, as everything that waits: winding the shown clock must not make a queue of unfetched updates stale.
        life = PRESS_SECONDS if kind == "callback_query" else UPDATE_SECONDS
        wire = b'{"update_id":%d,"%b":%b}' % (update_id, kind.encode(), dump(payload).replace(ANY_BOT, self._tag))
        update = Update(update_id, kind, lane, time.time() + life, wire)
        self._queue.append(update)
        if len(self._queue) > QUEUED_UPDATES:
            self.forget(self._queue.popleft())
        self._shelf.keep("update", update_id, update)
        self.ring()
        return update_id

    def _number(self) -> int:
        """The next id; after a week without any update they start anew at random."""
        now = time.time()
        if not self._queue and now - self._last_push > SILENCE_SECONDS:
            self.next_id = _random_start()
        self._last_push = now
        self.next_id += 1
        return self.next_id - 1

    def ring(self) -> None:
        """Tell the long poll and the webhook that something has come."""
        self.ring_poll()
        for listener in self.listeners:
            listener()

    def ring_poll(self) -> None:
        """Let the waiting long poll look again."""
        self._waiters.wake()

    def confirm(self, offset: int) -> None:
        """Forget everything below `offset`."""
        queue = self._queue
        # The oldest need not stand first any more, so the whole queue is looked through.
        if self._shuffled:
            self._queue = deque(update for update in queue if update.id >= offset or self.forget(update))
            self._shuffled = bool(self._queue)
            return
        while queue and queue[0].id < offset:
            self.forget(queue.popleft())

    def forget(self, update: Update) -> bool:
        """Note an update that left the queue, for a later redelivery; always False, so that filters can ask it."""
        self._delivered.append(update)
        self._shelf.drop("update", update.id)
        return False

    def keep_last(self, count: int) -> None:
        """Forget all but the last `count`."""
        while len(self._queue) > count:
            self.forget(self._queue.popleft())

    def clear(self) -> None:
        """Forget everything."""
        self.again.clear()
        self.keep_last(0)

    def remove(self, update: Update) -> None:
        """Take out one update that the webhook accepted."""
        if update in self.again:
            self.again.remove(update)
        elif update in self._queue:
            self._queue.remove(update)
            self.forget(update)

    def bounds(self) -> tuple[int, int]:
        """(head, tail): the oldest unconfirmed id and the id that the next update will get."""
        if self._shuffled and self._queue:
            return min(update.id for update in self._queue), self.next_id
        return (self._queue[0].id if self._queue else self.next_id), self.next_id

    def pick(self, offset: int, limit: int) -> list[Update]:
        """Up to `limit` updates from `offset` on, duplicates first; duplicates leave the queue by it."""
        found: list[Update] = []
        # Whatever the offset says: these were confirmed before, and are to come a second time.
        while self.again and len(found) < limit:
            found.append(self.again.popleft())
        now, stale = time.time(), 0
        for update in self._queue:
            if update.expires <= now:
                stale += 1
            elif len(found) >= limit:
                break
            elif update.id >= offset:
                update.sent += 1
                found.append(update)
        if stale:
            self._queue = deque(update for update in self._queue if update.expires > now or self.forget(update))
        return found

    def told(self, after: int) -> list[Json]:
        """The last updates with ids above `after`: confirmed, sent or queued; oldest first."""
        known = {update.id: update.told("confirmed") for update in self._delivered if update.id > after}
        waiting = (update for update in self._queue if update.id > after)
        known |= {update.id: update.told("sent" if update.sent else "queued") for update in waiting}
        return [known[number] for number in sorted(known)]

    async def wait(self, seconds: float) -> None:
        """Return at the next arrival, at the latest after `seconds`."""
        await self._waiters.wait(seconds)

    def redeliver(self, update_ids: list[int] | None, *, shuffle: bool) -> list[int]:
        """Queue delivered updates once more (all of them, or those named); their ids in queue order."""
        for update in self._delivered:
            if update_ids is None or update.id in update_ids:
                self.again.append(update)
        if shuffle:
            self._shuffle()
        self.ring()
        return [update.id for update in (*self.again, *self._queue)]

    def _shuffle(self) -> None:
        for part in (self.again, self._queue):
            mixed = list(part)
            random.shuffle(mixed)
            part.clear()
            part.extend(mixed)
        self._shuffled = True

    def restore(self, updates: Iterable[Update]) -> None:
        """Take up the updates that were queued when the sandbox stopped."""
        self._queue.extend(sorted(updates, key=lambda update: update.id))
        if self._queue:
            self.next_id = max(self.next_id, self._queue[-1].id + 1)


def _random_start() -> int:
    return FIRST_IDS[0] + secrets.randbelow(FIRST_IDS[1] - FIRST_IDS[0])
