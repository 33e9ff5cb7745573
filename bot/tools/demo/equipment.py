"""The example data of exams: rooms, stock with one shortage, and the cards of those who watch and mark."""

from __future__ import annotations

from functools import cache

from bot.app.equipment import EXAMPLE, Equipment, put_in, read_equipment
from storage.work import StoredWork


@cache
def _example() -> Equipment:
    return read_equipment(EXAMPLE)


async def equip(work: StoredWork) -> None:
    """Put what the example file says in; the people are there already."""
    await put_in(work, _example())
