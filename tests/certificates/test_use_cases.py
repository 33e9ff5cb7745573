"""Numbers are gapless whoever works at the same time and whatever is undone; nothing is issued that should not be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.app.foundation import key_ring, work_settings
from bot.app.staff import work_at
from bot.documents.fonts import printable_characters
from domain.certificates import (
    Approve,
    Certificate,
    CertificateStatus,
    ChecksOpen,
    EndKind,
    EndProposedAlready,
    NotEntitled,
    NothingPrepared,
    NotInForce,
    OwnCertificate,
    Prepare,
    ProposeEnd,
    SamePerson,
    Series,
    approve,
    decide_end,
    prepare,
    propose_end,
)
from domain.errors import Forbidden, Outdated
from domain.local import local_date
from domain.people import Actor, Role, meet
from domain.scores import Outcome, Result, ScoreRound
from domain.standards import Batch, BatchStatus, OutOfOrder, Part
from storage.certificates import CertificatesStore
from storage.work import StoredWork
from tests.certificates.released import F, P, ask_check, certificates, release
from tests.stage import Stage
from tests.town import Town

OFFICER = Actor(1, 7001, "许洁", roles=frozenset({Role.CERTIFICATE_OFFICER, Role.DIRECTOR}))
DIRECTOR = Actor(2, 3001, "陈静", roles=frozenset({Role.CERTIFICATE_OFFICER, Role.DIRECTOR}))


def command(stage: Stage) -> Prepare:
    return Prepare(stage.batch.id, printable_characters())


@pytest.fixture
async def work(town: Town) -> AsyncIterator[StoredWork]:
    """A unit of work of one's own, for what is refused."""
    async with town.centre.parts.database.read() as connection:
        made = StoredWork(connection, town.now, work_settings(town.settings, key_ring(town.settings)))
        yield made
        await made.abandon()


async def prepared(town: Town, stage: Stage, actor: Actor = OFFICER) -> Sequence[Certificate]:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return await prepare(work, actor, command(stage))


async def another(town: Town, stage: Stage, number: int) -> Stage:
    """One more released batch of the same occupation and level, in which as many other people passed."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        old = await work.standards.batch(stage.batch.id)
        batch = Batch(2026, number, old.occupation, "2023", (4,), old.opens_at, old.closes_at, old.exam_on, old.status)
        work.standards.add(batch)
        await work.standards.flush()
        until = local_date(town.now) - timedelta(days=1)
        work.scores.add(ScoreRound(batch.id, town.now, 1, town.now, 1, town.now, 1, until, until))
        copies = [await copied(work, town, one, batch.id) for one in stage.applications]
    return Stage(batch, copies)


async def copied(work: StoredWork, town: Town, one: Any, batch_id: int) -> Any:
    """The same application of a new person, passed."""
    person = await meet(work, 90_000 + batch_id * 100 + (one.id), "考生")
    await work.people.flush()
    copy = type(one)(**{**vars_of(one), "batch_id": batch_id, "person_id": person.id})
    work.registration.add(copy)
    await work.registration.flush()
    for part in (Part.THEORY, Part.PRACTICAL):
        work.scores.add(Result(batch_id, copy.id, part, P, 865, town.now, 1))
    return copy


def vars_of(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in type(one).__dataclass_fields__ if name not in {"id", "version"}}


def sequences(given: Sequence[Certificate]) -> list[int]:
    return sorted(int(each.number[16:]) for each in given)


async def all_of(town: Town, stages: Sequence[Stage]) -> list[Certificate]:
    return [each for stage in stages for each in await certificates(town, stage)]


async def test_numbers_go_on_from_batch_to_batch(town: Town) -> None:
    first = await release(town, (P, F, P))
    second = await another(town, first, 10)
    await prepared(town, first)
    await prepared(town, second)
    assert sequences(await all_of(town, [first, second])) == [1, 2, 3, 4, 5]


async def test_numbers_are_gapless_when_all_prepare_at_once(town: Town) -> None:
    first = await release(town, (P, P, P))
    stages = [first, *[await another(town, first, 10 + number) for number in range(4)]]
    await asyncio.gather(*(prepared(town, stage) for stage in stages))
    assert sequences(await all_of(town, stages)) == list(range(1, 16))


async def test_without_the_held_row_one_number_would_be_given_twice(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a series that is not held stands still for everybody; the index then refuses the second."""

    async def stale(_store: CertificatesStore, key: str) -> Series:
        return Series(key, 0)

    first = await release(town, (P,))
    second = await another(town, first, 10)
    monkeypatch.setattr(CertificatesStore, "series", stale)
    await prepared(town, first)
    with pytest.raises(Outdated):
        await prepared(town, second)
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(text("DROP INDEX uq_certificate_number_in_force"))
    await prepared(town, second)
    assert sequences(await all_of(town, [first, second])) == [1, 1]


async def test_what_is_undone_leaves_no_gap(town: Town) -> None:
    """A turn that fails after numbering gives its numbers back with all else."""
    stage = await release(town, (P, P))
    with pytest.raises(ZeroDivisionError):
        await prepared_and_undone(town, stage)
    assert await certificates(town, stage) == []
    assert sequences(await prepared(town, stage)) == [1, 2]


