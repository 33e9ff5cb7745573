"""What a sandbox is told at its beginning."""

from dataclasses import dataclass, field

from sandbox.levers.limits import Rates
from sandbox.wire import Json


@dataclass(frozen=True)
class Setup:
    """How this sandbox behaves where Telegram leaves it open; the defaults are the real ones, seconds.

    `roles`: whom the page offers to play, each {"role", "zh", "en"}; role is a person's role_hint.
    """

    bot_name: str = "Sandbox Bot"
    bot_username: str = "sandbox_bot"
    roles: tuple[Json, ...] = ()
    limits: bool = False
    rates: Rates = field(default_factory=Rates)
    callback_seconds: float = 150.0  # how long is not published; so long they live unfetched
    conflict_pause: float = 3.0
    webhook_pause: float = 2.0
