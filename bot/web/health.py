"""How a process is: what a monitor asks, and what it counts."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bot.app.centre import Centre
from storage.engine import inbox, outbox

log = structlog.get_logger()
MOST_SECONDS_TO_ANSWER = 5.0
MOST_SECONDS_WITHOUT_LEADER = 30.0


async def health_of(centre: Centre) -> dict[str, Any]:
    """`ok` as long as the process is ready, its database answers, each of its tasks runs, and somebody leads.

    A task that failed is named by the kind of error; it is begun again all the time.
    """
    depths = await _depths(centre)
    tasks = {name: "running" if s.up else f"failing: {s.error}" for name, s in centre.supervisor.states.items()}
    led = centre.without_leader < MOST_SECONDS_WITHOUT_LEADER
    return {
        "ok": centre.ready and depths is not None and led and not centre.supervisor.down,
        "ready": centre.ready,
        "leading": centre.leading,
        "led": led,
        "database": "unreachable" if depths is None else "reachable",
        "tasks": tasks,
        **(depths or {}),
    }


async def metrics_of(centre: Centre) -> bytes:
    """The same as figures, in the text format of Prometheus."""
    # A registry for each answer: the figures are read from the database, so there is nothing to keep between two.
    registry = CollectorRegistry()
    depths = await _depths(centre)
    figures = {
        "leading": ("1 in the process that leads", centre.leading),
        "database_up": ("1 while the database answers", depths is not None),
        "seconds_without_leader": ("seconds since this process led or found another that does", centre.without_leader),
        **{name: (name.replace("_", " "), value) for name, value in (depths or {}).items()},
    }
    for name, (meaning, value) in figures.items():
        Gauge(f"jianding_{name}", meaning, registry=registry).set(value)
    up = Gauge("jianding_task_up", "1 while an everlasting task runs", ["task"], registry=registry)
    failures = Gauge("jianding_task_failures", "failures since the task was begun", ["task"], registry=registry)
    for name, state in centre.supervisor.states.items():
        up.labels(name).set(state.up)
        failures.labels(name).set(state.failures)
    return generate_latest(registry)


async def _depths(centre: Centre) -> Mapping[str, int] | None:
    """How much waits; None when the database does not answer."""
    try:
        async with asyncio.timeout(MOST_SECONDS_TO_ANSWER), centre.parts.database.read() as connection:
            arrived = await inbox.depth(connection)
            leaving = await outbox.depth(connection)
    except Exception as error:  # noqa: BLE001 - whatever it is, the database does not answer
        log.warning("database_does_not_answer", error=type(error).__name__)
        return None
    return {
        "inbox_waiting": arrived.get(inbox.InboxState.WAITING, 0),
        "inbox_parked": arrived.get(inbox.InboxState.PARKED, 0),
        "outbox_waiting": leaving.get(outbox.OutboxState.WAITING, 0) + leaving.get(outbox.OutboxState.SENDING, 0),
        "outbox_parked": leaving.get(outbox.OutboxState.PARKED, 0),
    }
