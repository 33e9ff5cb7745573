"""What the bot has called: a ring of the last 50,000 calls, in memory."""

import time
from collections import deque
from typing import Any

from sandbox.wire import Json

KEPT = 50_000


class Recorder:
    """Numbered calls, oldest dropped first."""

    def __init__(self) -> None:
        self._calls: deque[tuple[int, float, str, Json, int, Any]] = deque(maxlen=KEPT)
        self._last = 0

    def note(self, method: str, params: Json, status: int, result: Any) -> None:
        """Record a finished call; `result` is what it returned."""
        self._last += 1
        self._calls.append((self._last, time.monotonic(), method, params, status, result))

    def after(self, number: int, method: str | None = None) -> list[Json]:
        """Calls with a number above `number`, oldest first, of one method if named."""
        wanted = method.lower() if method else None
        return [_told(call) for call in self._calls if call[0] > number and wanted in (None, call[2].lower())]


def _told(call: tuple[int, float, str, Json, int, Any]) -> Json:
    number, at, method, params, status, result = call
    told: Json = {"n": number, "at": at, "method": method, "params": params, "status": status}
    if isinstance(result, dict) and "message_id" in result:
        told["result_message_id"] = result["message_id"]
    chat_id = params.get("chat_id")
    if isinstance(chat_id, str) and chat_id.lstrip("-").isdigit():
        chat_id = int(chat_id)
    if isinstance(chat_id, int):
        told["chat_id"] = chat_id
    return told
