"""A candidate registers by chatting: the whole way, back and forth, over days and restarts."""

from __future__ import annotations

from tests.registration.filling import ID_NUMBER, consent, fill, register
from tests.town import Town


async def test_from_start_to_a_submitted_application(town: Town) -> None:
    await register(town.zhang)
    await town.zhang.say("/status")
    await town.zhang.sees("电工", "四级", "审核")
