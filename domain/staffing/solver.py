"""Who serves where: every place filled, nobody twice at a time, loads as even as possible (HiGHS). Reproducible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from domain import solving


@dataclass(frozen=True)
class Post:
    """Places to be filled: so many of one role in one sitting, by any of `persons`."""

    sitting_id: int
    role: str
    needed: int
    persons: tuple[int, ...]


Clashes = Sequence[frozenset[int]]  # pairs of sittings at the same time


def staff(posts: Sequence[Post], clashes: Clashes, loads: Mapping[int, int]) -> Mapping[Post, Sequence[int]] | None:
    """Persons for every post, `loads` being the duties they have already; None when that cannot be done."""
    model = solving.model()
    chosen = {(p, person): model.addBinary() for p, post in enumerate(posts) for person in post.persons}
    for p, post in enumerate(posts):
        model.addConstr(solving.total(chosen[p, person] for person in post.persons) == post.needed)
    persons = sorted({person for post in posts for person in post.persons})
    for person in persons:
        mine = {p: chosen[p, person] for p, post in enumerate(posts) if person in post.persons}
        for one, other in combinations(mine, 2):
            pair = frozenset({posts[one].sitting_id, posts[other].sitting_id})
            # Two roles in one sitting, or two sittings at once, are one person twice.
            if len(pair) == 1 or pair in clashes:
                model.addConstr(mine[one] + mine[other] <= 1)
    held = {person: [chosen[p, person] for p, post in enumerate(posts) if person in post.persons] for person in persons}
    # The second term only breaks ties, by the order of persons: the same input gives the same duties.
    model.minimize(_burden(model, held, loads) + _order(chosen, persons))
    if not solving.solved(model):
        return None
    return {
        post: [person for person in post.persons if model.val(chosen[p, person]) > 0.5]  # noqa: PLR2004 - binary
        for p, post in enumerate(posts)
    }


def _burden(model: Any, held: Mapping[int, Sequence[Any]], loads: Mapping[int, int]) -> Any:
    """Each further duty of a person costs one more than the one before: so the sum is least when loads are even."""
    costs = []
    for person, mine in held.items():
        steps = [model.addVariable(lb=0, ub=1) for _ in mine]
        model.addConstr(solving.total(mine) == solving.total(steps))
        costs += [step * (loads.get(person, 0) + number) for number, step in enumerate(steps, 1)]
    return solving.total(costs)


def _order(chosen: Mapping[tuple[int, int], Any], persons: Sequence[int]) -> Any:
    """Between equals, who comes earlier; all of it together is worth less than one step of the burden."""
    worth = 1 / (2 * (len(chosen) + 1) * (len(persons) + 1))
    places = {person: number for number, person in enumerate(persons)}
    return solving.total(held * (worth * places[person]) for (_, person), held in chosen.items())
