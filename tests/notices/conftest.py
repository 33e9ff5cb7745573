"""A town that never sleeps: what is told of notices comes at once, at whatever time of day the tests run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.town import Town, town_on

NEVER_QUIET = {"JIANDING_QUIET_HOURS__FROM": "00:00", "JIANDING_QUIET_HOURS__UNTIL": "00:00"}


@pytest.fixture
async def town(centre_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """The centre at the sandbox, without quiet hours."""
    async with town_on(centre_url, tmp_path, NEVER_QUIET) as made:
        yield made
