"""Column types give back on both databases what was put in; sealed ones hide it from whoever reads the file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Column, LargeBinary, MetaData, Table, insert, select, text, type_coerce, update
from sqlalchemy.exc import StatementError

from domain.registration import Particulars
from storage.engine.database import Database, open_database
from storage.engine.metadata import Id, Instant, Json, Sealed
from storage.engine.prepared import Prepared
from storage.engine.sealing import Broken, KeyRing, SealBroken, Unsealable
from storage.engine.versioned import NewerRecord, Versioned
from tests.storage.records import NAME, NUMBER, PHONE, particulars

probe = Table(
    "probe",
    MetaData(),
    Column("id", Id, primary_key=True),
    Column("at", Instant()),
    Column("json", Json()),
    Column("levels", Json(of=tuple[int, ...])),
    Column("name", Sealed("probe.name")),
    Column("raw", Sealed("probe.raw", of=bytes)),
    Column("particulars", Sealed("probe.particulars", of=Particulars)),
)


@pytest.fixture
async def probed(database: Database) -> AsyncIterator[Database]:
    async with database.begin() as connection:
        await connection.run_sync(probe.create)
    yield database
    async with database.begin() as connection:
        await connection.run_sync(probe.drop)


async def there_and_back(database: Database, **values: Any) -> Any:
    """What comes out of columns for what went in."""
    async with database.begin() as connection:
        await connection.execute(insert(probe).values(**values))
    async with database.read() as connection:
        row = (await connection.execute(select(*(probe.c[name] for name in values)))).one()
    return row[0] if len(row) == 1 else tuple(row)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 20, 2, 30, 0, 123456, tzinfo=UTC),
        datetime(2026, 11, 20, 10, 30, tzinfo=timezone(timedelta(hours=8))),
        datetime(1949, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
async def test_an_instant_comes_back_in_utc(probed: Database, at: datetime) -> None:
    back = await there_and_back(probed, at=at)
    assert back == at
    assert back.utcoffset() == timedelta()


async def test_instants_sort_and_compare(probed: Database) -> None:
    times = [datetime(1969, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)]
    async with probed.begin() as connection:
        await connection.execute(insert(probe), [{"at": at} for at in times])
        ordered = (await connection.execute(select(probe.c.at).order_by(probe.c.at))).scalars().all()
        late = (await connection.execute(select(probe.c.at).where(probe.c.at > times[2]))).scalars().all()
    assert list(ordered) == sorted(times)
    assert list(late) == [times[1]]


async def test_a_naive_datetime_is_refused(probed: Database) -> None:
    with pytest.raises(StatementError, match="naive"):
        await there_and_back(probed, at=datetime(2026, 11, 20))  # noqa: DTZ001 - the point


@pytest.mark.parametrize("value", [{"a": [1, None, "中"]}, [], "text", 0, None])
async def test_json_comes_back(probed: Database, value: object) -> None:
    assert await there_and_back(probed, json=value) == value


async def test_json_none_is_null_in_the_database(probed: Database) -> None:
    await there_and_back(probed, json=None)
    async with probed.read() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM probe WHERE json IS NULL"))).scalar_one() == 1


async def test_json_of_a_type_comes_back_as_that_type(probed: Database) -> None:
    assert await there_and_back(probed, levels=(5, 4)) == (5, 4)
    async with probed.read() as connection:
        stored = (await connection.execute(text("SELECT CAST(levels AS TEXT) FROM probe"))).scalar_one()
    assert stored.replace(" ", "") == "[5,4]"


async def test_sealed_values_come_back(probed: Database) -> None:
    given = {"name": NAME, "raw": b"\0\xff", "particulars": particulars()}
    assert await there_and_back(probed, **given) == tuple(given.values())


async def test_sealed_none_stays_none(probed: Database) -> None:
    assert await there_and_back(probed, name=None, raw=None, particulars=None) == (None, None, None)


async def test_the_database_holds_nothing_readable(probed: Database) -> None:
    await there_and_back(probed, name=NAME, particulars=particulars())
    columns = [type_coerce(probe.c[name], LargeBinary) for name in ("name", "particulars")]
    async with probed.read() as connection:
        stored = b"".join(bytes(value) for value in (await connection.execute(select(*columns))).one())
    assert not any(word.encode() in stored for word in (NAME, NUMBER, PHONE, "示例"))


async def test_a_value_moved_to_another_column_does_not_open(probed: Database) -> None:
    await there_and_back(probed, name=NAME)
    async with probed.begin() as connection:
        await connection.execute(text("UPDATE probe SET raw = name"))
        with pytest.raises(SealBroken):
            (await connection.execute(select(probe.c.raw))).all()


async def test_another_database_has_another_ring(probed: Database, database_url: str) -> None:
    await there_and_back(probed, name=NAME)
    stranger = await open_database(database_url, KeyRing.generate())
    try:
        async with stranger.read() as connection:
            with pytest.raises(SealBroken):
                (await connection.execute(select(probe.c.name))).all()
        async with probed.read() as connection:
            assert (await connection.execute(select(probe.c.name))).scalar_one() == NAME
    finally:
        await stranger.close()


@pytest.mark.parametrize("lenient", [True, False])
async def test_a_flipped_bit_fails_all_that_is_read_beside_it_unless_the_column_is_lenient(
    probed: Database, lenient: bool
) -> None:
    """Read by SQLAlchemy and by the driver; what is broken is written back as it was."""
    gentle = Table(
        "probe",
        MetaData(),
        Column("id", Id, primary_key=True),
        Column("name", Sealed("probe.name", lenient=lenient)),
        Column("raw", Sealed("probe.raw", of=bytes, lenient=lenient)),
    )
    query = Prepared(select(gentle.c.name, gentle.c.raw).order_by(gentle.c.id))
    token, raw = type_coerce(probe.c.name, LargeBinary), type_coerce(gentle.c.name, LargeBinary)
    async with probed.begin() as connection:
        await connection.execute(insert(probe), [{"name": NAME, "raw": b"1"}, {"name": NAME, "raw": b"2"}])
        found = bytes((await connection.execute(select(token).order_by(probe.c.id))).scalars().all()[0])
        broken = found[:-1] + bytes([found[-1] ^ 1])
        await connection.execute(update(probe).where(token == found).values(name=type_coerce(broken, LargeBinary)))
        if not lenient:
            with pytest.raises(SealBroken):
                await query.rows(connection, {})
            return
        first, second = await query.rows(connection, {})
        assert (first, second) == (("—", b"1"), (NAME, b"2"))
        assert isinstance(first.name, Broken)
        assert not isinstance(second.name, Broken)
        await connection.execute(update(gentle).where(raw == broken).values(name=first.name))
        assert broken in (await connection.execute(select(token))).scalars().all()


async def test_without_a_ring_sealed_columns_refuse(probed: Database, database_url: str) -> None:
    bare = await open_database(database_url)
    try:
        with pytest.raises((Unsealable, StatementError), match="without a key ring"):
            await there_and_back(bare, name=NAME)
    finally:
        await bare.close()


@dataclass(frozen=True)
class Told:
    """Something whose shape has changed twice: `name` was a text, then first and last; then `nick` came."""

    first: str
    last: str
    nick: str


def _split(old: dict[str, Any]) -> dict[str, Any]:
    first, _, last = old["name"].partition(" ")
    return {"first": first, "last": last}


def _nicked(old: dict[str, Any]) -> dict[str, Any]:
    return {**old, "nick": old["first"].lower()}


ADA = Told("Ada", "Lovelace", "ada")


@pytest.mark.parametrize(
    "kept",
    [
        b'{"name":"Ada Lovelace"}',
        b'v1:{"name":"Ada Lovelace"}',
        b'v2:{"first":"Ada","last":"Lovelace"}',
        b'v3:{"first":"Ada","last":"Lovelace","nick":"ada"}',
    ],
)
def test_json_of_every_version_is_read_and_the_newest_is_written(kept: bytes) -> None:
    """What has no version is of the first."""
    now = Versioned(Told, (_split, _nicked))
    assert now.load(kept) == ADA
    assert now.dump(now.load(kept)) == b'v3:{"first":"Ada","last":"Lovelace","nick":"ada"}'


@pytest.mark.parametrize("kept", [b'{"name":"Ada Lovelace"}', b'v1:{"first":"Ada","last":"Lovelace"}'])
def test_a_shape_that_no_upgrade_leads_from_is_seen(kept: bytes) -> None:
    """Negative control: without the upgrades the old rows do not load."""
    with pytest.raises(ValidationError):
        Versioned(Told).load(kept)


def test_what_a_newer_release_wrote_is_told_apart_from_what_is_broken() -> None:
    with pytest.raises(NewerRecord, match=r"version 3 .* knows 2"):
        Versioned(Told, (_split,)).load(b"v3:{}")


@pytest.mark.parametrize(
    ("of", "value"), [(int, 865), (tuple[int, ...], (25, 24)), (tuple[str, ...], ()), (int | None, None)]
)
def test_numbers_and_lists_have_versions_too(of: Any, value: object) -> None:
    json = Versioned(of)
    assert json.load(json.dump(value)) == value
    assert json.load(json.dump(value).removeprefix(b"v1:")) == value
    assert json.dump(value).startswith(b"v1:")
