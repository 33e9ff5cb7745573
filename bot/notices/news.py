"""What whoever a notice concerns is told: that it is out, corrected or withdrawn; and reading it again."""

from __future__ import annotations

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.notices.presses import READ, UNFOLLOW
from bot.notices.shown import facts_of, text_of
from bot.people.presses import TO_HOME
from bot.registration.presses import REGISTER
from bot.standards.batches import batch_facts
from domain.errors import Missing
from domain.notices import Notice, NoticeCorrected, NoticePublished, NoticeStatus, NoticeWithdrawn, followed
from domain.people import Action
from domain.registration import Status, own_applications
from domain.standards import Batch, BatchStatus

OVER = frozenset({Status.WITHDRAWN, Status.REJECTED})
router = Router()


@router.event(NoticePublished)
async def published(turn: Turn, event: NoticePublished) -> None:
    """The notice, with the way straight into registration; nothing where it was withdrawn meanwhile."""
    notice = await turn.work.notices.notice(event.notice_id)
    if notice.status is NoticeStatus.PUBLISHED:
        turn.say(await text_of(turn, notice), await _rows(turn, notice))


@router.event(NoticeCorrected)
async def corrected(turn: Turn, event: NoticeCorrected) -> None:
    """A correction is out: tell what changed."""
    notice = await turn.work.notices.notice(event.notice_id)
    if notice.status is NoticeStatus.PUBLISHED:
        read = [Button("notices.read", READ(batch=notice.batch_id))]
        turn.say(await text_of(turn, notice), [read, *await _rows(turn, notice)])


@router.event(NoticeWithdrawn)
async def withdrawn(turn: Turn, event: NoticeWithdrawn) -> None:
    """That it does not hold any more, and what it means for an application; nothing where it is out again."""
    notice = await turn.work.notices.notice(event.notice_id)
    batch = await turn.work.standards.batch(notice.batch_id)
    # Where it could be told after the quiet hours only, it may be out again by then.
    if batch.status is not BatchStatus.SUSPENDED:
        return
    facts = {**batch_facts(turn, batch), "applied": await _applied(turn, batch)}
    turn.say(Text("notices/withdrawn", facts), [[TO_HOME]])


@router.on(READ, action=Action.FOLLOW)
async def read(turn: Turn, batch: int) -> None:
    """The notice that is out for a batch, whole. Raises `Missing`."""
    out = [n for n in await turn.work.notices.of_batch(batch) if n.status is NoticeStatus.PUBLISHED]
    if not out:
        raise Missing("notice")
    rows = [*await _rows(turn, out[0]), [TO_HOME]]
    turn.show(Screen(Text("notices/notice", facts_of(turn, out[0], await turn.work.standards.batch(batch))), rows))


async def _rows(turn: Turn, notice: Notice) -> Rows:
    batch = await turn.work.standards.batch(notice.batch_id)
    rows: list[list[Button]] = []
    if batch.status is BatchStatus.REGISTRATION_OPEN and not await _applied(turn, batch):
        rows.append([Button("notices.register", REGISTER(batch=batch.id))])
    if batch.occupation in await followed(turn.work, turn.actor):
        rows.append([Button("notices.unfollow", UNFOLLOW(occupation=batch.occupation))])
    return rows


async def _applied(turn: Turn, batch: Batch) -> bool:
    mine = await own_applications(turn.work, turn.actor)
    return any(each.batch_id == batch.id and each.status not in OVER for each in mine)
