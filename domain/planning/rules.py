"""Numbers of the plan: staff by the ratios, ticket numbers, and how many go into each sitting. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from domain.standards import Part, Ratios

TEN = 10


@dataclass(frozen=True)
class StaffNeeded:
    """How many invigilators and examiners a sitting needs."""

    invigilators: int
    examiners: int


def staff_needed(part: Part, candidates: int, ratios: Ratios) -> StaffNeeded:
    """Staff for so many candidates at the same time (facts §1.5): the least, by the ratio, examiners odd.

    The practical room has the least number of invigilators, whatever its size; examiners watch there.
    """
    invigilators = max(ratios.least_invigilators, ceil(candidates / ratios.candidates_per_invigilator))
    if part is Part.THEORY:
        return StaffNeeded(invigilators, 0)
    examiners = max(ratios.least_examiners, ceil(candidates / ratios.candidates_per_examiner))
    # `| 1` makes an even number the next odd one, so that a vote among examiners cannot tie (facts §1.5).
    return StaffNeeded(ratios.least_invigilators, examiners | 1)


def ticket_number(year: int, batch: int, sequence: int) -> str:
    """12 digits: two of the year, four of the batch, five of the sequence, one to check (facts §3.1)."""
    body = f"{year % 100:02d}{batch:04d}{sequence:05d}"
    return body + str(check_digit(body))


def check_digit(body: str) -> int:
    """Luhn's: finds one wrong digit, and neighbours swapped."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 - place % 2)
        total += value // TEN + value % TEN
    return -total % TEN


def shares(people: int, capacities: Sequence[int]) -> Sequence[int]:
    """How many of the people go into each, as evenly filled as whole numbers allow; they must all fit."""
    whole = sum(capacities)
    filled = [people * capacity // whole for capacity in capacities]
    # Largest remainder; equal ones in the order of the rooms, so that the same plan comes out each time.
    rests = sorted(range(len(capacities)), key=lambda place: (-(people * capacities[place] % whole), place))
    for place in rests[: people - sum(filled)]:
        filled[place] += 1
    return filled