async def prepared_and_undone(town: Town, stage: Stage) -> None:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        assert sequences(await prepare(work, OFFICER, command(stage))) == [1, 2]
        raise ZeroDivisionError


async def test_a_number_taken_outside_of_the_transaction_would_leave_one(town: Town) -> None:
    """Negative control: the series moved on by itself, as a sequence of the database does."""
    stage = await release(town, (P,))
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        series = await work.certificates.series("S000031450001264")
        series.last += 1
    assert sequences(await prepared(town, stage)) == [2]


async def test_every_year_and_level_has_its_own_series(town: Town) -> None:
    stage = await release(town, (P,))
    year = f"{local_date(town.now).year % 100:02d}"
    (one,) = await prepared(town, stage)
    assert one.number == f"S000031450001{year}4000001"
    second = await another(town, stage, 10)
    await town.pass_time(days=400)
    (later,) = await prepared(town, second)
    assert later.number[13:] != one.number[13:]
    assert later.number.endswith("000001")


@pytest.mark.parametrize("status", [BatchStatus.AUDITED, BatchStatus.CERTIFIED, BatchStatus.ARCHIVED])
async def test_only_a_released_batch(town: Town, work: StoredWork, status: BatchStatus) -> None:
    stage = await release(town, (P,))
    async with work_at(town.centre.parts.database, town.settings, town.now) as made:
        (await made.standards.batch(stage.batch.id)).status = status
    with pytest.raises(OutOfOrder):
        await prepare(work, OFFICER, command(stage))


async def test_who_failed_after_all_is_not_issued(town: Town) -> None:
    """Results changed between preparing and approving: refused, naming number and result; nobody else is issued."""
    stage = await release(town, (P, P))
    given = await prepared(town, stage)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for result in await work.scores.results(stage.batch.id):
            if result.application_id == given[1].application_id:
                result.outcome = Outcome.FAILED
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        with pytest.raises(NotEntitled) as refused:
            await approve(work, DIRECTOR, Approve(stage.batch.id, 2))
        await work.abandon()
    assert (refused.value.number, refused.value.outcome) == (given[1].number, Outcome.FAILED)
    assert {each.status for each in await certificates(town, stage)} == {CertificateStatus.PREPARED}
    await end(town, given[1].id, EndKind.REVOKE)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        assert len(await approve(work, DIRECTOR, Approve(stage.batch.id, 1))) == 1


async def end(town: Town, certificate_id: int, kind: EndKind) -> None:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        ending = await propose_end(work, OFFICER, ProposeEnd(certificate_id, kind, "误发"))
        await decide_end(work, DIRECTOR, ending.id, confirmed=True)


async def test_nothing_is_approved_before_it_is_prepared(town: Town, work: StoredWork) -> None:
    stage = await release(town, (P,))
    with pytest.raises(NothingPrepared):
        await approve(work, DIRECTOR, Approve(stage.batch.id, 0))


async def test_a_check_that_came_meanwhile_stops_the_approval(town: Town, work: StoredWork) -> None:
    stage = await release(town, (P,))
    await prepared(town, stage)
    await ask_check(town, stage)
    with pytest.raises(ChecksOpen):
        await approve(work, DIRECTOR, Approve(stage.batch.id, 1))


async def test_nobody_approves_what_he_prepared_nor_his_own(town: Town, work: StoredWork) -> None:
    stage = await release(town, (P,))
    (one,) = await prepared(town, stage)
    with pytest.raises(SamePerson):
        await approve(work, OFFICER, Approve(stage.batch.id, 1))
    holder = Actor(one.person_id, 1, "考生", roles=frozenset({Role.DIRECTOR}))
    with pytest.raises(OwnCertificate):
        await approve(work, holder, Approve(stage.batch.id, 1))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CERTIFICATE_OFFICER}))
async def test_only_certificate_officers_prepare(town: Town, work: StoredWork, role: Role) -> None:
    with pytest.raises(Forbidden):
        await prepare(work, Actor(9, 9, "某人", roles=frozenset({role})), Prepare(1, frozenset()))


async def test_one_proposal_at_a_time_and_none_for_what_has_ended(town: Town) -> None:
    stage = await release(town, (P,))
    (one,) = await prepared(town, stage)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await approve(work, DIRECTOR, Approve(stage.batch.id, 1))
        await propose_end(work, OFFICER, ProposeEnd(one.id, EndKind.REVOKE, "误发"))
        with pytest.raises(EndProposedAlready):
            await propose_end(work, DIRECTOR, ProposeEnd(one.id, EndKind.REPLACE, "遗失"))
        (ending,) = await work.certificates.endings_open()
        await decide_end(work, DIRECTOR, ending.id, confirmed=True)
        with pytest.raises(NotInForce):
            await propose_end(work, OFFICER, ProposeEnd(one.id, EndKind.REPLACE, "遗失"))


async def test_a_revoked_certificate_is_not_given_again(town: Town, work: StoredWork) -> None:
    """And its number is not used for anybody else."""
    stage = await release(town, (P, P))
    first, second = await prepared(town, stage)
    await end(town, first.id, EndKind.REVOKE)
    third = await another(town, stage, 10)
    assert sequences(await prepared(town, third)) == [3, 4]
    given = await certificates(town, stage)
    assert [each.status for each in given] == [CertificateStatus.REVOKED, CertificateStatus.PREPARED]
    assert second.number == given[1].number
