"""What an audit of scores looks for (facts §5). Pure: results, bookings and marks in, findings out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.planning import Attendance
from domain.scores.model import FindingKind, Outcome
from domain.standards import Part

if TYPE_CHECKING:
    from domain.marking import Sheet, TheoryEntry
    from domain.planning import Booking
    from domain.scores.model import Result
    from domain.scores.rules import Judged

CLOSE = range(590, 610)  # tenths: 59.0 to 60.9
UNUSUAL_FROM = 5  # a rate of 0 or 100 %, or sheets alike, say nothing about fewer
SAT = frozenset({Attendance.PRESENT, Attendance.LATE})

Where = tuple[int, Part]  # application and part
Found = tuple[FindingKind, int | None, Part | None]


@dataclass(frozen=True)
class Seen:
    """What an auditor looks at: `wanted` are all parts that need a result, `recounted` what the marks come to."""

    results: Sequence[Result]
    bookings: Mapping[int, Booking]
    sheets: Sequence[Sheet]
    entries: Sequence[TheoryEntry]
    wanted: Collection[Where]
    recounted: Mapping[Where, Judged]
    spread: int


def look(seen: Seen) -> Sequence[Found]:
    """All findings, each once, by kind."""
    found = [
        *_missing(seen),
        *_unexpected(seen),
        *_wrong_sums(seen),
        *_close(seen),
        *_outliers(seen),
        *_identical(seen),
        *_unusual(seen),
    ]
    # In order and without doubles; a set would shuffle the list at each look.
    return list(dict.fromkeys(found))


def _missing(seen: Seen) -> Iterator[Found]:
    held = {(result.application_id, result.part) for result in seen.results}
    booked = {(booking.application_id, booking.part) for booking in seen.bookings.values()}
    for application, part in sorted({*seen.wanted, *booked} - held):
        yield FindingKind.MISSING, application, part


def _unexpected(seen: Seen) -> Iterator[Found]:
    """A mark for somebody who did not sit, or whose part is void."""
    marked = {sheet.booking_id for sheet in seen.sheets} | {entry.booking_id for entry in seen.entries}
    for booking_id in sorted(marked):
        booking = seen.bookings[booking_id]
        if booking.attendance not in SAT:
            yield FindingKind.UNEXPECTED, booking.application_id, booking.part


def _wrong_sums(seen: Seen) -> Iterator[Found]:
    for result in seen.results:
        counted = seen.recounted.get((result.application_id, result.part))
        held = (result.outcome, result.tenths, result.vetoed)
        # Everything is added up a second time from the sheets, as the audit of paper would (facts §5).
        if counted is not None and held != (counted.outcome, counted.tenths, counted.vetoed):
            yield FindingKind.WRONG_SUM, result.application_id, result.part


def _close(seen: Seen) -> Iterator[Found]:
    for result in seen.results:
        if result.tenths in CLOSE:
            yield FindingKind.CLOSE, result.application_id, result.part


def _outliers(seen: Seen) -> Iterator[Found]:
    """Examiners further apart than the spread, or not of one mind about a veto."""
    of: defaultdict[int, list[Sheet]] = defaultdict(list)
    for sheet in seen.sheets:
        of[sheet.booking_id].append(sheet)
    for booking_id, given in sorted(of.items()):
        totals = [sum(sheet.marks) for sheet in given]
        # One examiner's veto against the others' silence matters more than any number of points.
        if max(totals) - min(totals) > seen.spread or len({frozenset(sheet.vetoed) for sheet in given}) > 1:
            booking = seen.bookings[booking_id]
            yield FindingKind.OUTLIER, booking.application_id, booking.part


def _identical(seen: Seen) -> Iterator[Found]:
    """Five or more sheets of one examiner alike in every mark; the first of them stands for all."""
    alike: defaultdict[tuple[int, tuple[int, ...]], list[Sheet]] = defaultdict(list)
    for sheet in seen.sheets:
        alike[sheet.examiner_id, sheet.marks].append(sheet)
    for given in alike.values():
        if len(given) >= UNUSUAL_FROM:
            booking = seen.bookings[min(sheet.booking_id for sheet in given)]
            yield FindingKind.IDENTICAL, booking.application_id, booking.part


def _unusual(seen: Seen) -> Iterator[Found]:
    """Nobody, or everybody, who has a mark passed a part."""
    for part in Part:
        counted = Counter(r.outcome for r in seen.results if r.part is part and r.tenths is not None)
        if counted.total() >= UNUSUAL_FROM and len(counted) == 1 and set(counted) <= {Outcome.PASSED, Outcome.FAILED}:
            yield FindingKind.UNUSUAL_RATE, None, part
