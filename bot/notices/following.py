"""Following occupations: one button each, on or off; whoever follows hears of the notices."""

from __future__ import annotations

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from domain.notices import follow, followed, occupations, unfollow
from domain.people import Action

ORDER = 80
router = Router()


@router.command("follow", action=Action.FOLLOW)
@router.press("follow", action=Action.FOLLOW)
async def show(turn: Turn, *_: str) -> None:
    """All occupations, those followed ticked."""
    mine = await followed(turn.work, turn.actor)
    found = occupations(turn.work)
    rows = [[_toggle(each.code, {"name": each.name}, on=each.code in mine)] for each in found]
    facts = {"names": [each.name for each in found if each.code in mine]}
    turn.show(Screen(Text("notices/follow", facts), [*rows, [Button("people.home", "home")]]))


def _toggle(code: str, facts: dict[str, object], *, on: bool) -> Button:
    """A press says what is to be, so that pressing twice does no more than once."""
    if on:
        return Button("notices.followed", f"follow_off:{code}", facts)
    return Button("notices.not_followed", f"follow_on:{code}", facts)


@router.press("follow_on", action=Action.FOLLOW)
async def begin(turn: Turn, code: str = "", *_: str) -> None:
    """Follow it. Raises `Missing`."""
    await follow(turn.work, turn.actor, code)
    await show(turn)


@router.press("follow_off", action=Action.FOLLOW)
async def end(turn: Turn, code: str = "", *_: str) -> None:
    """Follow it no more."""
    await unfollow(turn.work, turn.actor, code)
    await show(turn)


async def section(turn: Turn) -> Section | None:
    """The way to follow, for candidates."""
    if turn.actor.is_staff:
        return None
    mine = await followed(turn.work, turn.actor)
    names = [each.name for each in occupations(turn.work) if each.code in mine]
    return Section(Text("notices/home", {"names": names}), [[Button("notices.follow", "follow")]], ORDER)
