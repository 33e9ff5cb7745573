"""The review: queue, claim, decision, and what no sequence of deeds can reach (facts §2.5)."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain import reviewing
from domain.errors import Forbidden, Outdated
from domain.people import Actor, Role
from domain.registration import (
    Application,
    Approved,
    Field,
    Finding,
    Flag,
    MendingDue,
    Policy,
    Rejected,
    Resubmit,
    Returned,
    Status,
    Submit,
    Submitted,
    refusals,
    resubmit,
    submit,
    withdraw,
)
from domain.reviewing import (
    Decision,
    Reason,
    approve,
    assess,
    claim,
    full_id,
    overview,
    queue,
    reject,
    release,
    return_for_mending,
)
from tests.registration.examples import (
    BOTH,
    CANDIDATE,
    DIRECTOR,
    FIRST,
    LI,
    NOW,
    OTHER_CANDIDATE,
    SECOND,
    actor,
    particulars,
)
from tests.registration.fakes import Turn

PHOTO = (Finding(Field.PHOTO, Reason.PHOTO_BACKGROUND),)
OWN_REVIEWER = actor(1, Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)
Decide = Callable[[Turn, Actor, Decision], Coroutine[Any, Any, Application]]


async def started(levels: int = 2) -> Turn:
    """A turn with one application waiting for its first review."""
    work = Turn(policy=Policy(review_levels=levels))
    work.people.consenting(1)
    work.people.consenting(2)
    await submit(work, CANDIDATE, Submit(1, 4, particulars()))
    work.told.clear()
    work.deeds.clear()
    return work


@pytest.fixture
async def work() -> Turn:
    return await started()


async def take(work: Turn, who: Actor) -> int:
    """Claim the application; its version then."""
    return (await claim(work, who, 1, work.registration.kept[0].version)).version


async def decide(work: Turn, who: Actor, how: Decide, findings: tuple[Finding, ...] = ()) -> Application:
    return await how(work, who, Decision(1, await take(work, who), findings))


async def test_two_persons_approve(work: Turn) -> None:
    passed = await decide(work, FIRST, approve)
    assert (passed.status, passed.first_reviewer_id, passed.claimed_by) == (Status.FIRST_PASSED, 11, None)
    assert work.told == [(Role.SECOND_REVIEWER, Submitted(1))]
    approved = await decide(work, SECOND, approve)
    assert (approved.status, approved.second_reviewer_id, approved.decided_at) == (Status.APPROVED, 12, NOW)
    assert work.told[-1] == (CANDIDATE.person_id, Approved(1))
    assert work.audited() == ["review.claimed", "review.decided"] * 2


async def test_one_level_of_review_needs_one(work: Turn) -> None:
    work.policy = Policy(review_levels=1)
    assert (await decide(work, FIRST, approve)).status is Status.APPROVED
    assert work.told == [(1, Approved(1))]


async def test_the_second_review_is_another_persons(work: Turn) -> None:
    await decide(work, BOTH, approve)
    with pytest.raises(reviewing.refusals.SameReviewer):
        await take(work, BOTH)
    assert list(await queue(work, BOTH)) == []
    assert [each.id for each in await queue(work, SECOND)] == [1]


async def test_nobody_reviews_his_own(work: Turn) -> None:
    assert list(await queue(work, OWN_REVIEWER)) == []
    for deed in (take(work, OWN_REVIEWER), full_id(work, OWN_REVIEWER, 1), assess(work, OWN_REVIEWER, 1)):
        with pytest.raises(reviewing.refusals.OwnApplication):
            await deed


@pytest.mark.parametrize("who", [CANDIDATE, DIRECTOR])
async def test_a_review_is_for_reviewers(work: Turn, who: Actor) -> None:
    for deed in (
        queue(work, who),
        assess(work, who, 1),
        take(work, who),
        release(work, who, 1),
        approve(work, who, Decision(1, 1)),
        full_id(work, who, 1),
    ):
        with pytest.raises(Forbidden):
            await deed


async def test_a_returned_application_has_a_deadline_and_a_reminder(work: Turn) -> None:
    application = await decide(work, FIRST, return_for_mending, PHOTO)
    assert (application.status, application.findings, application.returns) == (Status.RETURNED, PHOTO, 1)
    assert application.due_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert work.told == [(1, Returned(1))]
    reminder = work.reminders["mending:1"]
    assert (reminder.person_id, reminder.event) == (1, MendingDue(1))
    assert (reminder.due_at, reminder.useful_until) == (datetime(2026, 11, 24, 10, tzinfo=UTC), application.due_at)


async def test_no_reminder_when_it_would_come_at_once(work: Turn) -> None:
    work.policy = Policy(mend_working_days=1)
    work.now = datetime(2026, 11, 23, 11, tzinfo=UTC)  # Monday 19:00; due on Tuesday 18:00
    await decide(work, FIRST, return_for_mending, PHOTO)
    assert work.reminders == {}


async def test_after_mending_the_review_begins_anew(work: Turn) -> None:
    await decide(work, FIRST, approve)
    application = await decide(work, SECOND, return_for_mending, PHOTO)
    again = await resubmit(work, CANDIDATE, Resubmit(1, application.version, particulars(photo="cd" * 32)))
    assert (again.status, again.first_reviewer_id, again.second_reviewer_id) == (Status.SUBMITTED, None, None)


async def test_a_rejection_is_final_and_has_reasons(work: Turn) -> None:
    application = await decide(work, FIRST, reject, (Finding(None, Reason.DUPLICATE),))
    assert (application.status, application.decided_at) == (Status.REJECTED, NOW)
    assert work.told == [(1, Rejected(1))]
    assert work.deeds[-1][3] == {"was": "submitted", "now": "rejected", "reasons": "duplicate"}


@pytest.mark.parametrize("how", [reject, return_for_mending])
async def test_a_no_without_reason_changes_nothing(work: Turn, how: Decide) -> None:
    with pytest.raises(reviewing.refusals.NoFinding):
        await decide(work, FIRST, how)
    assert (work.registration.kept[0].status, work.told) == (Status.SUBMITTED, [])


async def test_the_fourth_return_is_refused(work: Turn) -> None:
    for _ in range(3):
        application = await decide(work, FIRST, return_for_mending, PHOTO)
        await resubmit(work, CANDIDATE, Resubmit(1, application.version, particulars()))
    with pytest.raises(reviewing.refusals.TooManyReturns):
        await decide(work, FIRST, return_for_mending, PHOTO)
    assert (await decide(work, FIRST, approve)).status is Status.FIRST_PASSED


async def test_a_claim_keeps_others_away_until_it_ends(work: Turn) -> None:
    version = await take(work, FIRST)
    assert list(await queue(work, BOTH)) == []
    with pytest.raises(reviewing.refusals.ClaimedByOther) as raised:
        await claim(work, BOTH, 1, version)
    assert raised.value.until == NOW + timedelta(minutes=10)
    with pytest.raises(reviewing.refusals.ClaimedByOther):
        await approve(work, BOTH, Decision(1, version))
    work.now += timedelta(minutes=10)
    assert (await claim(work, BOTH, 1, version)).claimed_by == 13


async def test_a_decision_after_the_claim_ended(work: Turn) -> None:
    version = await take(work, FIRST)
    work.now += timedelta(minutes=10)
    with pytest.raises(reviewing.refusals.NotClaimed):
        await approve(work, FIRST, Decision(1, version))
    assert (await decide(work, FIRST, approve)).status is Status.FIRST_PASSED


async def test_a_claim_can_be_prolonged(work: Turn) -> None:
    await take(work, FIRST)
    work.now += timedelta(minutes=8)
    assert (await claim(work, FIRST, 1, work.registration.kept[0].version)).claimed_until == work.now + timedelta(
        minutes=10
    )


async def test_a_claim_of_an_old_screen(work: Turn) -> None:
    version = await take(work, FIRST)
    with pytest.raises(Outdated):
        await claim(work, BOTH, 1, version - 1)


async def test_given_back_into_the_queue(work: Turn) -> None:
    await take(work, FIRST)
    await release(work, BOTH, 1)
    assert list(await queue(work, BOTH)) == []
    await release(work, FIRST, 1)
    assert [each.id for each in await queue(work, BOTH)] == [1]
    assert work.audited() == ["review.claimed", "review.released"]
    with pytest.raises(reviewing.refusals.NotClaimed):
        await approve(work, FIRST, Decision(1, work.registration.kept[0].version))


async def test_a_doubled_press_is_told_so(work: Turn) -> None:
    version = await take(work, FIRST)
    await approve(work, FIRST, Decision(1, version))
    with pytest.raises(Outdated):
        await approve(work, FIRST, Decision(1, version))
    await decide(work, SECOND, approve)
    with pytest.raises(refusals.AlreadyDecided):
        await approve(work, SECOND, Decision(1, version))


async def test_a_withdrawn_application_is_past_deciding(work: Turn) -> None:
    version = await take(work, FIRST)
    await withdraw(work, CANDIDATE, 1)
    with pytest.raises(refusals.AlreadyDecided):
        await approve(work, FIRST, Decision(1, version))


async def test_the_queue_is_in_order_and_by_role(work: Turn) -> None:
    work.now += timedelta(minutes=1)
    await submit(work, OTHER_CANDIDATE, Submit(1, 4, particulars(identity=LI)))
    assert [each.id for each in await queue(work, FIRST)] == [1, 2]
    assert list(await queue(work, SECOND)) == []
    await decide(work, FIRST, approve)
    assert [each.id for each in await queue(work, FIRST)] == [2]
    assert [each.id for each in await queue(work, SECOND)] == [1]
    assert [each.id for each in await queue(work, BOTH)] == [1, 2]


async def test_the_card_has_the_verdict_and_what_to_look_at(work: Turn) -> None:
    card = await assess(work, FIRST, 1)
    assert (card.application.id, card.verdict.clause_id, card.flags) == (1, "4b", frozenset[Flag]())


async def test_each_look_at_the_number_is_written_down(work: Turn) -> None:
    with pytest.raises(reviewing.refusals.NotClaimed):
        await full_id(work, FIRST, 1)
    await take(work, FIRST)
    assert await full_id(work, FIRST, 1) == particulars().identity.number
    assert work.deeds[-1] == (11, "identity.viewed", "application:1", {})


async def test_the_overview_is_the_directors(work: Turn) -> None:
    assert await overview(work, DIRECTOR) == {(1, Status.SUBMITTED): 1}
    with pytest.raises(Forbidden):
        await overview(work, FIRST)


async def test_the_audit_holds_no_personal_values(work: Turn) -> None:
    await decide(work, FIRST, return_for_mending, (Finding(Field.PHOTO, Reason.OTHER, "张伟的照片"),))
    written = repr(work.deeds)
    assert not any(value in written for value in ("张伟", particulars().identity.number, "13800138000"))
