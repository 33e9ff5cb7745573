"""A notice on the screen: the one text that its preview, its publication and whoever reads it later have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.turn import Turn
from bot.notices.presses import KEEP_WAITING, NOTICE, PUBLISH, PUBLISH_LATER, REMARK, WITHDRAW
from bot.reports.presses import BOARD
from bot.standards.batches import batch_facts
from bot.standards.presses import DROP_BATCH, EDIT_BATCH
from domain.notices import Notice, NoticeStatus, milestones, out_before
from domain.standards import Batch, BatchStatus, Timeline


async def text_of(turn: Turn, notice: Notice) -> Text:
    """The whole notice, or what corrects it."""
    batch = await turn.work.standards.batch(notice.batch_id)
    if await _corrects(turn, notice):
        return Text("notices/correction", {**batch_facts(turn, batch), "notice": notice})
    return Text("notices/notice", facts_of(turn, notice, batch))


async def _corrects(turn: Turn, notice: Notice) -> bool:
    notices = await turn.work.notices.of_batch(notice.batch_id)
    return out_before(notice, [each for each in notices if (each.id) < (notice.id)]) is not None


def facts_of(turn: Turn, notice: Notice, batch: Batch) -> Mapping[str, Any]:
    """What a notice holds (facts §9)."""
    standard = turn.work.standards.standard(batch.occupation, batch.edition)
    return {
        **batch_facts(turn, batch),
        "notice": notice,
        "levels": [standard.levels[level] for level in sorted(batch.levels, reverse=True)],
        "photo": standard.photo,
        "milestones": milestones(batch, turn.work.settings_of(Timeline)),
        "centre": turn.settings.centre,
        "on": notice.published_at or notice.publish_at or turn.work.now,
    }


async def show_notice(turn: Turn, notice: Notice, *, afresh: bool = False) -> None:
    """An officer's view: the text exactly as it is read, and what can be done."""
    batch = await turn.work.standards.batch(notice.batch_id)
    rows = _draft_rows(notice, batch) if notice.status is NoticeStatus.DRAFT else _published_rows(notice, batch)
    turn.show(Screen(await text_of(turn, notice), [*rows, [to_board(notice)]]), afresh=afresh)


def _draft_rows(notice: Notice, batch: Batch) -> Rows:
    # The button carries what was seen; what has changed since is shown again instead of published.
    seen = {"notice": notice.id, "version": notice.version, "batch_version": batch.version}
    when = (
        Button("notices.not_then", KEEP_WAITING(batch=batch.id), {"at": notice.publish_at})
        if notice.publish_at
        else Button("notices.later", PUBLISH_LATER(**seen))
    )
    rows = [[Button("notices.publish", PUBLISH(**seen))], [when]]
    edits = [Button(f"notices.{'change' if notice.remark else 'add'}_remark", REMARK(batch=batch.id))]
    if batch.status is BatchStatus.DRAFT:
        edits.append(Button("notices.batch", EDIT_BATCH(batch=batch.id)))
        return [*rows, edits, [Button("notices.drop", DROP_BATCH(batch=batch.id))]]
    return [*rows, edits]


def _published_rows(notice: Notice, batch: Batch) -> Rows:
    if batch.status is not BatchStatus.REGISTRATION_OPEN:
        return []
    correct = Button("notices.correct", REMARK(batch=batch.id))
    return [[correct, Button("notices.withdraw", WITHDRAW(notice=notice.id, version=notice.version))]]


def to_look(label: str, notice: Notice) -> Button:
    """A button to what an officer sees of the notice of this batch."""
    return Button(label, NOTICE(batch=notice.batch_id))


def to_board(notice: Notice) -> Button:
    """A button to the board of the notice's batch."""
    return Button("notices.board", BOARD(batch=notice.batch_id))
