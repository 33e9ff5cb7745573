"""Handing in, mending and withdrawing an application."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.errors import Forbidden, Missing, Outdated, Refusal
from domain.people import ConsentKind, ConsentNeeded, Role
from domain.registration import (
    Application,
    Education,
    Field,
    Finding,
    Identity,
    IdKind,
    Month,
    PriorCertificate,
    Resubmit,
    Schooling,
    Sex,
    Status,
    Submit,
    Submitted,
    WorkSpell,
    own_application,
    own_applications,
    refusals,
    resubmit,
    status_of,
    submit,
    withdraw,
)
from domain.reviewing import Decision, Reason, claim, reject, return_for_mending
from domain.standards import BatchStatus
from tests.registration.examples import (
    CANDIDATE,
    CLOSES,
    FIRST,
    LI,
    NOW,
    OTHER_CANDIDATE,
    actor,
    batch,
    particulars,
    with_check,
)
from tests.registration.fakes import Turn


@pytest.fixture
def work() -> Turn:
    turn = Turn()
    for person in (CANDIDATE, OTHER_CANDIDATE):
        turn.people.consenting(person.person_id)
    return turn


def wish(level: int = 4, **changes: Any) -> Submit:
    return Submit(1, level, particulars(**changes))


async def returned(work: Turn, *fields: Field) -> Application:
    """An application of the candidate, returned for these fields."""
    application = await submit(work, CANDIDATE, wish())
    assert application.id
    held = await claim(work, FIRST, application.id, application.version)
    findings = tuple(Finding(field, Reason.OTHER, "请核对") for field in fields)
    return await return_for_mending(work, FIRST, Decision(application.id, held.version, findings))


async def test_a_submission_waits_for_the_first_review(work: Turn) -> None:
    application = await submit(work, CANDIDATE, wish())
    assert (application.status, application.clause_id, application.submitted_at) == (Status.SUBMITTED, "4b", NOW)
    assert application.id_index == work.blind_index(f"resident:{application.particulars.identity.number}")
    assert work.told == [(Role.FIRST_REVIEWER, Submitted(1))]
    assert work.deeds == [(1, "application.submitted", "application:1", {"batch": 1, "level": 4})]


@pytest.mark.parametrize("kind", ConsentKind)
async def test_each_consent_is_needed(work: Turn, kind: ConsentKind) -> None:
    work.people.given = [each for each in work.people.given if each.kind != kind]
    with pytest.raises(ConsentNeeded) as raised:
        await submit(work, CANDIDATE, wish())
    assert raised.value.kinds == (kind,)
    assert work.registration.kept == []


CHILD = Identity("张伟", IdKind.PASSPORT, "E12345678", date(2010, 12, 2), Sex.MALE)
SCHOOL = Schooling(Education.MIDDLE_SCHOOL, graduated=Month(2008, 6))


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (wish(2), refusals.LevelNotOffered),
        (wish(5, identity=CHILD, spells=(), prior=None), refusals.TooYoung),
        (wish(5), refusals.HigherHeld),
        (wish(4, prior=None, spells=()), refusals.NotEligible),
        (wish(4, phone="110"), refusals.WrongPhone),
        (wish(4, identity=dataclasses.replace(LI, sex=Sex.MALE)), refusals.SexContradictsId),
        (wish(4, spells=(WorkSpell("甲", Month(2005, 1)),)), refusals.SpellBeforeSixteen),
        (wish(4, spells=(WorkSpell("甲", Month(2015, 1)), WorkSpell("乙", Month(2016, 1)))), refusals.SpellsOverlap),
        (wish(4, prior=PriorCertificate(5, "GD-2019-000123", date(2026, 11, 21))), refusals.DateInFuture),
    ],
)
async def test_nothing_is_taken_on_trust(work: Turn, wish: Submit, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        await submit(work, CANDIDATE, wish)
    assert (work.registration.kept, work.told, work.deeds) == ([], [], [])


async def test_not_eligible_says_what_is_missing(work: Turn) -> None:
    with pytest.raises(refusals.NotEligible) as raised:
        await submit(work, CANDIDATE, wish(4, prior=None, spells=(WorkSpell("甲", Month(2022, 5)),), schooling=SCHOOL))
    assert raised.value.level == 4
    assert (raised.value.shortfalls[0].clause_id, raised.value.shortfalls[0].months_short) == ("4a", 4)


@pytest.mark.parametrize(
    ("changes", "at", "refusal"),
    [
        ({}, CLOSES, refusals.RegistrationClosed(CLOSES)),
        ({}, datetime(2026, 10, 31, tzinfo=UTC), refusals.RegistrationNotOpen(datetime(2026, 11, 1, tzinfo=UTC))),
        ({"status": BatchStatus.REGISTRATION_CLOSED}, NOW, refusals.RegistrationClosed(NOW)),
        ({"status": BatchStatus.CANCELLED}, NOW, refusals.RegistrationClosed(NOW)),
    ],
)
async def test_only_while_registration_is_open(
    work: Turn, changes: dict[str, Any], at: datetime, refusal: Refusal
) -> None:
    work.standards.opened, work.now = [batch(**changes)], at
    with pytest.raises(type(refusal)) as raised:
        await submit(work, CANDIDATE, wish())
    assert raised.value.facts() == refusal.facts()


async def test_to_the_last_second(work: Turn) -> None:
    work.now = CLOSES - timedelta(seconds=1)
    assert (await submit(work, CANDIDATE, wish())).status is Status.SUBMITTED


async def test_an_unknown_batch(work: Turn) -> None:
    with pytest.raises(Missing):
        await submit(work, CANDIDATE, Submit(9, 4, particulars()))


async def test_one_live_application_of_a_person(work: Turn) -> None:
    await submit(work, CANDIDATE, wish())
    with pytest.raises(refusals.AlreadyApplied) as raised:
        await submit(work, CANDIDATE, wish(identity=LI))
    assert raised.value.own


async def test_one_live_application_of_a_number(work: Turn) -> None:
    await submit(work, CANDIDATE, wish())
    with pytest.raises(refusals.AlreadyApplied) as raised:
        await submit(work, OTHER_CANDIDATE, wish())
    assert not raised.value.own
    await submit(work, OTHER_CANDIDATE, wish(identity=LI))


@pytest.mark.parametrize("end", ["withdraw", "reject"])
async def test_after_the_end_one_may_apply_again(work: Turn, end: str) -> None:
    application = await submit(work, CANDIDATE, wish())
    assert application.id
    if end == "withdraw":
        await withdraw(work, CANDIDATE, application.id)
    else:
        held = await claim(work, FIRST, application.id, application.version)
        await reject(work, FIRST, Decision(application.id, held.version, (Finding(None, Reason.WRONG_LEVEL),)))
    assert (await submit(work, CANDIDATE, wish())).id == 2


async def test_in_another_batch_one_may_apply_too(work: Turn) -> None:
    work.standards.opened.append(batch(number=5, id=2))
    await submit(work, CANDIDATE, wish())
    assert (await submit(work, CANDIDATE, Submit(2, 4, particulars()))).batch_id == 2


async def test_a_returned_field_is_mended(work: Turn) -> None:
    application = await returned(work, Field.PHOTO)
    assert list(work.reminders) == ["mending:1"]
    mended = Resubmit(1, application.version, particulars(photo="cd" * 32))
    work.now += timedelta(hours=1)
    again = await resubmit(work, CANDIDATE, mended)
    assert (again.status, again.particulars.photo, again.submitted_at) == (Status.SUBMITTED, "cd" * 32, work.now)
    assert (again.findings, again.due_at, again.first_reviewer_id, again.returns) == ((), None, None, 1)
    assert work.told[-1] == (Role.FIRST_REVIEWER, Submitted(1))
    assert work.reminders == {}


async def test_what_was_not_returned_stays(work: Turn) -> None:
    application = await returned(work, Field.PHOTO)
    with pytest.raises(refusals.FieldNotReturned) as raised:
        await resubmit(work, CANDIDATE, Resubmit(1, application.version, particulars(phone="13900139000")))
    assert raised.value.fields == (Field.PHONE,)
    assert application.status is Status.RETURNED


async def test_mended_statements_are_checked_like_new_ones(work: Turn) -> None:
    application = await returned(work, Field.WORK, Field.PRIOR)
    with pytest.raises(refusals.NotEligible):
        await resubmit(work, CANDIDATE, Resubmit(1, application.version, particulars(prior=None, spells=())))


async def test_a_mended_number_must_not_be_anothers(work: Turn) -> None:
    await submit(work, OTHER_CANDIDATE, wish(identity=LI))
    work.registration.kept[0].person_id = 2
    application = await submit(work, CANDIDATE, wish())
    held = await claim(work, FIRST, 2, application.version)
    findings = (Finding(Field.ID_NUMBER, Reason.ID_MISMATCH), Finding(Field.NAME, Reason.NAME_DIFFERS))
    await return_for_mending(work, FIRST, Decision(2, held.version, findings))
    with pytest.raises(refusals.AlreadyApplied):
        await resubmit(work, CANDIDATE, Resubmit(2, application.version, particulars(identity=LI)))
    own = dataclasses.replace(particulars().identity, number=with_check("11010519900307125"))
    mended = await resubmit(work, CANDIDATE, Resubmit(2, application.version, particulars(identity=own)))
    assert mended.id_index == work.blind_index(f"resident:{own.number}")


async def test_the_time_to_mend_ends_with_a_working_day(work: Turn) -> None:
    """Returned on a Friday with three working days: Wednesday 18:00, though registration may have closed."""
    application = await returned(work, Field.PHOTO)
    assert application.due_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    work.now = application.due_at
    with pytest.raises(refusals.MendingOver):
        await resubmit(work, CANDIDATE, Resubmit(1, application.version, particulars()))
    work.now -= timedelta(seconds=1)
    work.standards.opened = [batch(status=BatchStatus.REGISTRATION_CLOSED)]
    await resubmit(work, CANDIDATE, Resubmit(1, application.version, particulars()))


async def test_resubmitting_twice_or_from_an_old_screen(work: Turn) -> None:
    application = await returned(work, Field.PHOTO)
    with pytest.raises(Outdated):
        await resubmit(work, CANDIDATE, Resubmit(1, application.version - 1, particulars()))
    await resubmit(work, CANDIDATE, Resubmit(1, application.version, particulars()))
    with pytest.raises(refusals.AlreadyDecided):
        await resubmit(work, CANDIDATE, Resubmit(1, application.version, particulars()))


async def test_a_withdrawal_is_for_good(work: Turn) -> None:
    application = await returned(work, Field.PHOTO)
    await withdraw(work, CANDIDATE, 1)
    assert (application.status, application.decided_at, work.reminders) == (Status.WITHDRAWN, NOW, {})
    assert work.audited()[-1] == "application.withdrawn"
    with pytest.raises(refusals.AlreadyDecided):
        await withdraw(work, CANDIDATE, 1)


@pytest.mark.parametrize("other", [OTHER_CANDIDATE, FIRST, actor(3, *Role)])
async def test_an_application_is_its_owners(work: Turn, other: Any) -> None:
    application = await returned(work, Field.PHOTO)
    for deed in (
        withdraw(work, other, 1),
        own_application(work, other, 1),
        resubmit(work, other, Resubmit(1, application.version, particulars())),
    ):
        with pytest.raises(Forbidden):
            await deed
    assert await own_application(work, CANDIDATE, 1) is application
    assert list(await own_applications(work, other)) == []


async def test_the_owner_sees_where_it_stands(work: Turn) -> None:
    assert await status_of(work, CANDIDATE) is None
    await submit(work, CANDIDATE, wish())
    progress = await status_of(work, CANDIDATE)
    assert progress is not None
    assert progress.expected_by == date(2026, 11, 25)
    await withdraw(work, CANDIDATE, 1)
    ended = await status_of(work, CANDIDATE)
    assert ended is not None
    assert ended.expected_by is None
