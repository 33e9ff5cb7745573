"""Statistics: every case is counted once in each dimension; the pass rate is of those who sat."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.archive import Case, Count, Dimension, count
from domain.archive.statistics import AGE_BANDS, band_of
from domain.registration import Education, Sex, Status
from domain.standards import Part

ANNA = Case(4, Sex.FEMALE, 31, Education.COLLEGE, Status.APPROVED, seated=True, passed=True)
CASES = st.lists(
    st.builds(
        Case,
        level=st.sampled_from((5, 4, 3)),
        sex=st.sampled_from(Sex),
        age=st.integers(16, 90),
        education=st.sampled_from(Education),
        status=st.sampled_from(Status),
        seated=st.booleans(),
        absent=st.booleans(),
        parts_passed=st.frozensets(st.sampled_from(Part)),
        passed=st.booleans(),
        certified=st.booleans(),
    ),
    max_size=20,
)


@given(CASES)
def test_groups_sum_to_the_total(cases: list[Case]) -> None:
    lines = count(cases)
    total = next(line for line in lines if line.dimension is Dimension.TOTAL)
    for dimension in Dimension:
        groups = [line for line in lines if line.dimension is dimension]
        assert all(sum(line.counts[kind] for line in groups) == total.counts[kind] for kind in Count)


def test_the_pass_rate_is_of_those_who_sat() -> None:
    registered_only = replace(ANNA, seated=False, passed=False)
    line = count([ANNA, registered_only, replace(ANNA, passed=False)])[0]
    assert (line.counts[Count.REGISTERED], line.counts[Count.SEATED], line.pass_rate) == (3, 2, 0.5)


def test_nobody_sat_no_rate() -> None:
    assert count([replace(ANNA, seated=False)])[0].pass_rate is None
    assert count([])[0].pass_rate is None


def test_who_withdrew_did_not_register() -> None:
    assert count([replace(ANNA, status=Status.WITHDRAWN)])[0].counts[Count.REGISTERED] == 0


@given(st.integers(0, 120))
def test_every_age_has_one_band(age: int) -> None:
    assert [band for band in AGE_BANDS if band[0] <= age <= band[1]] == [band_of(age)]
