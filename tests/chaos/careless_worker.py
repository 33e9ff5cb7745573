"""Workers with a guard taken away, for negative controls: `python careless_worker.py MODE LEASE EPOCH SPEED`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from typing import Any

from bot.app.centre import Centre
from bot.engine import intake
from bot.tools.chaos.worker import work


def acknowledges_first(centre: Centre) -> None:
    """Tells Telegram that updates have come before they are committed, as PTB's own Updater does."""
    receive = centre.parts.intake.receive

    async def late(updates: Sequence[Any]) -> None:
        offset = max(update["update_id"] for update in updates) + 1
        await centre.parts.api.call("getUpdates", {"offset": offset, "timeout": 0, "limit": 1})
        await asyncio.sleep(0.3)
        await receive(updates)

    centre.parts.intake.receive = late  # type: ignore[method-assign]


def forgets_ids(_centre: Centre) -> None:
    """Takes every delivery for a new update: the unique update_id guards nothing."""
    arrival = intake.arrival
    intake.arrival = lambda update: arrival(update)._replace(update_id=None)


MODES: dict[str, Callable[[Centre], None]] = {"acknowledges-first": acknowledges_first, "forgets-ids": forgets_ids}

if __name__ == "__main__":
    asyncio.run(work(sys.argv[2:], MODES[sys.argv[1]]))
