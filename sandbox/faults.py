"""Trouble on order: the next calls of a method answer an error, come late, or lose their connection."""

from dataclasses import dataclass
from typing import Any

from sandbox.errors import Misstep, Refusal, bad, forbidden, too_many
from sandbox.wire import Json

KINDS = ("429", "403", "400", "500", "reset_before", "reset_after", "delay")


@dataclass
class Fault:
    """One order. `times` counts down; `seconds` is the delay; `chat_id` narrows it to one chat."""

    id: int
    method: str
    kind: str
    times: int
    retry_after: int
    seconds: float
    chat_id: int | None

    def error(self) -> Refusal | None:
        """The refusal it stands for, if it is one."""
        return {
            "429": too_many(self.retry_after),
            "403": forbidden("bot was blocked by the user"),
            "400": bad("injected fault"),
            "500": Refusal(500, "Internal Server Error"),
        }.get(self.kind)


class Faults:
    """All open orders, first come first served."""

    def __init__(self) -> None:
        self._open: list[Fault] = []
        self._last_id = 0

    def order(self, given: Json) -> int:
        """Take the body of POST /faults; Misstep when it makes no sense."""
        kind, method = str(given.get("kind")), given.get("method", "*")
        if kind not in KINDS or not isinstance(method, str):
            raise Misstep(f"kind must be one of {', '.join(KINDS)}; method a method's name or *")
        self._last_id += 1
        try:
            self._open.append(_fault(self._last_id, method.lower(), kind, given))
        except (TypeError, ValueError) as error:
            raise Misstep("times, retry_after, seconds and chat_id must be numbers") from error
        return self._last_id

    def clear(self) -> None:
        """Forget all orders."""
        self._open.clear()

    def strike(self, method: str, chat_id: Any) -> Fault | None:
        """The fault that this call meets; counts it."""
        for fault in self._open:
            if fault.method in ("*", method) and fault.chat_id in (None, chat_id):
                fault.times -= 1
                if fault.times <= 0:
                    self._open.remove(fault)
                return fault
        return None

    def __bool__(self) -> bool:
        return bool(self._open)


def _fault(fault_id: int, method: str, kind: str, given: Json) -> Fault:
    return Fault(
        id=fault_id,
        method=method,
        kind=kind,
        times=int(given.get("times", 1)),
        retry_after=int(given.get("retry_after", 1)),
        seconds=float(given.get("seconds", 1.0)),
        chat_id=int(given["chat_id"]) if given.get("chat_id") is not None else None,
    )
