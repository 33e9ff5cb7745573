"""Which sittings to hold: groups of candidates into rooms and times, as few sittings and as early as possible (HiGHS).

The same question always has the same answer: one thread, a fixed seed, and times ordered by cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain import solving
from domain.planning.rules import shares

EARLIER = 0.001  # what an earlier time is worth against one sitting fewer


@dataclass(frozen=True)
class Group:
    """Candidates of one level who sit one part: `size` of them."""

    level: int
    size: int


@dataclass(frozen=True)
class Place:
    """A room at a time: `slot` counts times from 0, earlier ones first."""

    room_id: int
    slot: int
    seats: int


@dataclass(frozen=True)
class Share:
    """So many of a group at a place."""

    level: int
    place: Place
    size: int


def solve(groups: Sequence[Group], places: Sequence[Place]) -> Sequence[Share] | None:
    """Shares by time, room and level: one level a sitting, every seat at most once; None when they do not all fit."""
    used = _solve(groups, places)
    if used is None:
        return None
    found = []
    for group in groups:
        mine = sorted(used[group.level], key=lambda place: (place.slot, place.room_id))
        sizes = shares(group.size, [place.seats for place in mine])
        found += [Share(group.level, place, size) for place, size in zip(mine, sizes, strict=True) if size]
    return sorted(found, key=lambda share: (share.place.slot, share.place.room_id))


def _solve(groups: Sequence[Group], places: Sequence[Place]) -> Mapping[int, Sequence[Place]] | None:
    model = solving.model()
    held = {(g, p): model.addBinary() for g in range(len(groups)) for p in range(len(places))}
    for g, group in enumerate(groups):
        # Every level gets seats enough, and a place holds one level at most: papers of two levels in a room get mixed
        # up.
        model.addConstr(solving.total(held[g, p] * place.seats for p, place in enumerate(places)) >= group.size)
    for p in range(len(places)):
        model.addConstr(solving.total(held[g, p] for g in range(len(groups))) <= 1)
    # Fewer sittings first, each needs staff; among equals the earlier time wins by a thousandth.
    cost = (held[g, p] * (1 + EARLIER * place.slot) for g in range(len(groups)) for p, place in enumerate(places))
    model.minimize(solving.total(cost))
    if not solving.solved(model):
        return None
    return {
        group.level: [place for p, place in enumerate(places) if model.val(held[g, p]) > 0.5]  # noqa: PLR2004 - binary
        for g, group in enumerate(groups)
    }
