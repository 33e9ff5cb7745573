"""A running sandbox for each test."""

from collections.abc import AsyncIterator

import pytest

from sandbox import Setup
from tests.sandbox.rig import Rig, running


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    """Two people; conflicts and webhook retries do not keep a test waiting."""
    async with running(Setup(conflict_pause=0.2, webhook_pause=0.05)) as rig:
        yield rig


@pytest.fixture
async def chat(rig: Rig) -> Rig:
    """The same, after the first person has pressed Start."""
    await rig.hello()
    return rig
