"""Notices, by the planner: preview, publish now or at a time, correct, withdraw; and what came of a set time."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn, refusal_message
from bot.notices.asking import remark, timing
from bot.notices.presses import KEEP_WAITING, NOTICE, PUBLISH, PUBLISH_LATER, REMARK, WITHDRAW, WITHDRAW_SURE
from bot.notices.shown import show_notice, to_board, to_look
from bot.standards.batches import batch_facts
from domain.errors import Refusal
from domain.notices import (
    Notice,
    NoticeDue,
    NoticeNotOut,
    NoticeStatus,
    NoticeToTell,
    Publish,
    check_publishable,
    keep_waiting,
    latest_notice,
    publish,
    stay_unpublished,
    tell_now,
    told_from,
    withdraw_notice,
)
from domain.people import Action, allowed

router = Router()


@router.on(NOTICE, action=Action.PUBLISH_NOTICE)
async def show(turn: Turn, batch: int) -> None:
    """The newest notice of a batch, as it is read. Raises `NotPublished`."""
    await show_notice(turn, await latest_notice(turn.work, turn.actor, batch))


@router.on(PUBLISH, action=Action.PUBLISH_NOTICE)
async def publish_now(turn: Turn, notice: int, version: int, batch_version: int) -> None:
    """Let it go out as it was seen."""
    seen = Publish(notice, version, batch_version)
    await _show_published(turn, await publish(turn.work, turn.actor, seen))


@router.on(PUBLISH_LATER, action=Action.PUBLISH_NOTICE)
async def ask_when(turn: Turn, notice: int, version: int, batch_version: int) -> None:
    """Ask for the time."""
    await turn.services.dialogues.ask(turn, timing.name, about=Publish(notice, version, batch_version))


@router.on(KEEP_WAITING, action=Action.PUBLISH_NOTICE)
async def wait(turn: Turn, batch: int) -> None:
    """Not at that time after all."""
    await keep_waiting(turn.work, turn.actor, batch)
    await show_notice(turn, await latest_notice(turn.work, turn.actor, batch))


@router.on(REMARK, action=Action.PUBLISH_NOTICE)
async def ask_remark(turn: Turn, batch: int) -> None:
    """Ask for the remark; where the notice is out, it makes a correction. Raises `NotPublished`."""
    await latest_notice(turn.work, turn.actor, batch)
    await turn.services.dialogues.ask(turn, remark.name, about=batch)


@router.on(WITHDRAW, action=Action.PUBLISH_NOTICE)
async def ask_to_withdraw(turn: Turn, notice: int, version: int) -> None:
    """Withdraw it? Asked once, with what it means."""
    held = await turn.work.notices.notice(notice)
    sure = Button("notices.withdraw_sure", WITHDRAW_SURE(notice=notice, version=version))
    facts = await _facts(turn, held)
    turn.show(Screen(Text("notices/withdraw", facts), [[to_look("notices.keep", held)], [sure]]))


@router.on(WITHDRAW_SURE, action=Action.PUBLISH_NOTICE)
async def withdraw(turn: Turn, notice: int, version: int) -> None:
    """Take the notice back, and tell whom it concerned."""
    # With the version that was on the screen: a correction that came between is not withdrawn unseen.
    taken = await withdraw_notice(turn.work, turn.actor, notice, version)
    rows = [[to_look("notices.again", taken)], [to_board(taken)]]
    turn.show(Screen(Text("notices/taken_back", await _facts(turn, taken)), rows))


@router.event(NoticeDue)
async def due(turn: Turn, event: NoticeDue) -> None:
    """The time that was set has come: it goes out as it was seen then, or officers hear that it did not."""
    try:
        seen = Publish(event.notice_id, event.version, event.batch_version)
        notice = await publish(turn.work, turn.actor, seen)
    except Refusal:
        await turn.work.abandon()
        # In the same turn, after the undone try: nobody has to find out why nothing went out.
        await stay_unpublished(turn.work, turn.actor, event.notice_id)
        return
    await _show_published(turn, notice, afresh=True)


@router.event(NoticeNotOut)
async def not_out(turn: Turn, event: NoticeNotOut) -> None:
    """It did not go out, and why as things stand now."""
    notice = await turn.work.notices.notice(event.notice_id)
    if notice.status is not NoticeStatus.DRAFT or not allowed(turn.actor, Action.PUBLISH_NOTICE):
        return
    facts = {**await _facts(turn, notice), "why": await _obstacle(turn, notice)}
    turn.say(Text("notices/not_out", facts), [[to_look("notices.look", notice)], [to_board(notice)]])


async def _obstacle(turn: Turn, notice: Notice) -> Markup:
    """What stands against publishing, in words; nothing where it was the right, or a change since, that stood."""
    batch = await turn.work.standards.batch(notice.batch_id)
    try:
        await check_publishable(turn.work, notice, batch, turn.work.now)
    except Refusal as refusal:
        return Markup(turn.text(refusal_message(refusal)))  # noqa: S704 - rendered with autoescape
    return Markup()


@router.event(NoticeToTell)
async def to_tell(turn: Turn, event: NoticeToTell) -> None:
    """The quiet hours are over."""
    await tell_now(turn.work, event.notice_id)


async def _show_published(turn: Turn, notice: Notice, *, afresh: bool = False) -> None:
    facts = await _facts(turn, notice)
    followers = await turn.work.notices.followers(facts["batch"].occupation)
    # Published in the quiet hours, a notice is out at once, but comes to nobody before morning (facts §9).
    told = told_from(turn.work, turn.work.now)
    facts |= {"followers": followers, "told_at": told if told > turn.work.now else None}
    rows = [[to_look("notices.look", notice)], [to_board(notice)]]
    turn.show(Screen(Text("notices/published", facts), rows), afresh=afresh)


async def _facts(turn: Turn, notice: Notice) -> dict[str, Any]:
    batch = await turn.work.standards.batch(notice.batch_id)
    return {**batch_facts(turn, batch), "notice": notice}
