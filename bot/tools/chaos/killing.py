"""The whole run: one and two workers, on SQLite and on PostgreSQL, one scenario after the other."""

from __future__ import annotations

import secrets
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.tools.chaos.databases import postgres_at, postgres_database
from bot.tools.chaos.scenario import Plan, ScenarioOutcome, carry_out, told

WORKERS = (1, 2)
SUMS = ("kills", "updates", "lost", "doubled", "resent")


async def run_chaos(kills: int, postgres: str) -> dict[str, Any]:
    """`kills` over all scenarios; `postgres` is a URL, "own" or "no". Raises NoPostgres, WorkerFailed."""
    seed = secrets.randbelow(1 << 32)
    # Told first: with it, `carry_out` repeats the chances of a scenario that went wrong.
    _progress(f"seed {seed}")
    with postgres_at(postgres) as server:
        kinds = [None, server] if server else [None]
        shares = _shares(kills, len(kinds) * len(WORKERS))
        outcomes = []
        for number, (address, workers) in enumerate((kind, size) for kind in kinds for size in WORKERS):
            async with _plan(address, workers, shares[number]) as plan:
                outcomes.append(await _carried_out(plan, seed + number))
    return figures(outcomes)


def figures(outcomes: list[ScenarioOutcome]) -> dict[str, Any]:
    """The sums, and each scenario."""
    scenarios = [told(outcome) for outcome in outcomes]
    sums = {name: sum(scenario[name] for scenario in scenarios) for name in SUMS}
    return {**sums, "seconds": round(sum(scenario["seconds"] for scenario in scenarios), 1), "scenarios": scenarios}


def _shares(kills: int, scenarios: int) -> list[int]:
    return [kills // scenarios + (number < kills % scenarios) for number in range(scenarios)]


@asynccontextmanager
async def _plan(address: str | None, workers: int, kills: int) -> AsyncIterator[Plan]:
    if address is None:
        yield Plan(f"SQLite, workers: {workers}", workers, kills)
        return
    async with postgres_database(address) as url:
        yield Plan(f"PostgreSQL, workers: {workers}", workers, kills, url)


async def _carried_out(plan: Plan, seed: int) -> ScenarioOutcome:
    _progress(f"{plan.name}: {plan.kills} kills …")
    with tempfile.TemporaryDirectory(prefix="jianding-chaos-") as folder:
        outcome = await carry_out(plan, Path(folder), seed)
    shown = {name: value for name, value in told(outcome).items() if name != "scenario"}
    _progress("  " + ", ".join(f"{name} {value}" for name, value in shown.items()))
    for line in outcome.gave_up:
        _progress(f"  gave up: {line}")
    return outcome


def _progress(line: str) -> None:
    sys.stderr.write(f"  {line}\n")
