"""The rooms of the centre: kept by code, and never changed under those who will sit in them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.planning import Room, RoomTaken, keep_rooms
from domain.standards import BatchStatus, Part
from tests.office import Office


def like(room: Room, part: Part | None = None, seats: int | None = None) -> Room:
    """What is said of that room now."""
    return Room(room.code, room.name, room.venue, room.address, part or room.part, seats or room.seats)


async def test_a_room_out_of_use_is_known_by_its_code_all_the_same(office: Office) -> None:
    async with office.work() as work:
        (gone,) = [room for room in await work.planning.rooms() if room.code == "01"]
        gone.in_use = False
        await work.planning.flush()
        assert await keep_rooms(work, [like(gone), Room("03", "3", "V", "A", Part.THEORY, 5)]) == 1
        assert [room.code for room in await work.planning.rooms()] == ["02", "03", "51", "52"]


async def test_a_room_stays_as_those_who_will_sit_in_it_need_it(office: Office) -> None:
    stage = await office.stage(BatchStatus.TICKETS_ISSUED, candidates=4)
    sitting = stage.sittings[Part.THEORY]
    async with office.work() as work:
        room = await work.planning.room(sitting.room_id)
        for said in (like(room, part=Part.PRACTICAL), like(room, seats=3)):
            with pytest.raises(RoomTaken):
                await keep_rooms(work, [said])
        assert await keep_rooms(work, [like(room, seats=4)]) == 1
    office.now = sitting.ends_at + timedelta(minutes=1)
    async with office.work() as work:
        assert await keep_rooms(work, [like(room, part=Part.PRACTICAL, seats=3)]) == 1
