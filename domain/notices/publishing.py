"""Publishing a notice, now or at a time; correcting and withdrawing it; each told to whom it concerns (facts §9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from domain.notices.completeness import check_publishable
from domain.notices.model import (
    Notice,
    NoticeDue,
    NoticeNotOut,
    NoticeStatus,
    RegistrationEnds,
)
from domain.notices.refusals import AfterClosing, AlreadyPublished, NotPublished, QuietTime, StalePreview
from domain.notices.rules import QuietHours, next_allowed
from domain.notices.telling import tell_concerned
from domain.notices.writing import drop_time, publishing_key
from domain.people import Action, Actor, Role, require
from domain.standards import Batch, BatchStatus, MomentPast, advance, suspend
from domain.work import Reminder

if TYPE_CHECKING:
    from domain.notices.store import NoticesWork


@dataclass(frozen=True)
class Publish:
    """A notice as its preview showed it: the versions of the notice and of its batch."""

    notice_id: int
    version: int
    batch_version: int


async def publish(work: NoticesWork, actor: Actor, command: Publish) -> Notice:
    """Let a notice go out: the first one opens registration, a later one corrects the former.

    Raises `AlreadyPublished`, `NotPublished`, `StalePreview` and what `check_publishable` raises.
    """
    require(actor, Action.PUBLISH_NOTICE)
    notice, batch = await _as_seen(work, command)
    corrected = await check_publishable(work, notice, batch, work.now)
    drop_time(work, notice)
    notice.status, notice.published_at = NoticeStatus.PUBLISHED, work.now
    if corrected is None:
        await advance(work, batch, BatchStatus.REGISTRATION_OPEN)
        _remind_of_closing(work, actor, batch)
    await work.notices.flush()
    await tell_concerned(work, actor, notice)
    work.audit(
        actor, "notice.published", f"notice:{notice.id}", batch=batch.id, corrects=corrected.id if corrected else None
    )
    return notice


async def publish_later(work: NoticesWork, actor: Actor, command: Publish, at: datetime) -> Notice:
    """Let a notice go out by itself at that moment, once.

    Raises what `publish` raises, seen from that moment, and `MomentPast`, `QuietTime`, `AfterClosing`.
    """
    require(actor, Action.PUBLISH_NOTICE)
    notice, batch = await _as_seen(work, command)
    if at <= work.now:
        raise MomentPast(at)
    if at >= batch.closes_at:
        raise AfterClosing(batch.closes_at)
    quiet = work.settings_of(QuietHours)
    # A moment at night is most likely mistyped: everybody would be told in the morning anyway.
    if next_allowed(at, quiet) != at:
        raise QuietTime(quiet.start, quiet.until)
    await check_publishable(work, notice, batch, at)
    notice.publish_at = at
    await work.notices.flush()
    # With the versions seen: a notice that was changed since is another text, and does not go out by itself.
    event = NoticeDue(command.notice_id, notice.version, batch.version)
    work.remind(Reminder(publishing_key(notice), actor.person_id, event, at, urgent=True))
    work.audit(actor, "notice.scheduled", f"notice:{notice.id}", batch=batch.id)
    return notice


async def stay_unpublished(work: NoticesWork, actor: Actor, notice_id: int) -> None:
    """Its time came, but it could not go out: officers are told, and whoever had set the time."""
    notice = await work.notices.notice(notice_id)
    if notice.status is not NoticeStatus.DRAFT:
        return
    notice.publish_at = None
    await work.notices.flush()
    # Whoever set the time may be on leave; somebody must know that nothing went out.
    planners = {person.id for person in await work.people.holders(Role.PLANNER)}
    for person_id in sorted(each for each in planners | {actor.person_id} if each is not None):
        work.tell(person_id, NoticeNotOut(notice_id))
    work.audit(actor, "notice.not_out", f"notice:{notice_id}")


async def withdraw_notice(work: NoticesWork, actor: Actor, notice_id: int, version: int) -> Notice:
    """Take back what is out for a batch; registration is suspended until a notice goes out again.

    Raises `NotPublished`, `StalePreview`, `OutOfOrder`.
    """
    require(actor, Action.PUBLISH_NOTICE)
    notice = await work.notices.notice(notice_id)
    if notice.status is not NoticeStatus.PUBLISHED:
        raise NotPublished
    if notice.version != version:
        raise StalePreview
    batch = await work.standards.batch(notice.batch_id)
    if batch.status is not BatchStatus.REGISTRATION_OPEN:
        raise NotPublished
    # Nobody can register for what is not announced; who has registered stays.
    await suspend(work, batch)
    for each in await work.notices.of_batch(notice.batch_id):
        if each.status is not NoticeStatus.WITHDRAWN:
            drop_time(work, each)
            each.status, each.withdrawn_at = NoticeStatus.WITHDRAWN, work.now
    await work.notices.flush()
    work.settle(_closing_key(batch))
    await tell_concerned(work, actor, notice)
    work.audit(actor, "notice.withdrawn", f"notice:{notice_id}", batch=batch.id)
    return notice


async def _as_seen(work: NoticesWork, command: Publish) -> tuple[Notice, Batch]:
    notice = await work.notices.notice(command.notice_id)
    if notice.status is NoticeStatus.PUBLISHED and notice.published_at is not None:
        raise AlreadyPublished(notice.published_at)
    if notice.status is not NoticeStatus.DRAFT:
        raise NotPublished
    batch = await work.standards.batch(notice.batch_id)
    if (notice.version, batch.version) != (command.version, command.batch_version):
        raise StalePreview
    return notice, batch


def _remind_of_closing(work: NoticesWork, actor: Actor, batch: Batch) -> None:
    event = RegistrationEnds(batch.id)
    work.remind(Reminder(_closing_key(batch), actor.person_id, event, batch.closes_at))


def _closing_key(batch: Batch) -> str:
    return f"registration-ends:{batch.id}"
