"""Summarising the scores of a batch, once every mark is in and agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.marking import paired, state
from domain.people import Action, Actor, require
from domain.scores.model import Result, ScoreRound
from domain.scores.refusals import NotAllIn
from domain.scores.rules import Judged, judge, mean_tenths
from domain.standards import BatchStatus, Part, advance, check_next

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.planning import Sitting
    from domain.scores.store import ScoresWork
    from domain.standards import Batch

Marks = dict[int, tuple[int | None, bool]]  # by booking: the mark in tenths, and whether a ★ was broken


async def summarise(work: ScoresWork, actor: Actor, batch_id: int) -> ScoreRound:
    """Make the results of everybody in a batch. Raises `NotAllIn`, `OutOfOrder`."""
    require(actor, Action.SUMMARISE_SCORES)
    batch = await work.standards.batch(batch_id)
    check_next(batch, BatchStatus.SUMMARISED)
    # Sums of incomplete marks would look like results, and somebody would pass them on.
    outstanding = await state(work, batch_id)
    if not outstanding.complete:
        raise NotAllIn(outstanding.sheets, outstanding.papers, outstanding.differences)
    counted = await recount(work, batch)
    for (application, part), judged in counted:
        made = (judged.outcome, judged.tenths, work.now, actor.person_id, judged.vetoed)
        work.scores.add(Result(batch_id, application, part, *made))
    done = ScoreRound(batch_id, work.now, actor.person_id)
    work.scores.add(done)
    await advance(work, batch, BatchStatus.SUMMARISED)
    await work.scores.flush()
    work.audit(actor, "scores.summarised", f"batch:{batch_id}", results=len(counted))
    return done


async def recount(work: ScoresWork, batch: Batch) -> Sequence[tuple[tuple[int, Part], Judged]]:
    """What the marks of a batch come to, by application and part; all of them must be in."""
    found = []
    for sitting in await work.planning.sittings(batch.id):
        level = work.standards.standard(batch.occupation, batch.edition).levels[sitting.level]
        marks = await (_practical(work, sitting) if sitting.part is Part.PRACTICAL else _theory(work, sitting))
        for booking in await work.planning.bookings(sitting.id):
            tenths, vetoed = marks.get(booking.id, (None, False))
            judged = judge(booking.attendance, tenths, level.pass_mark, vetoed=vetoed)
            found.append(((booking.application_id, sitting.part), judged))
    return found


async def _practical(work: ScoresWork, sitting: Sitting) -> Marks:
    totals: dict[int, list[int]] = {}
    vetoed = set()
    for sheet in await work.marking.sheets(sitting.id):
        totals.setdefault(sheet.booking_id, []).append(sum(sheet.marks))
        # One examiner's veto is enough: a ★ item is about safety (facts §1.4).
        vetoed |= {sheet.booking_id} if sheet.vetoed else set()
    return {booking: (mean_tenths(given), booking in vetoed) for booking, given in totals.items()}


async def _theory(work: ScoresWork, sitting: Sitting) -> Marks:
    read = paired(await work.marking.entries(sitting.id))
    return {booking: (entries.agreed, False) for booking, entries in read.items()}
