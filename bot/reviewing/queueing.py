"""The queue: how much waits for a reviewer, and one press that takes the next one in hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.registration.standing import facts_of
from bot.reviewing.card import show_card
from bot.reviewing.presses import GO_ON, NEXT, QUEUE
from bot.reviewing.shown import Shown, put_in_place
from bot.reviewing.workload import Workload, hours_since, workload
from domain import reviewing
from domain.errors import Forbidden, Outdated
from domain.people import Action, allowed
from domain.registration import Application, Policy, Status, Submitted, refusals
from domain.reviewing import claim

URGENT, IDLE = 5, 70
MOST_LISTED = 5
NOTE_CARD = "review"
AT_ONCE = timedelta(seconds=5)
QUIET = timedelta(hours=4)  # with nothing new for so long, another note is no flood
LOST = (
    Forbidden,
    Outdated,
    refusals.AlreadyDecided,
    reviewing.refusals.ClaimedByOther,
    reviewing.refusals.SameReviewer,
)
router = Router()


@router.command("queue", action=Action.REVIEW_QUEUE)
@router.on(QUEUE, action=Action.REVIEW_QUEUE)
async def show_queue(turn: Turn) -> None:
    """How many wait, and which have waited longest."""
    found = await workload(turn)
    oldest = [await _line(turn, each) for each in found.waiting[:MOST_LISTED]]
    screen = Screen(Text("reviewing/queue", {**found.facts, "oldest": oldest}), [*_take_rows(found), [TO_HOME]])
    put_in_place(turn, screen)


@router.on(NEXT, action=Action.REVIEW_CLAIM)
async def take_next(turn: Turn) -> None:
    """What is in hand already, else the oldest that no other reviewer gets hold of first."""
    found = await workload(turn)
    if any(_just_taken(turn, each) for each in found.in_hand):
        turn.toast(Text("engine/press_doubled"))
        return
    for application in (*found.in_hand, *found.waiting):
        if await _take(turn, application):
            return
    await show_queue(turn)


def _just_taken(turn: Turn, application: Application) -> bool:
    """Whether the press before this one took it."""
    length = timedelta(minutes=turn.work.settings_of(Policy).claim_minutes)
    return application.claimed_until is not None and turn.work.now + length - application.claimed_until < AT_ONCE


@router.on(GO_ON, action=Action.REVIEW_CLAIM)
async def go_on(turn: Turn, application: int, version: int) -> None:
    """Show the card of what is in hand once more."""
    current = await turn.work.registration.application(application)
    mine = reviewing.rules.is_claimed_by(current, turn.actor.person_id, turn.work.now)
    if mine and current.version != version:
        turn.toast(Text("engine/press_doubled"))
    elif not (current.version == version and await _take(turn, current)):
        await take_next(turn)


async def _take(turn: Turn, application: Application) -> bool:
    try:
        held = await claim(turn.work, turn.actor, application.id, application.version)
    except LOST:
        return False
    await show_card(turn, held)
    return True


@router.event(Submitted)
async def arrived(turn: Turn, event: Submitted) -> None:
    """One note when the queue begins to fill (again), none while the reviewer has one in hand."""
    if not allowed(turn.actor, Action.REVIEW_QUEUE):
        return
    found = await workload(turn)
    if not found.in_hand and _is_news(found, event.application_id):
        turn.send(Screen(Text("reviewing/arrived", found.facts), _take_rows(found)), card=NOTE_CARD)


def _is_news(found: Workload, application_id: int) -> bool:
    """Whether nothing waited before this one came, or for the first review nothing had come for long."""
    new = next((each for each in found.waiting if each.id == application_id), None)
    if new is None:
        return False
    before = [each.submitted_at for each in found.waiting if _order(each) < _order(new)]
    long_ago = new.status is Status.SUBMITTED and before and new.submitted_at - max(before) >= QUIET
    return not before or bool(long_ago)


def _order(application: Application) -> tuple[object, int]:
    return application.submitted_at, application.id


async def section(turn: Turn) -> Section | None:
    """A reviewer's part of the home card."""
    if not allowed(turn.actor, Action.REVIEW_QUEUE):
        return None
    found = await workload(turn)
    busy = bool(found.in_hand or found.waiting)
    return Section(Text("reviewing/home_queue", found.facts), _take_rows(found), URGENT if busy else IDLE)


def _take_rows(found: Workload) -> Rows:
    if found.in_hand:
        return [[Button("reviewing.go_on", Shown.of(found.in_hand[0]).on(GO_ON))]]
    return [[Button("reviewing.look_at_next", NEXT())]] if found.waiting else []


async def _line(turn: Turn, application: Application) -> Mapping[str, Any]:
    return {**await facts_of(turn, application), "hours": hours_since(application.submitted_at, turn.work.now)}
