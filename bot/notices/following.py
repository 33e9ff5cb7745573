"""Following occupations: one button each, on or off; whoever follows hears of the notices."""

from __future__ import annotations

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.notices.presses import FOLLOW, FOLLOWED, UNFOLLOW
from bot.people.home import Section
from bot.people.presses import TO_HOME
from domain.notices import follow, followed, occupations, unfollow
from domain.people import Action

ORDER = 80
router = Router()


@router.command("follow", action=Action.FOLLOW)
@router.on(FOLLOWED, action=Action.FOLLOW)
async def show(turn: Turn) -> None:
    """All occupations, those followed ticked."""
    mine = await followed(turn.work, turn.actor)
    found = occupations(turn.work)
    rows = [[_toggle(each.code, {"name": each.name}, on=each.code in mine)] for each in found]
    facts = {"names": [each.name for each in found if each.code in mine]}
    turn.show(Screen(Text("notices/follow", facts), [*rows, [TO_HOME]]))


def _toggle(code: str, facts: dict[str, object], *, on: bool) -> Button:
    """A press says what is to be, so that pressing twice does no more than once."""
    if on:
        return Button("notices.followed", UNFOLLOW(occupation=code), facts)
    return Button("notices.not_followed", FOLLOW(occupation=code), facts)


@router.on(FOLLOW, action=Action.FOLLOW)
async def begin(turn: Turn, occupation: str) -> None:
    """Follow it. Raises `Missing`."""
    await follow(turn.work, turn.actor, occupation)
    await show(turn)


@router.on(UNFOLLOW, action=Action.FOLLOW)
async def end(turn: Turn, occupation: str) -> None:
    """Follow it no more."""
    await unfollow(turn.work, turn.actor, occupation)
    await show(turn)


async def section(turn: Turn) -> Section | None:
    """The way to follow, for candidates."""
    if turn.actor.is_staff:
        return None
    mine = await followed(turn.work, turn.actor)
    names = [each.name for each in occupations(turn.work) if each.code in mine]
    return Section(Text("notices/home", {"names": names}), [[Button("notices.follow", FOLLOWED())]], ORDER)
