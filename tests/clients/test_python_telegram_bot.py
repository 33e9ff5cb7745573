"""python-telegram-bot's own examples run unchanged against the sandbox, each in a process of its own, to their end."""

import pytest

from tests.clients.page import section
from tests.clients.tale import Tale, row
from tests.clients.told import PTB


@pytest.mark.parametrize("tale", PTB.all(), ids=str)
async def test_an_example_runs_to_its_end(tale: Tale) -> None:
    """What the people see, step by step, stands in its tale; its row in the reference tells how many there are."""
    if missing := tale.missing():
        pytest.skip(f"not installed: {', '.join(missing)}")
    steps = await tale.play()
    assert row(tale.example.removeprefix("python_telegram_bot/"), steps) in section()
