"""Whether the notice of a batch may go out: the batch is complete, and what is said is news (facts §9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from domain.notices.model import Notice, NoticeStatus
from domain.notices.refusals import NoMarkingSheet, NotEnoughExaminers, NothingCorrected
from domain.standards import Batch, BatchStatus, LevelStandard, OutOfOrder, Part, check_next, check_plan

if TYPE_CHECKING:
    from domain.notices.store import NoticesWork


def out_before(notice: Notice, notices: Sequence[Notice]) -> Notice | None:
    """The newest other notice of the batch that is out: what this one corrects. `notices` are newest first."""
    return next((each for each in notices if each.status is NoticeStatus.PUBLISHED and each.id != notice.id), None)


async def check_publishable(work: NoticesWork, notice: Notice, batch: Batch, at: datetime) -> Notice | None:
    """What the notice would correct at that moment, None where it opens registration.

    Raises `OutOfOrder`, `NothingCorrected` and what `check_complete` raises.
    """
    former = out_before(notice, await work.notices.of_batch(notice.batch_id))
    if former is None:
        check_next(batch, BatchStatus.REGISTRATION_OPEN)
        await check_complete(work, batch, at)
        return None
    if batch.status is not BatchStatus.REGISTRATION_OPEN:
        raise OutOfOrder(batch.status, BatchStatus.REGISTRATION_OPEN, done=True)
    # A correction that says nothing new would only frighten those who follow.
    if former.remark == notice.remark:
        raise NothingCorrected
    return former


async def check_complete(work: NoticesWork, batch: Batch, at: datetime) -> None:
    """A batch opens when its dates still hold, and each level can be marked and examined.

    Raises what `check_plan` raises, `NoMarkingSheet`, `NotEnoughExaminers`.
    """
    standard = work.standards.standard(batch.occupation, batch.edition)
    check_plan(batch, standard, at)
    for level in sorted(batch.levels, reverse=True):
        await _check_practical(work, batch, standard.levels[level])


async def _check_practical(work: NoticesWork, batch: Batch, standard: LevelStandard) -> None:
    if Part.PRACTICAL not in standard.parts:
        return
    if not standard.criteria:
        raise NoMarkingSheet(standard.level)
    cards = await work.staffing.cards()
    # Examiners are found out now, not when two hundred people have registered and nobody may examine them.
    able = {card.person_id for card in cards if card.examines(batch.occupation, standard.level, batch.exam_on)}
    needed = standard.ratios.least_examiners
    if len(able) < needed:
        raise NotEnoughExaminers(standard.level, len(able), needed)
