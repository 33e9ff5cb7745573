"""Running until told to stop: signals, logs, and the centre with its web side."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import structlog

from bot.app.main import open_centre
from bot.web.app import web_app
from bot.web.server import served
from config.model import Log, Settings

T = TypeVar("T")
GC_THRESHOLDS = (20_000, 20, 20)
STOPPING = (signal.SIGINT, signal.SIGTERM)


def set_up_logs(log: Log) -> None:
    """Structured logs on standard error: text for people, JSON for machines; libraries only from warning on."""
    level = logging.getLevelNamesMapping()[log.level.upper()]
    final = structlog.processors.JSONRenderer() if log.as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            final,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(
        level=max(level, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )


def run_in_loop(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end on the fastest event loop there is: uvloop, but on Windows asyncio's own."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(coroutine)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - there is none for Windows

    return uvloop.new_event_loop


def keep_what_is_loaded() -> None:
    """Spare the garbage collector what lives as long as the process, and let it look at the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def stop_event() -> asyncio.Event:
    """An event that is set when the process is asked to stop."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in STOPPING:
        loop.add_signal_handler(number, asked.set)
    return asked


async def run(settings: Settings) -> None:
    """One process of the centre, until SIGINT or SIGTERM. Raises BadSettings, OSError when the port is taken."""
    asked = stop_event()
    centre = await open_centre(settings)
    try:
        # After everything has been made that lives as long as the process (decision 0008).
        keep_what_is_loaded()
        web = settings.web
        # The web side first: whoever leads sets the webhook, and Telegram pushes at once what has waited.
        async with served(web_app(centre), web.host, web.port, centre.supervisor) as address:
            structlog.get_logger().info("started", web=address, mode=settings.mode)
            await centre.start()
            await asked.wait()
            structlog.get_logger().info("stopping")
    finally:
        await centre.close()
