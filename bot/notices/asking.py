"""What an officer is asked about a notice: the remark, and the time at which it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.engine.dialogue import Ask, Option, View, single
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

NO_REMARK = "-none-"  # nobody types that as a remark
MORNING = time(9)


def _remark(text: str, _view: View) -> str:
    if text == NO_REMARK:
        return ""
    if len(text.strip()) > MOST_REMARK:
        raise RemarkTooLong(len(text.strip()), MOST_REMARK)
    return text.strip()


def _no_remark(_view: View) -> Sequence[Option]:
    return [Option(NO_REMARK, "notices.no_remark")]


async def _written(turn: Turn, batch_id: int, text: str) -> None:
    await show_notice(turn, await write_remark(turn.work, turn.actor, batch_id, text))


def _moment(text: str, view: View) -> datetime:
    return typed_moment(text, view.turn.work.now, MORNING)


def _mornings(view: View) -> Sequence[Option]:
    """Tomorrow, and the next working day."""
    today = local_date(view.turn.work.now)
    # On most days the two are one.
    days = sorted({today + timedelta(days=1), add_working_days(today, 1)})
    moments = [datetime.combine(day, MORNING, LOCAL) for day in days]
    return [Option(f"{at:%Y-%m-%d %H:%M}", "notices.at", {"at": at}) for at in moments]


async def _timed(turn: Turn, seen: Publish, at: datetime) -> None:
    await show_notice(turn, await publish_later(turn.work, turn.actor, seen, at))


remark = single(
    "notices.notice_remark",
    Ask(name="remark", check=_remark, offers=_no_remark),
    _written,
    Action.PUBLISH_NOTICE,
    renamed={"batch_id": "about"},
)
timing = single(
    "notices.notice_time", Ask(name="at", check=_moment, offers=_mornings), _timed, Action.PUBLISH_NOTICE, about=Publish
)
