"""The rooms of the centre, as the operator of the machine registers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.planning.refusals import RoomTaken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.planning.model import Room
    from domain.planning.store import PlanningWork

SAID = ("name", "venue", "address", "part", "seats")


async def keep_rooms(work: PlanningWork, said: Sequence[Room]) -> int:
    """Keep new rooms, change those whose code is known to what is said now; how many there were of both.

    Raises `RoomTaken` (its code) when a sitting still to come would have another part, or more candidates than seats.
    """
    known = {room.code: room for room in await work.planning.all_rooms()}
    kept = []
    for room in said:
        if room.code not in known:
            work.planning.add(room)
            kept.append(room)
        elif _facts(room) != _facts(known[room.code]):
            await _check_sittings(work, known[room.code], room)
            for name, value in _facts(room).items():
                setattr(known[room.code], name, value)
            kept.append(known[room.code])
    await work.planning.flush()
    for room in kept:
        work.audit(None, "room.kept", f"room:{room.id}", code=room.code, part=room.part.value, seats=room.seats)
    return len(kept)


def _facts(room: Room) -> dict[str, object]:
    return {name: getattr(room, name) for name in SAID}


async def _check_sittings(work: PlanningWork, known: Room, said: Room) -> None:
    for sitting in await work.planning.in_room(known.id):
        if sitting.ends_at > work.now:
            seated = await work.planning.bookings(sitting.id)
            # The highest seat number, not how many are seated: a seat keeps its number when a neighbour withdraws.
            if sitting.part is not said.part or max((each.seat for each in seated), default=0) > said.seats:
                raise RoomTaken(known.code)
