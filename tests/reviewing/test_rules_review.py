"""The review's table of states, its claims and its findings (facts §2.5)."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from domain import reviewing
from domain.errors import Forbidden, Outdated, Refusal
from domain.people import Action, Actor
from domain.registration import FINAL, Application, Field, Finding, Policy, Status, refusals, rules
from domain.registration.rules import Handling
from domain.reviewing import REASONS_TO_REJECT, Reason, reasons_of
from tests.registration.examples import BOTH, CANDIDATE, FIRST, LI, NOW, SECOND, actor, particulars
from tests.stored import stored

POLICY = Policy()
LATER = NOW + timedelta(minutes=5)


def application(**changes: Any) -> Application:
    values: dict[str, Any] = {
        "person_id": CANDIDATE.person_id,
        "batch_id": 1,
        "level": 4,
        "particulars": particulars(),
        "id_index": b"",
        "clause_id": "4b",
        "submitted_at": NOW,
        "version": 3,
    }
    return stored(Application(**values | changes), 7)


@pytest.mark.parametrize("status", sorted(FINAL))
@pytest.mark.parametrize("handling", Handling)
def test_nothing_leaves_a_final_status(status: Status, handling: Handling) -> None:
    with pytest.raises(refusals.AlreadyDecided) as raised:
        rules.after(status, handling)
    assert raised.value.status is status


def test_every_other_status_can_be_left_and_reached() -> None:
    """The control: the table is no dead end anywhere else."""
    assert {status for status, _ in rules.AFTER} == set(Status) - FINAL
    assert set(rules.AFTER.values()) == set(Status)


@pytest.mark.parametrize(("levels", "status"), [(1, Status.APPROVED), (2, Status.FIRST_PASSED)])
def test_one_level_of_review_or_two(levels: int, status: Status) -> None:
    assert rules.after(Status.SUBMITTED, Handling.APPROVE, levels) is status
    assert rules.after(Status.FIRST_PASSED, Handling.APPROVE, levels) is Status.APPROVED


def test_a_card_shows_the_application_as_it_is() -> None:
    reviewing.rules.check_current(application(), 3)
    with pytest.raises(Outdated):
        reviewing.rules.check_current(application(), 2)
    with pytest.raises(refusals.AlreadyDecided):
        reviewing.rules.check_current(application(status=Status.RETURNED), 3)


@pytest.mark.parametrize(
    ("who", "changes", "refusal"),
    [
        (FIRST, {}, None),
        (BOTH, {}, None),
        (SECOND, {}, Forbidden),
        (CANDIDATE, {}, reviewing.refusals.OwnApplication),
        (actor(1, *BOTH.roles), {}, reviewing.refusals.OwnApplication),
        (SECOND, {"status": Status.FIRST_PASSED, "first_reviewer_id": 11}, None),
        (BOTH, {"status": Status.FIRST_PASSED, "first_reviewer_id": 13}, reviewing.refusals.SameReviewer),
        (FIRST, {"status": Status.FIRST_PASSED, "first_reviewer_id": 13}, Forbidden),
    ],
)
def test_who_may_review(who: Actor, changes: dict[str, Any], refusal: type[Refusal] | None) -> None:
    if refusal is None:
        reviewing.rules.check_reviewer(application(**changes), who, Action.REVIEW_DECIDE)
        return
    with pytest.raises(refusal):
        reviewing.rules.check_reviewer(application(**changes), who, Action.REVIEW_DECIDE)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"claimed_by": 11, "claimed_until": LATER}, None),
        ({"claimed_by": 12, "claimed_until": LATER}, reviewing.refusals.ClaimedByOther(LATER)),
        ({"claimed_by": 12, "claimed_until": NOW}, reviewing.refusals.NotClaimed(10)),
        ({"claimed_by": 11, "claimed_until": NOW}, reviewing.refusals.NotClaimed(10)),
        ({}, reviewing.refusals.NotClaimed(10)),
    ],
)
def test_only_what_is_in_hand_is_decided(changes: dict[str, Any], refusal: Refusal | None) -> None:
    if refusal is None:
        reviewing.rules.check_claim(application(**changes), FIRST, NOW, POLICY)
        return
    with pytest.raises(type(refusal)) as raised:
        reviewing.rules.check_claim(application(**changes), FIRST, NOW, POLICY)
    assert raised.value.facts() == refusal.facts()


@pytest.mark.parametrize(
    ("changes", "version", "refusal"),
    [
        ({"claimed_by": 12, "claimed_until": LATER}, 3, reviewing.refusals.ClaimedByOther),
        ({"claimed_by": 12, "claimed_until": LATER}, 2, Outdated),
        ({}, 3, Outdated),
        ({"status": Status.APPROVED}, 3, refusals.AlreadyDecided),
    ],
)
def test_a_lost_claim_says_why(changes: dict[str, Any], version: int, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        reviewing.rules.check_lost(application(**changes), version, NOW)


@pytest.mark.parametrize(
    "findings",
    [
        (Finding(Field.PHOTO, Reason.PHOTO_BLURRED),),
        (Finding(Field.PHOTO, Reason.OTHER, "请摘下帽子"), Finding(Field.WORK, "years_too_few")),
    ],
)
def test_findings_with_reasons(findings: tuple[Finding, ...]) -> None:
    reviewing.rules.check_findings(findings)
    reviewing.rules.check_return(application(), findings, POLICY)


@pytest.mark.parametrize(
    "findings",
    [
        (),
        (Finding(Field.PHOTO, ""),),
        (Finding(Field.PHOTO, "because"),),
        (Finding(Field.PHOTO, Reason.OTHER, "  "),),
        (Finding(Field.PHOTO, Reason.PHOTO_BLURRED), Finding(Field.WORK, Reason.OTHER)),
    ],
)
def test_findings_without(findings: tuple[Finding, ...]) -> None:
    with pytest.raises(reviewing.refusals.NoFinding):
        reviewing.rules.check_findings(findings)


def test_a_return_names_the_field() -> None:
    findings = (Finding(None, Reason.DUPLICATE),)
    reviewing.rules.check_findings(findings)
    with pytest.raises(reviewing.refusals.NoFinding):
        reviewing.rules.check_return(application(), findings, POLICY)


def test_words_have_an_end() -> None:
    reviewing.rules.check_findings((Finding(None, Reason.OTHER, "长" * 300),))
    with pytest.raises(reviewing.refusals.NoteTooLong) as raised:
        reviewing.rules.check_findings((Finding(None, Reason.OTHER, "长" * 301),))
    assert raised.value.facts() == {"length": 301, "limit": 300}


def test_returning_has_an_end() -> None:
    findings = (Finding(Field.PHOTO, Reason.PHOTO_BLURRED),)
    reviewing.rules.check_return(application(returns=2), findings, POLICY)
    with pytest.raises(reviewing.refusals.TooManyReturns) as raised:
        reviewing.rules.check_return(application(returns=3), findings, POLICY)
    assert raised.value.limit == 3


def test_every_field_has_reasons_and_room_for_others() -> None:
    assert all(reasons_of(field)[-1] is Reason.OTHER for field in Field)
    assert reasons_of(Field.PHONE) == (Reason.PHONE_NOT_REACHABLE, Reason.OTHER)


def test_every_reason_can_be_picked() -> None:
    """But that of an enrolment that was just joined, which nobody picks."""
    listed = {reason for field in Field for reason in reasons_of(field)} | set(REASONS_TO_REJECT)
    assert set(Reason) - listed == {Reason.PHOTO_MISSING}


def test_only_returned_fields_change() -> None:
    before = particulars()
    after = dataclasses.replace(before, phone="13900139000", identity=dataclasses.replace(before.identity, name="张炜"))
    assert rules.changed_fields(before, before) == ()
    assert rules.changed_fields(before, after) == (Field.NAME, Field.PHONE)
    rules.check_mended(before, after, frozenset({Field.NAME, Field.PHONE, Field.PHOTO}))
    with pytest.raises(refusals.FieldNotReturned) as raised:
        rules.check_mended(before, after, frozenset({Field.NAME}))
    assert raised.value.fields == (Field.PHONE,)
    other_person = dataclasses.replace(before, identity=LI)
    assert rules.changed_fields(before, other_person) == (Field.NAME, Field.ID_NUMBER)
