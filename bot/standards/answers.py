"""How answers about a batch are read, and which are suggested (facts §9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.engine.dialogue import Option, View
from bot.standards.draft import BatchDraft, Opening
from domain.local import local_date
from domain.notices import occupations
from domain.standards import (
    BatchEndsBeforeStart,
    ExamBeforeClosing,
    ExamOnHoliday,
    Timeline,
    closings,
    exam_days,
    is_public_holiday,
    typed_day,
    typed_moment,
    typed_places,
)

NO_LIMIT = "0"


def known_occupations(view: View) -> Sequence[Option]:
    """Every occupation that there is a standard of."""
    return [Option(each.code, "standards.occupation", {"name": each.name}) for each in occupations(view.turn.work)]


def editions(view: View) -> Sequence[Option]:
    """The editions of the standard, the newest first and so marked."""
    found = [each for each in view.turn.work.standards.standards() if each.code == view.draft.occupation]
    return [
        Option(each.edition, "standards.edition", {"edition": each.edition, "newest": number == 0})
        for number, each in enumerate(found)
    ]


def opens(text: str, view: View) -> datetime | Opening:
    """Now, or the moment typed. Raises what `typed_moment` raises."""
    if text == Opening.NOW:
        return Opening.NOW
    return typed_moment(text, view.turn.work.now, _timeline(view).opens_at)


def opening_now(_view: View) -> Sequence[Option]:
    """As soon as the notice is out."""
    return [Option(Opening.NOW, "standards.opens_now")]


def closes(text: str, view: View) -> datetime:
    """The closing moment. Raises what `typed_moment` raises, and `BatchEndsBeforeStart`."""
    at = typed_moment(text, view.turn.work.now, _timeline(view).closes_at)
    opens_at = view.draft.opens_at(view.turn.work.now)
    if at <= opens_at:
        raise BatchEndsBeforeStart(opens_at, at)
    return at


def suggested_closings(view: View) -> Sequence[Option]:
    """By the default timeline."""
    opens_at = view.draft.opens_at(view.turn.work.now)
    days = _timeline(view).registration
    found = zip(days, closings(opens_at, _timeline(view)), strict=True)
    return [Option(f"{at:%Y-%m-%d %H:%M}", "standards.closes_at", {"at": at, "days": count}) for count, at in found]


def exam_on(text: str, view: View) -> date:
    """The exam day. Raises what `typed_day` raises, `ExamBeforeClosing`, `ExamOnHoliday`."""
    day = typed_day(text, local_date(view.turn.work.now))
    if day <= local_date(view.draft.closes):
        raise ExamBeforeClosing(day, view.draft.closes)
    # Weekends are usual for exams, so working days are not asked for; only holidays are refused.
    if is_public_holiday(day):
        raise ExamOnHoliday(day)
    return day


def suggested_exam_days(view: View) -> Sequence[Option]:
    """By the default timeline."""
    days = exam_days(view.draft.closes, _timeline(view))
    return [Option(day.isoformat(), "standards.exam_on", {"day": day}) for day in days]


def places(text: str, _view: View) -> int:
    """How many may register, 0 for any number. Raises `PlacesFormat`."""
    return 0 if text == NO_LIMIT else typed_places(text)


def no_limit(_view: View) -> Sequence[Option]:
    """The one suggestion: as many as come."""
    return [Option(NO_LIMIT, "standards.no_limit")]


async def closing_still_fits(view: View) -> None:
    """A closing that the new opening has made void is asked for again."""
    draft: BatchDraft = view.draft
    if draft.closes is not None and draft.closes <= draft.opens_at(view.turn.work.now):
        draft.closes = None


async def exam_still_fits(view: View) -> None:
    """An exam day that the new closing has made void is asked for again."""
    draft: BatchDraft = view.draft
    if draft.closes is not None and draft.exam_on is not None and draft.exam_on <= local_date(draft.closes):
        draft.exam_on = None


def _timeline(view: View) -> Timeline:
    return view.turn.work.settings_of(Timeline)
