"""The numbers of a plan: staff by the ratios, ticket numbers, shares, and the solver's sittings."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.local import LOCAL, local_date
from domain.planning import (
    ExamDay,
    NoRoomFor,
    OtherDay,
    OutsideTheDay,
    Room,
    Sitting,
    check_digit,
    overlaps,
    staff_needed,
    ticket_number,
)
from domain.planning.changing import check_day
from domain.planning.rules import shares
from domain.planning.solver import Group, Place, solve
from domain.planning.timetable import Wanted, lay_out
from domain.standards import Part, Ratios
from tests.stored import stored

DAY = date(2026, 11, 28)
MINUTES = {4: {Part.THEORY: 90, Part.PRACTICAL: 150}, 3: {Part.THEORY: 90, Part.PRACTICAL: 180}}
ROOMS = [
    stored(Room("01", "1", "V", "A", Part.THEORY, 30), 1),
    stored(Room("02", "2", "V", "A", Part.THEORY, 30), 2),
    stored(Room("51", "51", "V", "A", Part.PRACTICAL, 16), 3),
]


@pytest.mark.parametrize(
    ("candidates", "invigilators", "examiners"),
    [
        (1, 2, 3),
        (15, 2, 3),
        (16, 2, 5),
        (17, 2, 5),
        (20, 2, 5),
        (21, 2, 5),
        (26, 2, 7),
        (30, 2, 7),
        (31, 3, 7),
        (45, 3, 9),
    ],
)
def test_staff_by_the_ratios(candidates: int, invigilators: int, examiners: int) -> None:
    """The table of facts §1.5: theory 1:15 and at least 2; practical 1:5, at least 3, odd."""
    assert staff_needed(Part.THEORY, candidates, Ratios()).invigilators == invigilators
    assert staff_needed(Part.PRACTICAL, candidates, Ratios()).examiners == examiners


@given(st.integers(1, 2000))
def test_the_ratios_hold_for_any_number(candidates: int) -> None:
    theory = staff_needed(Part.THEORY, candidates, Ratios())
    practical = staff_needed(Part.PRACTICAL, candidates, Ratios())
    assert theory.invigilators >= 2
    assert theory.invigilators * 15 >= candidates
    assert practical.examiners % 2 == 1
    assert practical.examiners >= 3
    assert practical.examiners * 5 >= candidates
    assert (practical.examiners - 2) * 5 < candidates or practical.examiners == 3


def test_a_standard_may_ask_for_more() -> None:
    strict = Ratios(10, 3, 3, 5)
    assert staff_needed(Part.THEORY, 31, strict).invigilators == 4
    assert staff_needed(Part.PRACTICAL, 16, strict).examiners == 7


@given(st.integers(0, 99_999), st.integers(0, 11), st.integers(1, 9))
def test_a_wrong_digit_in_a_ticket_number_is_found(sequence: int, place: int, off: int) -> None:
    number = ticket_number(2026, 9, sequence)
    wrong = number[:place] + str((int(number[place]) + off) % 10) + number[place + 1 :]
    assert len(number) == 12
    assert check_digit(number[:-1]) == int(number[-1])
    assert check_digit(wrong[:-1]) != int(wrong[-1])


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.data())
def test_rooms_are_filled_evenly_and_never_beyond_their_seats(seats: list[int], data: st.DataObject) -> None:
    people = data.draw(st.integers(0, sum(seats)))
    found = shares(people, seats)
    assert sum(found) == people
    assert all(0 <= filled <= most for filled, most in zip(found, seats, strict=True))
    assert all(abs(filled - people * most / sum(seats)) < 1 for filled, most in zip(found, seats, strict=True))


def test_as_few_sittings_as_possible() -> None:
    """24 and 6 candidates: two rooms of 30 in the same hour, not three."""
    places = [Place(room, slot, 30) for slot in range(3) for room in (1, 2)]
    found = solve([Group(4, 24), Group(3, 6)], places)
    assert found is not None
    assert sorted((share.level, share.place.slot, share.size) for share in found) == [(3, 0, 6), (4, 0, 24)]


def test_what_does_not_fit_is_said_so() -> None:
    assert solve([Group(4, 61)], [Place(1, 0, 30), Place(2, 0, 30)]) is None


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.integers(1, 5), st.integers(1, 40), min_size=1, max_size=3))
def test_a_plan_seats_everybody_once_one_level_a_room_and_is_reproducible(sizes: dict[int, int]) -> None:
    groups = [Group(level, size) for level, size in sizes.items()]
    places = [Place(room, slot, 20) for slot in range(3) for room in range(4)]
    found = solve(groups, places)
    assert found == solve(groups, places)
    assert found is not None
    assert {level: sum(s.size for s in found if s.level == level) for level in sizes} == sizes
    assert len({share.place for share in found}) == len(found)
    assert all(share.size <= share.place.seats for share in found)


def wanted(sizes: dict[int, int], taken: tuple[Sitting, ...] = ()) -> Wanted:
    return Wanted(sizes, MINUTES, DAY, ExamDay(), taken)


def test_thirty_candidates_of_one_level() -> None:
    """Theory in one room at 9; the practical in two turns of the one room behind it, on the same day or the next."""
    slots = lay_out(wanted({4: 30}), ROOMS)
    assert [(slot.part, slot.size) for slot in slots] == [(Part.THEORY, 30), (Part.PRACTICAL, 15), (Part.PRACTICAL, 15)]
    assert slots[0].starts_at == datetime.combine(DAY, time(9), LOCAL)
    assert all(later.starts_at >= slots[0].ends_at + timedelta(minutes=30) for later in slots[1:])
    assert slots[2].starts_at >= slots[1].ends_at


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from([3, 4]), st.integers(1, 60), min_size=1))
def test_no_room_twice_at_a_time_and_all_within_the_days(sizes: dict[int, int]) -> None:
    slots = lay_out(wanted(sizes), [*ROOMS, stored(Room("52", "52", "V", "A", Part.PRACTICAL, 16), 4)])
    for number, one in enumerate(slots):
        assert time(9) <= one.starts_at.timetz().replace(tzinfo=None)
        assert one.ends_at <= datetime.combine(local_date(one.starts_at), time(18), LOCAL)
        for other in slots[number + 1 :]:
            same = one.room_id == other.room_id
            assert not (same and overlaps((one.starts_at, one.ends_at), (other.starts_at, other.ends_at)))


def test_a_room_that_another_batch_has_is_left_to_it() -> None:
    nine = datetime.combine(DAY, time(9), LOCAL)
    taken = tuple(stored(Sitting(7, 4, Part.THEORY, room, nine, nine + timedelta(hours=2)), room) for room in (1,))
    assert lay_out(wanted({4: 20}, taken), ROOMS)[0].room_id == 2


def test_too_many_for_the_days_allowed() -> None:
    with pytest.raises(NoRoomFor) as refused:
        lay_out(wanted({4: 200}), ROOMS)
    assert (refused.value.part, refused.value.candidates, refused.value.days) == (Part.PRACTICAL, 200, 3)


@pytest.mark.parametrize(
    ("begins", "minutes", "refusal"),
    [
        (datetime(2026, 11, 28, 9, tzinfo=LOCAL), 90, None),
        (datetime(2026, 11, 28, 16, 30, tzinfo=LOCAL), 90, None),
        (datetime(2026, 11, 30, 9, tzinfo=LOCAL), 90, None),
        (datetime(2026, 11, 28, 8, 59, tzinfo=LOCAL), 90, OutsideTheDay),
        (datetime(2026, 11, 28, 16, 31, tzinfo=LOCAL), 90, OutsideTheDay),
        (datetime(2026, 11, 28, 23, 30, tzinfo=LOCAL), 90, OutsideTheDay),
        (datetime(2026, 11, 27, 9, tzinfo=LOCAL), 90, OtherDay),
        (datetime(2026, 12, 1, 9, tzinfo=LOCAL), 90, OtherDay),
    ],
)
def test_a_sitting_is_held_by_day(begins: datetime, minutes: int, refusal: type[Exception] | None) -> None:
    span = (begins, begins + timedelta(minutes=minutes))
    if refusal is None:
        check_day(span, ExamDay(), DAY)
    else:
        with pytest.raises(refusal):
            check_day(span, ExamDay(), DAY)
