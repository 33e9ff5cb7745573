"""Duties in the records: assigned by the ratios, and confirmed with the whole arrangement."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.planning import SittingStatus
from domain.staffing import (
    DutyLapses,
    DutyOffered,
    DutyRole,
    DutyStatus,
    NoLongerFree,
    NoPlan,
    NotAssigned,
    NotEnoughStaff,
    assign,
    confirm,
    propose_plan,
)
from domain.standards import BatchStatus, OutOfOrder, Part
from tests.office import Office
from tests.staffing.scene import assigned


async def test_sittings_are_staffed_by_the_ratios_with_one_leader(office: Office) -> None:
    stage = await assigned(office)
    async with office.work() as work:
        roles = {
            part: sorted(duty.role.value for duty in await work.staffing.duties(sitting.id))
            for part, sitting in stage.sittings.items()
        }
    assert roles == {
        Part.THEORY: ["invigilator"] * 2,
        Part.PRACTICAL: ["examiner"] * 2 + ["invigilator"] * 2 + ["leader"],
    }


async def test_no_plan_no_staff(office: Office) -> None:
    stage = await office.stage(BatchStatus.REGISTRATION_CLOSED, 1)
    async with office.work() as work:
        with pytest.raises(NoPlan):
            await assign(work, office.actor("zhao"), stage.batch.id)
        with pytest.raises(NoPlan):
            await confirm(work, office.actor("zhao"), stage.batch.id)


async def test_too_few_examiners_are_named_with_the_sitting(office: Office) -> None:
    """Two of the four work where a candidate works: three are needed, two are left."""
    stage = await assigned(office)
    async with office.work() as work:
        for card in await work.staffing.cards():
            if card.number in {"KP0001", "KP0002"}:
                card.employer = "示例电力公司1"
        with pytest.raises(NotEnoughStaff) as lack:
            await assign(work, office.actor("zhao"), stage.batch.id)
    assert (lack.value.role, lack.value.needed, lack.value.free) == (DutyRole.EXAMINER, 3, 2)
    assert lack.value.starts_at == stage.sittings[Part.PRACTICAL].starts_at


async def test_a_batch_is_not_arranged_without_examiners(office: Office) -> None:
    """Control: with them it is, see `offered`."""
    stage = await assigned(office)
    async with office.work() as work:
        for duty in await work.staffing.duties(stage.sittings[Part.PRACTICAL].id):
            if duty.role is not DutyRole.INVIGILATOR:
                await work.staffing.forget(duty)
        await work.staffing.flush()
        with pytest.raises(NotAssigned) as lack:
            await confirm(work, office.actor("zhao"), stage.batch.id)
        assert (lack.value.role, lack.value.missing) == (DutyRole.EXAMINER, 3)
        assert (await work.standards.batch(stage.batch.id)).status is BatchStatus.REGISTRATION_CLOSED


async def test_two_of_three_examiners_are_not_enough(office: Office) -> None:
    stage = await assigned(office)
    async with office.work() as work:
        duties = await work.staffing.duties(stage.sittings[Part.PRACTICAL].id)
        await work.staffing.forget(next(duty for duty in duties if duty.role is DutyRole.EXAMINER))
        await work.staffing.flush()
        with pytest.raises(NotAssigned):
            await confirm(work, office.actor("zhao"), stage.batch.id)


async def test_who_serves_in_another_batch_at_that_time_is_not_asked_for_this_one(office: Office) -> None:
    first = await assigned(office)
    second = await office.stage(BatchStatus.REGISTRATION_CLOSED, 4)
    async with office.work() as work:
        await propose_plan(work, office.actor("zhao"), second.batch.id)
        with pytest.raises(NotEnoughStaff) as lack:  # three invigilators in all, two of them taken at nine
            await assign(work, office.actor("zhao"), second.batch.id)
        assert (lack.value.needed, lack.value.free) == (2, 1)
        for duty in await work.staffing.duties_of_batch(first.batch.id):
            await work.staffing.forget(duty)
        await work.staffing.flush()
        assert await assign(work, office.actor("zhao"), second.batch.id), "control: with them free it can be done"


async def test_who_is_taken_elsewhere_meanwhile_is_not_confirmed(office: Office) -> None:
    stage = await assigned(office)
    other = await office.stage(BatchStatus.ARRANGED, 1)  # its theory is at nine, too, with sun and zhou
    async with office.work() as work:
        assert stage.sittings[Part.THEORY].starts_at == other.sittings[Part.THEORY].starts_at
        with pytest.raises(NoLongerFree):
            await confirm(work, office.actor("zhao"), stage.batch.id)


async def test_confirming_offers_every_duty_with_a_deadline(office: Office) -> None:
    """The exam is in two days, so the answer is due in two hours."""
    stage = await assigned(office)
    async with office.work() as work:
        await confirm(work, office.actor("zhao"), stage.batch.id)
        duties = await work.staffing.duties_of_batch(stage.batch.id)
        assert {duty.status for duty in duties} == {DutyStatus.OFFERED}
        assert {duty.answer_by for duty in duties} == {office.now + timedelta(hours=2)}
        told = [who for who, event in work.effects.told if isinstance(event, DutyOffered)]
        assert sorted(told) == sorted({duty.person_id for duty in duties})
        sittings = await work.planning.sittings(stage.batch.id)
        assert {sitting.status for sitting in sittings} == {SittingStatus.CONFIRMED}
        with pytest.raises(OutOfOrder):
            await confirm(work, office.actor("zhao"), stage.batch.id)


async def test_there_are_three_days_and_a_reminder_when_there_is_time(office: Office) -> None:
    stage = await assigned(office)
    office.now -= timedelta(days=7)
    async with office.work() as work:
        await confirm(work, office.actor("zhao"), stage.batch.id)
        duties = await work.staffing.duties(stage.sittings[Part.THEORY].id)
        assert {duty.answer_by for duty in duties} == {stage.sittings[Part.THEORY].starts_at - timedelta(days=3)}
        due = {type(each.event): each.due_at for each in work.effects.reminders}
        assert due[DutyLapses] - due[DutyOffered] == timedelta(days=1)
