"""Planning a batch in the records: what is proposed, changed, and kept from being proposed twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Forbidden
from domain.planning import CandidatesBusy, Move, RoomForOtherPart, RoomTaken, RoomTooSmall
from domain.registration import Status
from domain.staffing import assign, move_sitting, propose_plan
from domain.standards import BatchStatus, OutOfOrder, Part
from tests.office import Office
from tests.stage import Stage


async def planned(office: Office, candidates: int = 4) -> Stage:
    """A batch with a plan, its sittings by part on the stage."""
    stage = await office.stage(BatchStatus.REGISTRATION_CLOSED, candidates)
    async with office.work() as work:
        for sitting in await propose_plan(work, office.actor("zhao"), stage.batch.id):
            stage.sittings[sitting.part] = sitting
    return stage


async def seats(office: Office, stage: Stage) -> list[tuple[str, int, str]]:
    """Part, seat and ticket number, in order."""
    async with office.work() as work:
        numbers = {ticket.id: ticket.number for ticket in await work.planning.tickets(stage.batch.id)}
        found = await work.planning.bookings_of_batch(stage.batch.id)
    return sorted((each.part.value, each.seat, numbers[each.ticket_id]) for each in found)


async def test_everybody_has_one_seat_in_each_part(office: Office) -> None:
    stage = await planned(office, 5)
    assert [(part, seat) for part, seat, _ in await seats(office, stage)] == [
        (part, seat) for part in ("practical", "theory") for seat in range(1, 6)
    ]


async def test_planning_anew_gives_the_same_plan_and_the_same_numbers(office: Office) -> None:
    stage = await planned(office)
    before = await seats(office, stage)
    async with office.work() as work:
        await propose_plan(work, office.actor("zhao"), stage.batch.id)
    assert await seats(office, stage) == before


async def test_who_is_not_approved_is_not_seated(office: Office) -> None:
    stage = await office.stage(BatchStatus.REGISTRATION_CLOSED, 4)
    async with office.work() as work:
        one = await work.registration.application(stage.applications[0].id)
        one.status = Status.REJECTED
        await propose_plan(work, office.actor("zhao"), stage.batch.id)
        seated = {each.application_id for each in await work.planning.bookings_of_batch(stage.batch.id)}
    assert seated == {each.id for each in stage.applications[1:]}


async def test_only_a_planner_plans_and_only_once_registration_is_closed(office: Office) -> None:
    closed, confirmed = await office.stage(BatchStatus.REGISTRATION_CLOSED, 1), None
    async with office.work() as work:
        with pytest.raises(Forbidden):
            await propose_plan(work, office.actor("sun"), closed.batch.id)
        batch = await work.standards.batch(closed.batch.id)
        for status in (BatchStatus.REGISTRATION_OPEN, BatchStatus.ARRANGED, BatchStatus.IN_EXAM):
            batch.status = status
            with pytest.raises(OutOfOrder):
                await propose_plan(work, office.actor("zhao"), closed.batch.id)
        confirmed = await work.planning.sittings(closed.batch.id)
    assert confirmed == []


async def test_a_sitting_goes_where_it_can_be_held_only(office: Office) -> None:
    stage = await planned(office, 20)
    theory, planner = stage.sittings[Part.THEORY], office.actor("zhao")
    async with office.work() as work:
        rooms = {room.code: room for room in await work.planning.rooms()}
        other = rooms["02"].id
        with pytest.raises(RoomForOtherPart):
            await move_sitting(work, planner, Move(theory.id, rooms["51"].id, theory.starts_at))
        rooms["02"].seats = 19
        with pytest.raises(RoomTooSmall) as small:
            await move_sitting(work, planner, Move(theory.id, other, theory.starts_at))
        assert (small.value.seats, small.value.candidates) == (19, 20)
        rooms["02"].seats = 20
        moved = await move_sitting(work, planner, Move(theory.id, other, theory.starts_at))
        assert moved.room_id == other


async def test_nobody_sits_two_parts_at_once(office: Office) -> None:
    stage = await planned(office, 4)
    theory, practical = stage.sittings[Part.THEORY], stage.sittings[Part.PRACTICAL]
    async with office.work() as work:
        with pytest.raises(CandidatesBusy) as busy:
            await move_sitting(work, office.actor("zhao"), Move(practical.id, practical.room_id, theory.starts_at))
    assert busy.value.count == 4


async def test_a_room_is_not_given_twice(office: Office) -> None:
    first, second = await planned(office, 4), await office.stage(BatchStatus.REGISTRATION_CLOSED, 4)
    theory, planner = first.sittings[Part.THEORY], office.actor("zhao")
    async with office.work() as work:
        others = await propose_plan(work, planner, second.batch.id)
        assert others[0].room_id != theory.room_id, "the plan of another batch goes around it"
        with pytest.raises(RoomTaken):
            await move_sitting(work, planner, Move(others[0].id, theory.room_id, theory.starts_at))


async def test_another_time_makes_the_proposed_duties_void(office: Office) -> None:
    """Else somebody might be left serving in two places at once; another room leaves them."""
    stage = await planned(office, 4)
    practical, planner = stage.sittings[Part.PRACTICAL], office.actor("zhao")
    async with office.work() as work:
        room = next(room for room in await work.planning.rooms() if room.code == "52")
        await assign(work, planner, stage.batch.id)
        await move_sitting(work, planner, Move(practical.id, room.id, practical.starts_at))
        assert await work.staffing.duties_of_batch(stage.batch.id)
        later = practical.starts_at + timedelta(minutes=30)
        await move_sitting(work, planner, Move(practical.id, room.id, later))
        assert not await work.staffing.duties_of_batch(stage.batch.id)
