"""What the bots have called: a ring of the last 50,000 calls, in memory."""

import time
from collections import deque
from collections.abc import Iterator
from http import HTTPStatus
from itertools import islice
from typing import Any

from sandbox.wire import Json
from sandbox.wire.errors import Refusal
from sandbox.wire.specification import check_call
from sandbox.wire.waiting import Waiters

KEPT = 50_000


class Record:
    """One finished call: what was `given` (parameters, and whether files came with them), `outcome`: result or refusal.

    `begun` in monotonic seconds.
    """

    __slots__ = ("begun", "bot_id", "ended", "files", "method", "number", "outcome", "params")

    def __init__(self, bot_id: int, method: str, given: tuple[Json, bool], outcome: Any, *, begun: float) -> None:
        self.bot_id = bot_id
        self.method = method
        self.params, self.files = given
        self.begun = begun
        self.outcome = outcome
        self.ended = time.monotonic()
        self.number = 0

    @property
    def chat_id(self) -> int | None:
        """The chat that it names, if it names one by number."""
        given = self.params.get("chat_id")
        if isinstance(given, str) and given.lstrip("-").isdigit():
            return int(given)
        return given if isinstance(given, int) else None

    @property
    def status(self) -> int:
        """200 or the error code."""
        return self.outcome.code if isinstance(self.outcome, Refusal) else HTTPStatus.OK

    def told(self) -> Json:
        """What it was and how it ended, without the result."""
        told: Json = {"n": self.number, "bot": self.bot_id, "at": self.begun, "method": self.method}
        told |= {"params": self.params, "status": self.status, "ms": round((self.ended - self.begun) * 1000, 3)}
        if isinstance(self.outcome, Refusal):
            told["error"] = self.outcome.description
        elif isinstance(self.outcome, dict) and "message_id" in self.outcome:
            told["result_message_id"] = self.outcome["message_id"]
        if self.chat_id is not None:
            told["chat_id"] = self.chat_id
        return told

    def seen(self) -> Json:
        """As GET /calls tells it: also with what the specification has against it, and with the result."""
        told = self.told()
        if strange := check_call(self.method, self.params, files=self.files):
            told["warnings"] = strange
        # What a poll was answered is told by GET /updates, one by one.
        if self.status == HTTPStatus.OK and self.method != "getUpdates":
            told["result"] = self.outcome.result if hasattr(self.outcome, "result") else self.outcome
        return told


class Recorder:
    """Numbered calls, oldest dropped first."""

    def __init__(self) -> None:
        self._calls: deque[Record] = deque(maxlen=KEPT)
        self._last = 0
        self._waiters = Waiters()

    def note(self, record: Record) -> None:
        """Number and keep a finished call."""
        self._last += 1
        record.number = self._last
        self._calls.append(record)
        if self._waiters:
            self._waiters.wake()

    def newer(self, number: int) -> Iterator[Record]:
        """Calls with a number above `number`, oldest first."""
        # Numbers rise by one, so the place in the ring follows from the number.
        return islice(self._calls, max(0, len(self._calls) - (self._last - number)), None)

    def after(self, number: int, method: str | None = None) -> list[Json]:
        """The same as they are told, of one method if named."""
        wanted = method.lower() if method else None
        return [record.told() for record in self.newer(number) if wanted in (None, record.method.lower())]

    async def wait(self, number: int, seconds: float) -> None:
        """Return when there is a call above `number`, at the latest after `seconds`."""
        if self._last <= number and seconds > 0:
            await self._waiters.wait(seconds)
