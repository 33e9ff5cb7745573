"""Telling what happened to a notice: at once, or after the quiet hours (facts §9)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain.notices.completeness import out_before
from domain.notices.model import (
    Notice,
    NoticeCorrected,
    NoticePublished,
    NoticeStatus,
    NoticeToTell,
    NoticeWithdrawn,
)
from domain.notices.rules import QuietHours, next_allowed
from domain.people import Actor
from domain.work import Reminder, Subscribers

if TYPE_CHECKING:
    from domain.notices.store import NoticesWork


def told_from(work: NoticesWork, at: datetime) -> datetime:
    """When what happens at that moment is told: then, or when the quiet hours end."""
    return next_allowed(at, work.settings_of(QuietHours))


async def tell_concerned(work: NoticesWork, actor: Actor, notice: Notice) -> None:
    """Tell it now, or have it told when the quiet hours end; what nobody was told of is withdrawn in silence."""
    due_at = told_from(work, work.now)
    key = f"tell:{notice.id}"
    withdrawn, published_at = notice.status is NoticeStatus.WITHDRAWN, notice.published_at
    # Published at night and withdrawn before morning: nobody has read it, so there is nothing to take back.
    if withdrawn and published_at is not None and told_from(work, published_at) > work.now:
        work.settle(key)
    elif due_at > work.now:
        work.remind(Reminder(key, actor.person_id, NoticeToTell(notice.id), due_at))
    else:
        await tell_now(work, notice.id)


async def tell_now(work: NoticesWork, notice_id: int) -> None:
    """Put it into the chats of all concerned: followers of the occupation, and who has applied in the batch."""
    notice = await work.notices.notice(notice_id)
    batch = await work.standards.batch(notice.batch_id)
    work.announce(Subscribers(batch.occupation, batch.id), await _event(work, notice))


async def _event(work: NoticesWork, notice: Notice) -> NoticePublished | NoticeCorrected | NoticeWithdrawn:
    notice_id = notice.id
    if notice.status is NoticeStatus.WITHDRAWN:
        return NoticeWithdrawn(notice_id)
    former = [each for each in await work.notices.of_batch(notice.batch_id) if (each.id) < notice_id]
    return NoticeCorrected(notice_id) if out_before(notice, former) else NoticePublished(notice_id)
