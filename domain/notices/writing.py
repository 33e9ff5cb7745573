"""Writing a notice: its draft, and the remark that an officer adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.notices.model import Notice, NoticeStatus
from domain.notices.refusals import NotPublished, RemarkTooLong
from domain.people import Action, Actor, require
from domain.standards import BatchStatus

if TYPE_CHECKING:
    from domain.notices.store import NoticesWork

MOST_REMARK = 500
OPENING = frozenset({BatchStatus.DRAFT, BatchStatus.SUSPENDED})


def publishing_key(notice: Notice) -> str:
    """Under which its time is kept."""
    return f"notice:{notice.id}"


async def latest_notice(work: NoticesWork, actor: Actor, batch_id: int) -> Notice:
    """The newest notice of a batch; where none is out, a draft (with the former remark). Raises `NotPublished`."""
    require(actor, Action.PUBLISH_NOTICE)
    batch = await work.standards.batch(batch_id)
    former = next(iter(await work.notices.of_batch(batch_id)), None)
    # After a withdrawal the next notice begins with the old remark, since most of it will be said again.
    if former is not None and former.status is not NoticeStatus.WITHDRAWN:
        return former
    if batch.status not in OPENING:
        raise NotPublished
    return await _draft(work, actor, batch_id, former.remark if former else "")


async def write_remark(work: NoticesWork, actor: Actor, batch_id: int, remark: str) -> Notice:
    """Put the remark into the draft; where the notice is out, into the draft of a correction.

    A time that was set for the draft falls: it was set for another text. Raises `RemarkTooLong`.
    """
    said = remark.strip()
    if len(said) > MOST_REMARK:
        raise RemarkTooLong(len(said), MOST_REMARK)
    latest = await latest_notice(work, actor, batch_id)
    if latest.status is NoticeStatus.PUBLISHED:
        return await _draft(work, actor, batch_id, said)
    latest.remark, latest.written_by = said, actor.person_id
    drop_time(work, latest)
    await work.notices.flush()
    return latest


async def keep_waiting(work: NoticesWork, actor: Actor, batch_id: int) -> Notice | None:
    """Take back the time that was set for the draft of a batch; None where there is no draft."""
    require(actor, Action.PUBLISH_NOTICE)
    found = next(iter(await work.notices.of_batch(batch_id)), None)
    if found is None or found.status is not NoticeStatus.DRAFT:
        return None
    drop_time(work, found)
    await work.notices.flush()
    return found


def drop_time(work: NoticesWork, notice: Notice) -> None:
    """No time is set for it any more."""
    if notice.publish_at is not None:
        notice.publish_at = None
        work.settle(publishing_key(notice))


async def _draft(work: NoticesWork, actor: Actor, batch_id: int, remark: str) -> Notice:
    notice = Notice(batch_id, remark, actor.person_id)
    work.notices.add(notice)
    await work.notices.flush()
    return notice
