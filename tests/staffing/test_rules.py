"""Who may serve in a sitting, how many are needed, and whom the solver asks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.local import LOCAL
from domain.planning import Sitting, StaffNeeded
from domain.staffing import Ask, Bar, Card, CardKind, Duty, DutyRole, DutyStatus, Post, bar, count, roles_needed, staff
from domain.standards import Part
from tests.stored import stored

NINE = datetime(2026, 11, 28, 9, tzinfo=LOCAL)
WATCHER = Card(1, CardKind.INVIGILATOR, "JK1", (), (), date(2026, 11, 28), "甲公司")
EXAMINER = Card(2, CardKind.EXAMINER, "KP1", ("6-31-01-03",), (5, 4, 3), date(2027, 1, 1), "乙（集团）有限公司")
SENIOR = Card(3, CardKind.SENIOR_EXAMINER, "KP2", (), (5, 4, 3, 2, 1), date(2027, 1, 1))


def asked(level: int = 4, employers: tuple[str, ...] = (), candidates: tuple[int, ...] = ()) -> Ask:
    part = Part.PRACTICAL
    sitting = stored(Sitting(1, level, part, 1, NINE, NINE + timedelta(hours=2)), 1)
    return Ask(sitting, "6-31-01-03", frozenset(employers), frozenset(candidates))


@pytest.mark.parametrize(
    ("card", "role", "ask", "why"),
    [
        (WATCHER, DutyRole.INVIGILATOR, asked(), None),
        (WATCHER, DutyRole.EXAMINER, asked(), Bar.KIND),
        (EXAMINER, DutyRole.INVIGILATOR, asked(), Bar.KIND),
        (EXAMINER, DutyRole.EXAMINER, asked(), None),
        (EXAMINER, DutyRole.LEADER, asked(), None),
        (EXAMINER, DutyRole.EXAMINER, asked(2), Bar.LEVEL),
        (SENIOR, DutyRole.EXAMINER, asked(2), None),
        (SENIOR, DutyRole.EXAMINER, asked(5), None),
        (EXAMINER, DutyRole.EXAMINER, asked(candidates=(2,)), Bar.CANDIDATE),
        (EXAMINER, DutyRole.EXAMINER, asked(employers=("乙(集团)有限公司",)), Bar.EMPLOYER),
        (EXAMINER, DutyRole.EXAMINER, asked(employers=(" 乙（集团） 有限公司",)), Bar.EMPLOYER),
        (EXAMINER, DutyRole.EXAMINER, asked(employers=("乙有限公司",)), None),
        (SENIOR, DutyRole.EXAMINER, asked(employers=("",)), None),
    ],
)
def test_who_may_serve(card: Card, role: DutyRole, ask: Ask, why: Bar | None) -> None:
    assert bar(card, role, ask) is why


@pytest.mark.parametrize(("until", "why"), [(date(2026, 11, 28), None), (date(2026, 11, 27), Bar.EXPIRED)])
def test_a_card_is_valid_on_the_day_of_the_exam(until: date, why: Bar | None) -> None:
    card = Card(1, CardKind.INVIGILATOR, "JK1", (), (), until)
    assert bar(card, DutyRole.INVIGILATOR, asked()) is why


def test_another_occupation_is_out_of_scope() -> None:
    card = Card(2, CardKind.EXAMINER, "KP1", ("6-18-02-04",), (4,), date(2027, 1, 1))
    assert bar(card, DutyRole.EXAMINER, asked()) is Bar.OCCUPATION


def test_a_senior_card_alone_does_not_make_an_examiner_of_every_level() -> None:
    card = Card(2, CardKind.EXAMINER, "KP1", (), (5, 4, 3, 2, 1), date(2027, 1, 1))
    assert bar(card, DutyRole.EXAMINER, asked(1)) is Bar.LEVEL


def test_theory_has_no_examiners() -> None:
    assert roles_needed(Part.THEORY, StaffNeeded(2, 0)) == [(DutyRole.INVIGILATOR, 2)]
    assert roles_needed(Part.PRACTICAL, StaffNeeded(2, 3))[1] == (DutyRole.EXAMINER, 3)


def test_a_leader_counts_as_an_examiner_and_who_declined_does_not() -> None:
    duties = [
        Duty(1, 1, DutyRole.LEADER, DutyStatus.ACCEPTED),
        Duty(1, 2, DutyRole.EXAMINER, DutyStatus.OFFERED),
        *(
            Duty(1, 3, DutyRole.EXAMINER, status)
            for status in (DutyStatus.DECLINED, DutyStatus.LAPSED, DutyStatus.REASSIGNED)
        ),
        Duty(1, 4, DutyRole.INVIGILATOR, DutyStatus.ACCEPTED),
    ]
    assert count(duties, DutyRole.EXAMINER) == 2
    assert count(duties, DutyRole.INVIGILATOR) == 1


def test_who_has_fewest_duties_is_asked_first() -> None:
    post = Post(1, "examiner", 3, (1, 2, 3, 4, 5))
    found = staff([post], [], {1: 4, 2: 0, 3: 9, 4: 0, 5: 1})
    assert found == {post: [2, 4, 5]}


def test_duties_are_shared_out_evenly_even_beside_somebody_who_had_many() -> None:
    """A person with many past duties must not hide that the others are loaded unevenly."""
    posts = [Post(number, "invigilator", 2, (1, 2, 3, 4)) for number in range(3)]
    found = staff(posts, [], {4: 50})
    assert found is not None
    loads = [sum(person in chosen for chosen in found.values()) for person in (1, 2, 3, 4)]
    assert loads == [2, 2, 2, 0]


def test_nobody_serves_twice_at_a_time() -> None:
    posts = [Post(1, "examiner", 2, (1, 2, 3)), Post(2, "examiner", 2, (1, 2, 3))]
    assert staff(posts, [frozenset({1, 2})], {}) is None
    assert staff(posts, [], {}) is not None, "control: one after the other it can be done"


def test_nobody_has_two_roles_in_one_sitting() -> None:
    posts = [Post(1, "invigilator", 2, (1, 2, 3)), Post(1, "examiner", 1, (1, 2, 3))]
    found = staff(posts, [], {})
    assert found is not None
    assert len({person for chosen in found.values() for person in chosen}) == 3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sets(st.integers(1, 8), min_size=3), min_size=1, max_size=4), st.data())
def test_every_post_is_filled_by_who_may_and_the_answer_is_reproducible(
    fit: list[set[int]], data: st.DataObject
) -> None:
    posts = [Post(number, "examiner", 3, tuple(sorted(persons))) for number, persons in enumerate(fit)]
    pairs = [frozenset(pair) for pair in combinations(range(len(posts)), 2)]
    clashes = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    found = staff(posts, clashes, {})
    assert found == staff(posts, clashes, {})
    if found is None:
        assert clashes, "without clashes there is always a way"
        return
    for post, persons in found.items():
        assert len(persons) == len(set(persons)) == 3
        assert set(persons) <= set(post.persons)
    for one, other in clashes:
        assert not set(found[posts[one]]) & set(found[posts[other]])
