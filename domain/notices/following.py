"""Following an occupation: whoever does hears of its notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.errors import Missing
from domain.notices.model import Subscription
from domain.people import Action, Actor, require

if TYPE_CHECKING:
    from domain.notices.store import NoticesWork
    from domain.standards import Standard


def occupations(work: NoticesWork) -> Sequence[Standard]:
    """Every occupation once, by its newest standard."""
    newest: dict[str, Standard] = {}
    for standard in work.standards.standards():
        # Of each code the newest edition comes first.
        newest.setdefault(standard.code, standard)
    return list(newest.values())


async def followed(work: NoticesWork, actor: Actor) -> frozenset[str]:
    """The codes of the occupations that the actor follows."""
    return frozenset(each.occupation for each in await work.notices.subscriptions(actor.person_id))


async def follow(work: NoticesWork, actor: Actor, occupation: str) -> None:
    """Hear of its notices from now on; twice is once. Raises `Missing` for an occupation that there is not."""
    require(actor, Action.FOLLOW)
    if occupation not in {standard.code for standard in occupations(work)}:
        raise Missing("standard")
    if occupation not in await followed(work, actor):
        work.notices.add(Subscription(actor.person_id, occupation, work.now))
        await work.notices.flush()


async def unfollow(work: NoticesWork, actor: Actor, occupation: str) -> None:
    """Hear of them no more."""
    require(actor, Action.FOLLOW)
    for each in await work.notices.subscriptions(actor.person_id):
        if each.occupation == occupation:
            await work.notices.forget(each)
    await work.notices.flush()
