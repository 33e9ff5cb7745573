"""A centre with other minutes of the day: what candidates read and have printed says the same."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from domain.standards import BatchStatus
from tests.planning.test_conversation import issue, ticket_of
from tests.stage import set_stage
from tests.town import Town, town_on

MINUTES = {"JIANDING_DOORS__OPEN_BEFORE": "20", "JIANDING_DOORS__LATE_LIMIT": "15", "JIANDING_ROOM__EARLIEST_END": "10"}


@pytest.fixture
async def strict(centre_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """Nobody is let in later than a quarter of an hour."""
    async with town_on(centre_url, tmp_path, MINUTES) as town:
        yield town


async def test_the_ticket_and_what_comes_with_it_tell_the_minutes_that_hold(strict: Town) -> None:
    stage = await set_stage(strict, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await issue(strict, stage)
    shown = await strict.person(stage.chat(0)).sees("准考证发下来了", "提前 20 分钟到")
    printed = await strict.centre.parts.files.get((await ticket_of(strict, stage, 0)).file or "")
    text = PdfReader(io.BytesIO(printed)).pages[0].extract_text()
    for words in ("开考前 20 分钟开始入场", "开考 15 分钟后不得入场", "开考 15 分钟后方可交卷离场"):
        assert words in text
    assert "30 分钟" not in shown + text
