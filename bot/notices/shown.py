"""A notice on the screen: the one text that its preview, its publication and whoever reads it later have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.turn import Turn
from bot.standards.batches import batch_facts
from domain.notices import Notice, NoticeStatus, Publish, milestones, out_before
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
    board = [Button("notices.board", f"board:{batch.id}")]
    turn.show(Screen(await text_of(turn, notice), [*rows, board]), afresh=afresh)


def _draft_rows(notice: Notice, batch: Batch) -> Rows:
    # The button carries what was seen; what has changed since is shown again instead of published.
    seen = f"{notice.id}:{notice.version}:{batch.version}"
    when = (
        Button("notices.not_then", f"notice_wait:{batch.id}", {"at": notice.publish_at})
        if notice.publish_at
        else Button("notices.later", f"notice_when:{seen}")
    )
    rows = [[Button("notices.publish", f"notice_out:{seen}")], [when]]
    edits = [Button(f"notices.{'change' if notice.remark else 'add'}_remark", f"notice_remark:{batch.id}")]
    if batch.status is BatchStatus.DRAFT:
        edits.append(Button("notices.batch", f"batch_edit:{batch.id}"))
        return [*rows, edits, [Button("notices.drop", f"batch_drop:{batch.id}")]]
    return [*rows, edits]


def _published_rows(notice: Notice, batch: Batch) -> Rows:
    if batch.status is not BatchStatus.REGISTRATION_OPEN:
        return []
    correct = Button("notices.correct", f"notice_remark:{batch.id}")
    return [[correct, Button("notices.withdraw", f"notice_withdraw:{notice.id}:{notice.version}")]]


def seen_in(words: tuple[str, ...]) -> Publish:
    """Which notice a button of a preview is about, in which versions; nonsense is no version of anything."""
    numbers = [int(word) if word.isdecimal() and len(word) < 18 else 0 for word in (*words, "", "", "")[:3]]  # noqa: PLR2004
    return Publish(*numbers)
