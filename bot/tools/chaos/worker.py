"""One worker of a chaos run: a whole centre process, on a clock that runs fast so that reminders come while it lives.

`python -m bot.tools.chaos.worker LEASE EPOCH SPEED`: seconds that a job is leased for, the moment (epoch seconds) at
which the clocks agree, and how much faster this one runs. Settings come from the environment.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.app.centre import Centre
from bot.app.main import open_centre
from bot.app.running import run_in_loop, set_up_logs, stop_event
from config.settings import load_settings

READY = "ready"


def fast_clock(epoch: float, speed: float) -> Callable[[], datetime]:
    """A clock that agreed with the real one at `epoch`, and runs `speed` times as fast."""
    return lambda: datetime.fromtimestamp(epoch + (time.time() - epoch) * speed, UTC)


async def work(arguments: list[str], change: Callable[[Centre], None] = lambda _centre: None) -> None:
    """Run until the input ends or SIGTERM comes. `change` is done to the centre before it starts."""
    lease, epoch, speed = (float(argument) for argument in arguments)
    asked = stop_event()
    settings = load_settings(None, os.environ)
    set_up_logs(settings.log)
    centre = await open_centre(settings, fast_clock(epoch, speed))
    # Counted by the fast clock: as it is, a lease would be over before its job had begun.
    centre.parts.workers.lease = timedelta(seconds=lease * speed)
    change(centre)
    try:
        await centre.start()
        _say_ready()
        await asked.wait()
    finally:
        await centre.close()


def _say_ready() -> None:
    """Say it, and end by SIGTERM once the input ends."""

    def wait_for_the_end() -> None:
        sys.stdin.read()
        os.kill(os.getpid(), signal.SIGTERM)

    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
    # Whoever started this process holds its input: should they be killed, no worker is left behind.
    threading.Thread(target=wait_for_the_end, daemon=True).start()


if __name__ == "__main__":
    run_in_loop(work(sys.argv[1:]))
