"""Trouble on order: the next calls of a method answer an error, come late, or lose their connection."""

from dataclasses import asdict, dataclass
from typing import Any

from sandbox.wire import Json
from sandbox.wire.errors import Misstep, Refusal, bad, forbidden, too_many

KINDS = ("429", "403", "401", "400", "500", "502", "reset_before", "reset_after", "delay")


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
    bot_id: int | None

    def error(self) -> Refusal | None:
        """The refusal it stands for, if it is one."""
        return {
            "429": too_many(self.retry_after),
            "403": forbidden("bot was blocked by the user"),
            "401": Refusal(401, "Unauthorized"),
            "400": bad("injected fault"),
            "500": Refusal(500, "Internal Server Error"),
            "502": Refusal(502, "Bad Gateway"),
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
            raise Misstep("times, retry_after, seconds, chat_id and bot must be numbers") from error
        return self._last_id

    def open(self) -> list[Json]:
        """The orders that are still open."""
        return [asdict(fault) for fault in self._open]

    def clear(self) -> None:
        """Forget all orders."""
        self._open.clear()

    def strike(self, bot_id: int, method: str, chat_id: Any) -> Fault | None:
        """The fault that this call meets; counts it."""
        for fault in self._open:
            here = fault.chat_id in (None, chat_id) and fault.bot_id in (None, bot_id)
            if here and fault.method in ("*", method):
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
        chat_id=_number(given.get("chat_id")),
        bot_id=_number(given.get("bot")),
    )


def _number(given: Any) -> int | None:
    return None if given is None else int(given)
