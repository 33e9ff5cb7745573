"""Marks as they are typed, codes, and what two entries come to: tables of cases and properties (facts §1.4, §5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.language import Words
from domain.marking import (
    Entries,
    MarkingState,
    NotMarks,
    OutOfRange,
    PaperNamedTwice,
    Reading,
    TheoryEntry,
    TheoryFormat,
    TooManyMarks,
    WrongCount,
    codes,
    example_of,
    look_again,
    paired,
    parse_marks,
    parse_readings,
    parse_theory,
)
from domain.standards import Criterion
from tests.registration.examples import standard
from tests.stored import stored

CRITERIA = tuple(
    Criterion(str(n), Words({"zh": "项", "en": "item"}), full) for n, full in enumerate((10, 10, 10, 10), 1)
)
MARKS = st.lists(st.integers(0, 10), min_size=4, max_size=4)
PROPOSED = ("260900001", "260900002", "260900003")
NOON = datetime(2026, 12, 19, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "8 7 9 10",
        "8,7,9,10",
        "8，7，9，10",
        "８　７　９　１０",
        "8、7、9、10",
        "8\n7\n9\n10",
        " 8;7；9。10 ",
        "08 07 09 010",
    ],
)
def test_marks_are_read_however_they_are_spelled(text: str) -> None:
    assert parse_marks(text, CRITERIA) == (8, 7, 9, 10)


@pytest.mark.parametrize("between", [" ", ",", "，", "、", "　", " / ", "\n"])
@given(marks=MARKS)
def test_what_was_meant_is_what_is_read(between: str, marks: list[int]) -> None:
    assert parse_marks(between.join(map(str, marks)), CRITERIA) == tuple(marks)


@given(text=st.text(max_size=30))
def test_whatever_is_typed_gives_marks_within_their_points_or_a_refusal(text: str) -> None:
    try:
        marks = parse_marks(text, CRITERIA)
    except Refusal:
        return
    assert len(marks) == len(CRITERIA)
    assert all(0 <= mark <= criterion.full for mark, criterion in zip(marks, CRITERIA, strict=True))


@pytest.mark.parametrize(
    "text", ["", "   ", "八 七 九 十", "8 7 9 x", "8.5 7 9 10", "-8 7 9 10", "8 7 9 ٣", "8 7 9 1234567"]
)
def test_what_is_no_mark_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(NotMarks) as refused:
        parse_marks(text, CRITERIA)
    assert refused.value.example == "8 8 8 8"


@pytest.mark.parametrize(("text", "given_count"), [("8 7 9", 3), ("8 7 9 10 1", 5), ("87910", 1)])
def test_a_wrong_count_names_both_numbers(text: str, given_count: int) -> None:
    with pytest.raises(WrongCount) as refused:
        parse_marks(text, CRITERIA)
    assert (refused.value.wanted, refused.value.given) == (4, given_count)


@pytest.mark.parametrize(("text", "place", "mark"), [("11 7 9 10", 1, 11), ("8 7 9 100", 4, 100), ("8 7 11 12", 3, 11)])
def test_a_mark_out_of_range_is_named_by_its_place(text: str, place: int, mark: int) -> None:
    with pytest.raises(OutOfRange) as refused:
        parse_marks(text, CRITERIA)
    assert (refused.value.place, refused.value.given, refused.value.full) == (place, mark, 10)


def test_the_example_is_itself_accepted() -> None:
    for level in standard().levels.values():
        assert len(parse_marks(example_of(level.criteria), level.criteria)) == len(level.criteria)


@pytest.mark.parametrize(
    ("text", "tenths"),
    [("86.5", 865), ("86", 860), ("0", 0), ("100", 1000), ("100.0", 1000), ("８６．５", 865), (" 59.9 ", 599)],
)
def test_a_theory_mark_is_kept_in_tenths(text: str, tenths: int) -> None:
    assert parse_theory(text) == tenths


@pytest.mark.parametrize("text", ["", "100.1", "101", "-1", "86.55", "86,5", "八十六", "1e2", "86分"])
def test_what_is_no_theory_mark_is_refused(text: str) -> None:
    with pytest.raises(TheoryFormat):
        parse_theory(text)


@given(tenths=st.integers(0, 1000))
def test_every_tenth_can_be_typed(tenths: int) -> None:
    assert parse_theory(f"{tenths / 10:.1f}") == tenths


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("86.5", [("260900001", 865)]),
        ("86.5\n70", [("260900001", 865), ("260900002", 700)]),
        ("260900003 86.5", [("260900003", 865)]),
        ("260900001 86.5\n70", [("260900001", 865), ("260900002", 700)]),
        ("70\n260900001：86.5", [("260900002", 700), ("260900001", 865)]),
        ("２６０９００００２，９１；60\n\n", [("260900002", 910), ("260900001", 600)]),
    ],
)
def test_papers_are_named_or_taken_in_their_order(text: str, read: list[tuple[str, int]]) -> None:
    assert parse_readings(text, PROPOSED) == tuple(Reading(*each) for each in read)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", TheoryFormat),
        ("\n;", TheoryFormat),
        ("86.5 70", TheoryFormat),
        ("260900001 86.5 70", TheoryFormat),
        ("260900001", TheoryFormat),
        ("1\n2\n3\n4", TooManyMarks),
        ("260900001 60\n1\n2\n3", TooManyMarks),
        ("260900001 60\n260900001 61", PaperNamedTwice),
    ],
)
def test_lines_that_cannot_be_meant_are_refused(text: str, why: type[Refusal]) -> None:
    with pytest.raises(why):
        parse_readings(text, PROPOSED)


@given(marks=st.lists(st.integers(0, 1000), min_size=1, max_size=3))
def test_no_two_lines_are_the_same_paper(marks: list[int]) -> None:
    read = parse_readings("\n".join(f"{tenths / 10:.1f}" for tenths in marks), PROPOSED)
    assert [each.number for each in read] == list(PROPOSED[: len(marks)])


def test_a_code_follows_the_token_and_neither_name_nor_seat() -> None:
    assert codes({1: "zz", 2: "aa", 3: "mm"}) == {2: "A-001", 3: "A-002", 1: "A-003"}


@given(tokens=st.dictionaries(st.integers(1, 99), st.uuids().map(str), min_size=1, max_size=30))
def test_everybody_has_a_code_of_his_own(tokens: dict[int, str]) -> None:
    found = codes(tokens)
    assert found.keys() == tokens.keys()
    assert len(set(found.values())) == len(tokens)


def entry(number: int, tenths: int, minutes: int, version: int = 1) -> TheoryEntry:
    """The entry of clerk 100 or 200, so many minutes after noon."""
    made = TheoryEntry(1, number, tenths, number * 100, NOON + timedelta(minutes=minutes), version)
    return stored(made, number)


@pytest.mark.parametrize(
    ("first", "second", "agreed", "differ"),
    [
        (865, 865, 865, False),
        (865, 685, None, True),
        (865, None, None, False),
        (None, None, None, False),
        (0, 0, 0, False),
    ],
)
def test_two_entries_agree_or_differ(first: int | None, second: int | None, agreed: int | None, differ: bool) -> None:
    found = Entries(first, second)
    assert (found.agreed, found.differ) == (agreed, differ)


def test_entries_are_paired_by_round() -> None:
    assert paired([entry(2, 70, 1), entry(1, 80, 2)]) == {1: Entries(80, 70)}


@pytest.mark.parametrize(
    ("both", "again"),
    [
        ([entry(1, 865, 0)], set()),
        ([entry(1, 865, 0), entry(2, 865, 1)], set()),
        ([entry(1, 865, 0), entry(2, 685, 1)], {100, 200}),
        ([entry(1, 865, 2, version=2), entry(2, 685, 1)], {200}),
        ([entry(1, 865, 2, version=2), entry(2, 685, 3, version=2)], {100}),
        ([entry(1, 865, 0, version=2), entry(2, 685, 1)], {100, 200}),
    ],
    ids=["one", "alike", "both", "first looked", "second looked after", "mended before the second came"],
)
def test_whoever_has_not_looked_since_looks_again(both: list[TheoryEntry], again: set[int]) -> None:
    assert look_again(both) == again


@given(
    tenths=st.tuples(st.integers(0, 9), st.integers(0, 9)),
    minutes=st.tuples(st.integers(0, 9), st.integers(0, 9)),
    versions=st.tuples(st.integers(1, 3), st.integers(1, 3)),
)
def test_while_two_differ_somebody_has_to_look(
    tenths: tuple[int, int], minutes: tuple[int, int], versions: tuple[int, int]
) -> None:
    both = [entry(n + 1, tenths[n], minutes[n], versions[n]) for n in (0, 1)]
    assert bool(look_again(both)) == (tenths[0] != tenths[1])


def test_a_batch_is_complete_when_nothing_is_outstanding() -> None:
    assert MarkingState().complete
    for state in (MarkingState(sheets=1), MarkingState(papers=1), MarkingState(differences=1)):
        assert not state.complete
    assert (MarkingState(1, 2, 3) + MarkingState(1, 0, 1)).outstanding == 8
