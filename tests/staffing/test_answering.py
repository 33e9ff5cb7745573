"""Duties in the records: declined, lapsed, put into other hands; and the tickets that come behind them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Forbidden
from domain.planning import ExamNear, TicketIssued
from domain.staffing import (
    DeclineReason,
    DutyAnswered,
    DutyReassigned,
    DutyRole,
    DutyStatus,
    DutyUnfilled,
    NotAssigned,
    Recused,
    Unanswered,
    able,
    accept,
    decline,
    issue_tickets,
    lapse,
    replace,
)
from domain.standards import OutOfOrder, Part
from tests.office import Office
from tests.staffing.scene import WATCHERS, accept_all, asked, assigned, offered


async def test_who_declines_is_replaced_at_once_and_not_asked_again(office: Office) -> None:
    stage = await offered(office)
    async with office.work() as work:
        one = (await asked(office, work, stage))[0]
        (third,) = set(WATCHERS) - set(await asked(office, work, stage))
        with pytest.raises(DeclineReason):
            await decline(work, office.actor(one), stage.batch.id, " ")
        await decline(work, office.actor(one), stage.batch.id, "出差")
        assert third in await asked(office, work, stage)
        assert one not in await asked(office, work, stage)
        with pytest.raises(DutyAnswered):
            await decline(work, office.actor(one), stage.batch.id, "出差")
        with pytest.raises(DutyAnswered):
            await accept(work, office.actor(one), stage.batch.id)
        substitutes = await able(work, stage.sittings[Part.THEORY], DutyRole.INVIGILATOR)
        assert office.actor(one).person_id not in {card.person_id for card in substitutes}


async def test_who_does_not_answer_in_time_is_replaced(office: Office) -> None:
    stage = await offered(office)
    async with office.work() as work:
        one = (await asked(office, work, stage))[0]
        (third,) = set(WATCHERS) - set(await asked(office, work, stage))
        mine = await work.staffing.duties_of_person(office.actor(one).person_id)
        assert not await lapse(work, mine[0].id), "not before the deadline"
    office.now += timedelta(hours=2)
    async with office.work() as work:
        assert len(await lapse(work, mine[0].id)) == len(mine)
        assert not await lapse(work, mine[0].id), "once"
        assert third in await asked(office, work, stage)
        gone = await work.staffing.duties_of_person(office.actor(one).person_id)
        assert {duty.status for duty in gone} == {DutyStatus.LAPSED}


async def test_who_has_accepted_does_not_lapse(office: Office) -> None:
    stage = await offered(office)
    await accept_all(office, stage)
    office.now += timedelta(days=1)
    async with office.work() as work:
        for duty in await work.staffing.duties_of_batch(stage.batch.id):
            assert not await lapse(work, duty.id)


async def test_planners_hear_of_a_place_that_nobody_can_take_and_fill_it_later(office: Office) -> None:
    stage, planner = await offered(office), office.actor("zhao")
    async with office.work() as work:
        first, second = await asked(office, work, stage)
        (third,) = set(WATCHERS) - {first, second}
        await decline(work, office.actor(first), stage.batch.id, "出差")
        assert not [event for _, event in work.effects.told if isinstance(event, DutyUnfilled)]
        await decline(work, office.actor(third), stage.batch.id, "生病")
        (duty_id, *_) = [event.duty_id for _, event in work.effects.told if isinstance(event, DutyUnfilled)]
    await accept_all(office, stage)
    async with office.work() as work:
        with pytest.raises(NotAssigned):
            await issue_tickets(work, planner, stage.batch.id)
        gone = await work.staffing.duty(duty_id)
        with pytest.raises(Recused):
            await replace(work, planner, duty_id, office.actor(first).person_id)
        gone.status = DutyStatus.REASSIGNED
        for other in await work.staffing.duties(gone.sitting_id):
            if other.person_id == office.actor(first).person_id:
                await work.staffing.forget(other)  # they can come after all
        await work.staffing.flush()
        found = await replace(work, planner, duty_id, office.actor(first).person_id)
        assert (found.status, found.role) == (DutyStatus.OFFERED, gone.role)
        with pytest.raises(DutyAnswered):
            await replace(work, planner, duty_id, office.actor(second).person_id)


async def test_somebody_who_accepted_can_still_be_replaced(office: Office) -> None:
    stage, planner = await offered(office), office.actor("zhao")
    await accept_all(office, stage)
    async with office.work() as work:
        one = (await asked(office, work, stage))[0]
        (third,) = set(WATCHERS) - set(await asked(office, work, stage))
        duties = await work.staffing.duties(stage.sittings[Part.THEORY].id)
        mine = next(duty for duty in duties if duty.person_id == office.actor(one).person_id)
        with pytest.raises(Forbidden):
            await replace(work, office.actor("chen"), mine.id, office.actor(third).person_id)
        new = await replace(work, planner, mine.id, office.actor(third).person_id)
        assert (mine.status, new.status) == (DutyStatus.REASSIGNED, DutyStatus.OFFERED)
        assert (office.actor(one).person_id, DutyReassigned(mine.id)) in work.effects.told
        with pytest.raises(Unanswered):
            await issue_tickets(work, planner, stage.batch.id)


async def test_tickets_are_issued_only_when_every_duty_is_accepted(office: Office) -> None:
    stage, planner = await offered(office), office.actor("zhao")
    async with office.work() as work:
        with pytest.raises(Unanswered) as waiting:
            await issue_tickets(work, planner, stage.batch.id)
        assert waiting.value.count == 7
        assert not [ticket for ticket in await work.planning.tickets(stage.batch.id) if ticket.issued_at]
    await accept_all(office, stage)
    async with office.work() as work:
        with pytest.raises(Forbidden):
            await issue_tickets(work, office.actor("chen"), stage.batch.id)
        assert len(await issue_tickets(work, planner, stage.batch.id)) == 4
        assert sum(isinstance(event, TicketIssued) for _, event in work.effects.told) == 4
        with pytest.raises(OutOfOrder):
            await issue_tickets(work, planner, stage.batch.id)


async def test_tickets_need_a_plan_that_is_confirmed(office: Office) -> None:
    """No batch is published whose arrangement nobody has confirmed."""
    stage = await assigned(office)
    async with office.work() as work:
        with pytest.raises(OutOfOrder):
            await issue_tickets(work, office.actor("zhao"), stage.batch.id)


async def test_reminders_come_three_days_a_day_and_two_hours_before(office: Office) -> None:
    stage = await offered(office)
    await accept_all(office, stage)
    office.now -= timedelta(days=5)
    async with office.work() as work:
        await issue_tickets(work, office.actor("zhao"), stage.batch.id)
        starts = stage.sittings[Part.THEORY].starts_at
        found = [each for each in work.effects.reminders if isinstance(each.event, ExamNear)]
    mine = sorted(found, key=lambda each: (each.person_id, each.due_at))[:3]
    assert [starts - each.due_at for each in mine] == [timedelta(hours=hours) for hours in (72, 24, 2)]
    assert [each.useful_until for each in mine] == [mine[1].due_at, mine[2].due_at, starts]
    assert len(found) == 3 * 4, "of the day's first sitting only"


async def test_a_second_day_has_its_reminders_too(office: Office) -> None:
    stage = await offered(office)
    await accept_all(office, stage)
    async with office.work() as work:
        practical = await work.planning.sitting(stage.sittings[Part.PRACTICAL].id)
        practical.starts_at += timedelta(days=1)
        practical.ends_at += timedelta(days=1)
        await work.planning.flush()
        await issue_tickets(work, office.actor("zhao"), stage.batch.id)
        due = {each.due_at for each in work.effects.reminders if isinstance(each.event, ExamNear)}
    assert practical.starts_at - timedelta(hours=2) in due
