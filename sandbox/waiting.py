"""Waking somebody who waits for a future."""

import asyncio


def finish(waiting: asyncio.Future[None]) -> None:
    """Wake once; again does nothing."""
    if not waiting.done():
        waiting.set_result(None)
