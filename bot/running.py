"""Running until told to stop: signals, logs, and the centre with its web side."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys

import structlog

from bot.main import open_centre
from bot.web.app import web_app
from bot.web.server import served
from config.model import Log, Settings

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
        async with served(web_app(centre), settings.web.host, settings.web.port) as address:
            structlog.get_logger().info("started", web=address, mode=settings.mode)
            await centre.start()
            await asked.wait()
            structlog.get_logger().info("stopping")
    finally:
        await centre.close()
