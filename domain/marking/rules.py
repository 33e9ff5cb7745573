"""Marks as they are typed, codes that tell nothing, and what two entries of a mark come to. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.marking.model import Reading, TheoryEntry
from domain.marking.refusals import NotMarks, OutOfRange, PaperNamedTwice, TheoryFormat, TooManyMarks, WrongCount
from domain.standards import Criterion

BETWEEN = re.compile(r"[\s,;/、。]+")
LINES = re.compile(r"[\n;]+")
WITHIN = re.compile(r"[\s,:、]+")
THEORY = re.compile(r"([0-9]{1,3})(?:\.([0-9]))?")
NUMBER = re.compile(r"[0-9]{4,20}")
MOST_DIGITS = 6
MOST_TENTHS = 1000
ROUNDS = 2


def example_of(criteria: Sequence[Criterion]) -> str:
    """Marks as they may be typed: `24 24 16 16`."""
    return " ".join(str(max(1, criterion.full * 8 // 10)) for criterion in criteria)


def parse_marks(text: str, criteria: Sequence[Criterion]) -> tuple[int, ...]:
    """`8 7 9 10` in any common spelling, one whole number for each criterion, none above its full points.

    Raises `NotMarks`, `WrongCount`, `OutOfRange`.
    """
    # Chinese keyboards type full-width digits and 、: what means the same is the same.
    words = [word for word in BETWEEN.split(unicodedata.normalize("NFKC", text).strip()) if word]
    if not words or not all(word.isascii() and word.isdecimal() and len(word) <= MOST_DIGITS for word in words):
        raise NotMarks(text[:40], example_of(criteria))
    marks = tuple(int(word) for word in words)
    check_marks(marks, criteria)
    return marks


def check_marks(marks: Sequence[int], criteria: Sequence[Criterion]) -> None:
    """One mark for each criterion, from 0 to its full points. Raises `WrongCount`, `OutOfRange`."""
    if len(marks) != len(criteria):
        raise WrongCount(len(criteria), len(marks), example_of(criteria))
    for place, (mark, criterion) in enumerate(zip(marks, criteria, strict=True), 1):
        if not 0 <= mark <= criterion.full:
            raise OutOfRange(place, criterion.text, mark, criterion.full, example_of(criteria))


def parse_theory(text: str) -> int:
    """A mark from 0 to 100 with at most one decimal, in tenths. Raises `TheoryFormat`."""
    match = THEORY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    tenths = int(match[1]) * 10 + int(match[2] or 0) if match else MOST_TENTHS + 1
    if tenths > MOST_TENTHS:
        raise TheoryFormat(text.strip()[:40])
    return tenths


def parse_readings(text: str, proposed: Sequence[str]) -> tuple[Reading, ...]:
    """Lines of `260900017 86.5`; a mark alone is that of the next of the proposed numbers that no line names.

    Raises `TheoryFormat`, `PaperNamedTwice`, `TooManyMarks`.
    """
    lines = list(_lines(text))
    named = [number for number, _ in lines if number]
    free = [number for number in proposed if number not in named]
    alone = len(lines) - len(named)
    # Marks without numbers are counted off against the list shown; one too many would shift all of them.
    if alone > len(free):
        raise TooManyMarks(alone, len(free))
    for number in named:
        if named.count(number) > 1:
            raise PaperNamedTwice(number)
    order = iter(free)
    return tuple(Reading(number or next(order), tenths) for number, tenths in lines)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The number (empty when none is named) and the mark of each line."""
    lines = [line.strip() for line in LINES.split(unicodedata.normalize("NFKC", text)) if line.strip()]
    if not lines:
        raise TheoryFormat("")
    for line in lines:
        match WITHIN.split(line):
            case [mark]:
                yield "", parse_theory(mark)
            case [number, mark] if NUMBER.fullmatch(number):
                yield number, parse_theory(mark)
            case _:
                raise TheoryFormat(line[:40])


def codes(tokens: Mapping[int, str]) -> Mapping[int, str]:
    """`A-017` for each booking, by the order of the tickets' random tokens: it tells neither name nor seat."""
    ordered = sorted(tokens, key=lambda booking: tokens[booking])
    return {booking: f"A-{number:03d}" for number, booking in enumerate(ordered, 1)}


@dataclass(frozen=True)
class Entries:
    """The two entries of one booking: agreed mark in tenths, or what each read."""

    first: int | None
    second: int | None

    @property
    def agreed(self) -> int | None:
        """The mark, once both have entered the same."""
        return self.first if self.first is not None and self.first == self.second else None

    @property
    def differ(self) -> bool:
        """Both have entered, and not the same."""
        return self.first is not None and self.second is not None and self.first != self.second

    def of(self, number: int) -> int | None:
        """What was entered in the first (1) or second (2) round."""
        return (self.first, self.second)[number - 1]


def paired(entries: Sequence[TheoryEntry]) -> Mapping[int, Entries]:
    """The entries by booking."""
    read: dict[int, dict[int, int]] = {}
    for entry in entries:
        read.setdefault(entry.booking_id, {})[entry.round] = entry.tenths
    return {booking: Entries(rounds.get(1), rounds.get(ROUNDS)) for booking, rounds in read.items()}


def look_again(entries: Sequence[TheoryEntry]) -> frozenset[int]:
    """Who must look at one paper again: while its two entries differ, everybody who has not since the other entered."""
    if len(entries) < ROUNDS or entries[0].tenths == entries[1].tenths:
        return frozenset()
    pairs = zip(entries, reversed(entries), strict=True)
    # Neither clerk is told which of the two is wrong, or what the other has read.
    return frozenset(own.clerk_id for own, other in pairs if own.version == 1 or own.entered_at <= other.entered_at)
