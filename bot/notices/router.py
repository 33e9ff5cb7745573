"""Notices, by the planner: preview, publish now or at a time, correct, withdraw; and what came of a set time."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn, refusal_message
from bot.notices.asking import RemarkDraft, TimeDraft, remark, timing
from bot.notices.shown import seen_in, show_notice
from bot.standards.batches import batch_facts, number_of
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


@router.press("notice", action=Action.PUBLISH_NOTICE)
async def show(turn: Turn, word: str = "", *_: str) -> None:
    """The newest notice of a batch, as it is read. Raises `NotPublished`."""
    await show_notice(turn, await latest_notice(turn.work, turn.actor, number_of(word)))


@router.press("notice_out", action=Action.PUBLISH_NOTICE)
async def publish_now(turn: Turn, *words: str) -> None:
    """Let it go out as it was seen."""
    await _show_published(turn, await publish(turn.work, turn.actor, seen_in(words)))


@router.press("notice_when", action=Action.PUBLISH_NOTICE)
async def ask_when(turn: Turn, *words: str) -> None:
    """Ask for the time."""
    seen = seen_in(words)
    draft = TimeDraft(seen.notice_id, seen.version, seen.batch_version)
    await turn.services.dialogues.restart(turn, timing.name, draft, again=())


@router.press("notice_wait", action=Action.PUBLISH_NOTICE)
async def wait(turn: Turn, word: str = "", *_: str) -> None:
    """Not at that time after all."""
    batch_id = number_of(word)
    await keep_waiting(turn.work, turn.actor, batch_id)
    await show_notice(turn, await latest_notice(turn.work, turn.actor, batch_id))


@router.press("notice_remark", action=Action.PUBLISH_NOTICE)
async def ask_remark(turn: Turn, word: str = "", *_: str) -> None:
    """Ask for the remark; where the notice is out, it makes a correction. Raises `NotPublished`."""
    batch_id = number_of(word)
    await latest_notice(turn.work, turn.actor, batch_id)
    await turn.services.dialogues.restart(turn, remark.name, RemarkDraft(batch_id), again=())


@router.press("notice_withdraw", action=Action.PUBLISH_NOTICE)
async def ask_to_withdraw(turn: Turn, word: str = "", version: str = "", *_: str) -> None:
    """Withdraw it? Asked once, with what it means."""
    notice = await turn.work.notices.notice(number_of(word, "notice"))
    sure = Button("notices.withdraw_sure", f"notice_withdraw_sure:{notice.id}:{version}")
    facts = await _facts(turn, notice)
    turn.show(Screen(Text("notices/withdraw", facts), [[Button("notices.keep", f"notice:{notice.batch_id}")], [sure]]))


@router.press("notice_withdraw_sure", action=Action.PUBLISH_NOTICE)
async def withdraw(turn: Turn, *words: str) -> None:
    """Take the notice back, and tell whom it concerned."""
    seen = seen_in(words)
    notice = await withdraw_notice(turn.work, turn.actor, seen.notice_id, seen.version)
    again = Button("notices.again", f"notice:{notice.batch_id}")
    turn.show(Screen(Text("notices/taken_back", await _facts(turn, notice)), [[again], [_board(notice)]]))


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
    turn.say(Text("notices/not_out", facts), [[Button("notices.look", f"notice:{notice.batch_id}")], [_board(notice)]])


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
    told = told_from(turn.work, turn.work.now)
    facts |= {"followers": followers, "told_at": told if told > turn.work.now else None}
    rows = [[Button("notices.look", f"notice:{notice.batch_id}")], [_board(notice)]]
    turn.show(Screen(Text("notices/published", facts), rows), afresh=afresh)


async def _facts(turn: Turn, notice: Notice) -> dict[str, Any]:
    batch = await turn.work.standards.batch(notice.batch_id)
    return {**batch_facts(turn, batch), "notice": notice}


def _board(notice: Notice) -> Button:
    return Button("notices.board", f"board:{notice.batch_id}")
