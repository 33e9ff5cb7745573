"""Joining: whom a table enrolled shows who they are, gets an application, and hands it in with a photo."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from domain.importing import Join, RowStanding, join, joinable, roll_of
from domain.importing.refusals import EnrolmentLocked
from domain.people import ConsentNeeded
from domain.registration import Field, Resubmit, Status, refusals, resubmit
from domain.reviewing import Reason
from tests.importing.tables import PLANNER, candidate, enrolled, judged, number_of, phone_of
from tests.registration.examples import CANDIDATE, CLOSES, OTHER_CANDIDATE, actor
from tests.registration.fakes import Turn


@pytest.fixture
def work() -> Turn:
    turn = Turn()
    turn.people.consenting(CANDIDATE.person_id)
    turn.people.consenting(OTHER_CANDIDATE.person_id)
    return turn


async def test_who_joins_gets_his_application_for_the_photo(work: Turn) -> None:
    await enrolled(work, candidate(1))
    assert await joinable(work, CANDIDATE)
    application = await join(work, CANDIDATE, Join(phone_of(1), number_of(1)[-6:].lower()))
    assert application is not None
    assert (application.person_id, application.status, application.clause_id) == (1, Status.RETURNED, "4a")
    assert [(f.field, f.reason) for f in application.findings] == [(Field.PHOTO, Reason.PHOTO_MISSING)]
    assert application.due_at == CLOSES
    assert not await joinable(work, CANDIDATE)
    assert (await roll_of(work, PLANNER, 1)).waiting == []
    assert (await judged(work, candidate(1, phone=phone_of(8))))[0].standing is RowStanding.KNOWN


async def test_without_a_photo_it_does_not_go_to_review(work: Turn) -> None:
    await enrolled(work, candidate(1))
    application = await join(work, CANDIDATE, Join(phone_of(1), number_of(1)[-6:]))
    assert application
    stated = application.particulars
    with pytest.raises(refusals.PhotoMissing):
        await resubmit(work, CANDIDATE, Resubmit(1, application.version, stated))
    with_photo = dataclasses.replace(stated, photo="ab" * 32)
    await resubmit(work, CANDIDATE, Resubmit(1, application.version, with_photo))
    assert application.status is Status.SUBMITTED


async def test_joining_late_leaves_three_working_days(work: Turn) -> None:
    await enrolled(work, candidate(1))
    work.now = CLOSES - timedelta(hours=2)
    application = await join(work, CANDIDATE, Join(phone_of(1), number_of(1)[-6:]))
    assert application
    assert application.due_at
    assert application.due_at > CLOSES + timedelta(days=2)


@pytest.mark.parametrize(("phone", "digits"), [(phone_of(2), number_of(1)[-6:]), (phone_of(1), "000000")])
async def test_neither_telephone_nor_digits_alone_let_anybody_in(work: Turn, phone: str, digits: str) -> None:
    await enrolled(work, candidate(1))
    assert await join(work, CANDIDATE, Join(phone, digits)) is None
    assert work.registration.kept == []


async def test_guessing_ends_after_five_times(work: Turn) -> None:
    await enrolled(work, candidate(1))
    for _ in range(5):
        assert await join(work, CANDIDATE, Join(phone_of(1), "000000")) is None
    with pytest.raises(EnrolmentLocked):
        await join(work, CANDIDATE, Join(phone_of(1), number_of(1)[-6:]))
    await enrolled(work, candidate(1, since_1="2009-07"))  # the planner has looked at it, and sent it again
    assert await join(work, CANDIDATE, Join(phone_of(1), number_of(1)[-6:]))


async def test_nobody_joins_without_consent_twice_or_after_closing(work: Turn) -> None:
    await enrolled(work, candidate(1), candidate(2))
    own, other = Join(phone_of(1), number_of(1)[-6:]), Join(phone_of(2), number_of(2)[-6:])
    with pytest.raises(ConsentNeeded):
        await join(work, actor(3), own)
    assert await join(work, CANDIDATE, own)
    with pytest.raises(refusals.AlreadyApplied):
        await join(work, CANDIDATE, other)
    assert await join(work, OTHER_CANDIDATE, own) is None
    work.now = CLOSES
    assert await join(work, OTHER_CANDIDATE, other) is None
