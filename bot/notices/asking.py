"""What an officer is asked about a notice: the remark, and the time at which it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.engine.dialogue import Ask, Dialogue, Option, View
from bot.engine.turn import Turn
from bot.notices.shown import show_notice
from domain.local import LOCAL, local_date
from domain.notices import (
    MOST_REMARK,
    Publish,
    RemarkTooLong,
    add_working_days,
    publish_later,
    write_remark,
)
from domain.people import Action
from domain.standards import typed_moment

NO_REMARK = "-none-"
MORNING = time(9)


@dataclass
class RemarkDraft:
    """The remark so far, and the batch whose notice it is for."""

    batch_id: int = 0
    remark: str | None = None


@dataclass
class TimeDraft:
    """The time so far, and the preview for which it is set."""

    notice_id: int = 0
    version: int = 0
    batch_version: int = 0
    at: datetime | None = None


def _remark(text: str, _view: View) -> str:
    if text == NO_REMARK:
        return ""
    if len(text.strip()) > MOST_REMARK:
        raise RemarkTooLong(len(text.strip()), MOST_REMARK)
    return text.strip()


def _no_remark(_view: View) -> Sequence[Option]:
    return [Option(NO_REMARK, "notices.no_remark")]


async def _written(turn: Turn, draft: RemarkDraft) -> None:
    await show_notice(turn, await write_remark(turn.work, turn.actor, draft.batch_id, draft.remark or ""))


def _moment(text: str, view: View) -> datetime:
    return typed_moment(text, view.turn.work.now, MORNING)


def _mornings(view: View) -> Sequence[Option]:
    """Tomorrow, and the next working day."""
    today = local_date(view.turn.work.now)
    days = sorted({today + timedelta(days=1), add_working_days(today, 1)})
    moments = [datetime.combine(day, MORNING, LOCAL) for day in days]
    return [Option(f"{at:%Y-%m-%d %H:%M}", "notices.at", {"at": at}) for at in moments]


async def _timed(turn: Turn, draft: TimeDraft) -> None:
    seen = Publish(draft.notice_id, draft.version, draft.batch_version)
    await show_notice(turn, await publish_later(turn.work, turn.actor, seen, draft.at or turn.work.now))


remark = Dialogue(
    name="notice_remark",
    area="notices",
    draft=RemarkDraft,
    steps=[Ask(name="remark", check=_remark, offers=_no_remark)],
    finish=_written,
    action=Action.PUBLISH_NOTICE,
)
timing = Dialogue(
    name="notice_time",
    area="notices",
    draft=TimeDraft,
    steps=[Ask(name="at", check=_moment, offers=_mornings)],
    finish=_timed,
    action=Action.PUBLISH_NOTICE,
)
