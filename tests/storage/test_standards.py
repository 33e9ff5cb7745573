"""Batches, and the standards that come with the program."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from domain.errors import Missing, Outdated
from domain.standards import BatchStatus, parse_standard
from storage.engine.database import Database
from storage.standards import StandardsStore
from tests.storage.records import MINUTE, NOW, batch, keep, refused_session, session_on, unit_of
from tests.stored import stored

FILE = Path(__file__).parents[2] / "config" / "standards" / "electrician-2023.toml"
ELECTRICIAN = parse_standard(tomllib.loads(FILE.read_text("utf-8")))
STANDARDS = {(ELECTRICIAN.code, ELECTRICIAN.edition): ELECTRICIAN}


async def test_a_batch_comes_back_as_stored(database: Database) -> None:
    (kept,) = await keep(database, batch(places=40))
    async with session_on(database) as session:
        found = await StandardsStore(unit_of(session), STANDARDS).batch(kept)
        assert asdict(found) == asdict(stored(batch(places=40), kept))
        assert found.levels == (5, 4)
        assert found.exam_on == date(2026, 12, 19)


async def test_what_is_not_there_is_missing(database: Database) -> None:
    async with session_on(database) as session:
        store = StandardsStore(unit_of(session), STANDARDS)
        with pytest.raises(Missing):
            await store.batch(404)
        with pytest.raises(Missing):
            store.standard(ELECTRICIAN.code, "1999")
        assert store.standard(ELECTRICIAN.code, ELECTRICIAN.edition) is ELECTRICIAN


async def test_batches_come_newest_first(database: Database) -> None:
    await keep(database, batch(number=1), batch(year=2027, number=1), batch(number=2))
    async with session_on(database) as session:
        found = await StandardsStore(unit_of(session), STANDARDS).batches()
    assert [(one.year, one.number) for one in found] == [(2027, 1), (2026, 2), (2026, 1)]


async def test_offers_are_the_levels_of_open_batches(database: Database) -> None:
    open_, *_ = await keep(
        database,
        batch(occupation=ELECTRICIAN.code, edition=ELECTRICIAN.edition),
        batch(number=5, occupation=ELECTRICIAN.code, edition=ELECTRICIAN.edition, status=BatchStatus.CANCELLED),
        batch(number=6, occupation=ELECTRICIAN.code, edition=ELECTRICIAN.edition, closes_at=NOW),
        batch(number=7, occupation=ELECTRICIAN.code, edition=ELECTRICIAN.edition, opens_at=NOW + MINUTE),
    )
    async with session_on(database) as session:
        offers = await StandardsStore(unit_of(session), STANDARDS).offers(NOW)
    assert [(offer.batch_id, offer.level) for offer in offers] == [(open_, 5), (open_, 4)]


async def test_a_batch_is_opened_once(database: Database) -> None:
    await keep(database, batch())
    async with refused_session(database) as session:
        store = StandardsStore(unit_of(session), STANDARDS)
        store.add(batch())
        with pytest.raises(Outdated):
            await store.flush()
