"""Kill -9 at random moments loses and doubles nothing; and the same count sees it when a guard is taken away."""

from __future__ import annotations

from pathlib import Path

from bot.tools.chaos.counting import Tally
from bot.tools.chaos.databases import postgres_at
from bot.tools.chaos.killing import figures
from bot.tools.chaos.scenario import Plan, ScenarioOutcome, carry_out, told

CARELESS = str(Path(__file__).parent / "careless_worker.py")


async def test_killed_workers_lose_and_double_nothing(tmp_path: Path) -> None:
    """Two workers on one file of SQLite, killed while three people register."""
    outcome = await carry_out(Plan("small", workers=2, kills=4, candidates=3), tmp_path, seed=7)
    found = told(outcome)
    assert (found["kills"], found["lost"], found["doubled"]) == (4, 0, 0), (found, outcome.gave_up)
    assert found["registrations"] >= 3
    assert found["updates"] >= 20 * found["registrations"]
    assert found["resent"] <= 4
    assert found["redelivered"] > 0


async def test_what_is_acknowledged_before_it_is_committed_is_seen_as_lost(tmp_path: Path) -> None:
    """Negative control."""
    command = (CARELESS, "acknowledges-first")
    plan = Plan("careless", workers=1, kills=6, candidates=6, patience=3, command=command)
    assert told(await carry_out(plan, tmp_path, seed=7))["lost"] > 0


async def test_updates_that_are_taken_twice_are_seen_as_doubled(tmp_path: Path) -> None:
    """Negative control."""
    command = (CARELESS, "forgets-ids")
    plan = Plan("careless", workers=1, kills=2, candidates=3, patience=5, least_updates=30, command=command)
    found = told(await carry_out(plan, tmp_path, seed=7))
    assert found["doubled"] > 0
    assert "answer to a press doubled" in found["reasons"]


def test_sums_are_those_of_the_scenarios() -> None:
    tally = Tally()
    tally.compare("application", wanted=1, found=3)
    tally.compare("update", wanted=5, found=4)
    one = ScenarioOutcome(Plan("one", 1, 10), kills=10, tally=tally, updates=100, resent=1, seconds=1.5)
    found = figures([one, ScenarioOutcome(Plan("two", 2, 10), kills=10, updates=50)])
    assert {name: found[name] for name in ("kills", "updates", "lost", "doubled", "resent", "seconds")} == {
        "kills": 20,
        "updates": 150,
        "lost": 1,
        "doubled": 2,
        "resent": 1,
        "seconds": 1.5,
    }
    assert [scenario["scenario"] for scenario in found["scenarios"]] == ["one", "two"]
    assert found["scenarios"][0]["reasons"] == {"update lost": 1, "application doubled": 2}


def test_a_given_server_is_taken_as_it_is_and_none_can_be_wanted() -> None:
    with postgres_at("postgresql+asyncpg://me@host/db") as address, postgres_at("no") as nothing:
        assert (address, nothing) == ("postgresql://me@host/db", None)
