"""Months, dates, spells of work and certificates held (facts §1.3, §6)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.registration import Flag, Month, PriorCertificate, WorkSpell, refusals, rules
from tests.registration.examples import TODAY

BORN = date(1990, 3, 7)


@pytest.mark.parametrize(
    "typed",
    [
        *("2019.3", "2019年3月", "2019-03", "201903", "2019/3", "2019 03", "２０１９．３", "2019年03月份", "2019。3"),
        *("2019-03-15", "20190315", "2019年3月15日", "3/2019", "03-2019", "Mar 2019", "march 2019", " 2019.03. "),
    ],
)
def test_months_as_people_type_them(typed: str) -> None:
    assert rules.month(typed, TODAY) == Month(2019, 3)


@pytest.mark.parametrize(
    "typed", ["", "2019", "2019-13", "2019-0", "三月", "19.3", "1899-01", "2019.3-2020.4", "Foo 2019", "x" * 4000]
)
def test_what_is_no_month(typed: str) -> None:
    with pytest.raises(refusals.MonthFormat) as raised:
        rules.month(typed, TODAY)
    rules.month(raised.value.example, TODAY)


def test_a_month_to_come() -> None:
    assert rules.month("2026-11", TODAY) == Month(2026, 11)
    with pytest.raises(refusals.MonthInFuture) as raised:
        rules.month("2026-12", TODAY)
    assert raised.value.facts() == {"month": "2026-12", "current": "2026-11"}


@pytest.mark.parametrize("typed", ["至今", "now", " Present ", "现在", "在职", "ＮＯＷ"])
def test_to_this_day(typed: str) -> None:
    assert rules.end_month(typed, TODAY) is None


def test_an_end_may_be_a_month() -> None:
    assert rules.end_month("2020.5", TODAY) == Month(2020, 5)
    with pytest.raises(refusals.MonthFormat):
        rules.end_month("以后", TODAY)


@pytest.mark.parametrize(
    "typed",
    ["2021-06-15", "2021.6.15", "2021年6月15日", "20210615", "15 June 2021", "Jun 15, 2021", "２０２１／６／１５"],
)
def test_days_as_people_type_them(typed: str) -> None:
    assert rules.past_date(typed, TODAY) == date(2021, 6, 15)


@pytest.mark.parametrize("typed", ["", "2021-06", "2021-02-29", "31 Foo 2021", "0000-01-01", "1899-12-31", "昨天"])
def test_what_is_no_day(typed: str) -> None:
    with pytest.raises(refusals.DateFormat) as raised:
        rules.past_date(typed, TODAY)
    rules.past_date(raised.value.example, TODAY)


def test_a_day_to_come() -> None:
    assert rules.past_date("2026-11-20", TODAY) == TODAY
    with pytest.raises(refusals.DateInFuture):
        rules.past_date("2026-11-21", TODAY)


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (date(2021, 6, 15), date(2024, 6, 14), 35),
        (date(2021, 6, 15), date(2024, 6, 15), 36),
        (date(2024, 6, 15), date(2021, 6, 15), 0),
    ],
)
def test_completed_months(since: date, until: date, months: int) -> None:
    assert rules.whole_months(since, until) == months


def spell(since: str, until: str | None, employer: str = "甲公司") -> WorkSpell:
    return WorkSpell(employer, as_month(since), as_month(until) if until else None)


def as_month(text: str) -> Month:
    year, month = text.split("-")
    return Month(int(year), int(month))


def test_a_spell_ends_after_it_begins() -> None:
    assert rules.spell("甲公司", Month(2020, 5), Month(2020, 5)).until == Month(2020, 5)
    with pytest.raises(refusals.SpellEndsBeforeStart) as raised:
        rules.spell("甲公司", Month(2020, 5), Month(2020, 4))
    assert raised.value.facts() == {"since": "2020-05", "until": "2020-04"}


@pytest.mark.parametrize(
    "spells",
    [
        [],
        [spell("2010-01", "2012-06"), spell("2015-01", None)],
        [spell("2010-01", "2012-06"), spell("2012-07", None)],
        [spell("2010-01", "2012-06"), spell("2012-06", "2012-08")],
        [spell("2012-06", "2012-08"), spell("2010-01", "2012-06")],
        [spell("2006-03", "2006-04")],
        [spell("2026-11", None)],
    ],
)
def test_gaps_and_changes_within_a_month_are_fine(spells: list[WorkSpell]) -> None:
    assert rules.check_spells(spells, BORN, None, TODAY) == frozenset()


@pytest.mark.parametrize(
    ("spells", "shared"),
    [
        ([spell("2010-01", "2012-06"), spell("2012-05", "2013-01", "乙厂")], ("甲公司", "乙厂", "2012-05", "2012-06")),
        ([spell("2012-05", "2013-01", "乙厂"), spell("2010-01", "2012-06")], ("甲公司", "乙厂", "2012-05", "2012-06")),
        ([spell("2010-01", None), spell("2015-05", "2015-06", "乙厂")], ("甲公司", "乙厂", "2015-05", "2015-06")),
        ([spell("2010-01", None), spell("2026-11", None, "乙厂")], ("甲公司", "乙厂", "2026-11", "2026-11")),
        ([spell("2010-01", "2010-01"), spell("2010-01", "2010-01", "乙厂")], ("甲公司", "乙厂", "2010-01", "2010-01")),
        (
            [spell("2010-01", "2015-01"), spell("2011-01", "2011-02", "乙厂"), spell("2014-01", "2014-03", "丙厂")],
            ("甲公司", "乙厂", "2011-01", "2011-02"),
        ),
    ],
)
def test_overlaps_are_refused_by_name(spells: list[WorkSpell], shared: tuple[str, ...]) -> None:
    with pytest.raises(refusals.SpellsOverlap) as raised:
        rules.check_spells(spells, BORN, None, TODAY)
    assert tuple(raised.value.facts().values()) == shared


@pytest.mark.parametrize(
    ("spells", "refusal"),
    [
        ([spell("2006-02", "2010-01")], refusals.SpellBeforeSixteen("甲公司", "2006-02", "2006-03")),
        ([spell("2020-01", "2026-12")], refusals.MonthInFuture("2026-12", "2026-11")),
        ([spell("2027-01", None)], refusals.MonthInFuture("2027-01", "2026-11")),
        ([spell("2020-02", "2020-01")], refusals.SpellEndsBeforeStart("2020-02", "2020-01")),
        ([spell("2020-02", "2020-02")] * 21, refusals.TooManySpells(20)),
    ],
)
def test_spells_that_cannot_be(spells: list[WorkSpell], refusal: Refusal) -> None:
    with pytest.raises(type(refusal)) as raised:
        rules.check_spells(spells, BORN, None, TODAY)
    assert raised.value.facts() == refusal.facts()


@pytest.mark.parametrize(
    ("spells", "graduated", "flags"),
    [
        ([spell("2012-06", None)], Month(2012, 6), {Flag.WORK_BEFORE_GRADUATION}),
        ([spell("2012-07", None)], Month(2012, 6), set()),
        ([], Month(2012, 6), {Flag.NO_WORK_SINCE_GRADUATION}),
        ([], Month(2026, 11), set()),
        ([], None, set()),
    ],
)
def test_what_a_reviewer_should_ask_about(spells: list[WorkSpell], graduated: Month | None, flags: set[Flag]) -> None:
    assert rules.check_spells(spells, BORN, graduated, TODAY) == flags


@pytest.mark.parametrize(
    ("spells", "months"),
    [
        ([], 0),
        ([spell("2020-01", "2020-12")], 12),
        ([spell("2026-10", None)], 2),
        ([spell("2020-01", "2020-06"), spell("2020-06", "2020-12")], 12),
        ([spell("2020-01", "2020-03"), spell("2020-07", "2020-07")], 4),
        ([spell("2027-01", "2027-05")], 0),
    ],
)
def test_months_are_summed(spells: list[WorkSpell], months: int) -> None:
    assert rules.months_worked(spells, Month(2026, 11)) == months


months = st.builds(Month, st.integers(1990, 2026), st.integers(1, 12))
spells_of_any_kind = st.lists(st.builds(lambda a, b: WorkSpell("甲", min(a, b), max(a, b)), months, months), max_size=8)


@given(spells_of_any_kind, months)
def test_no_month_counts_twice(spells: list[WorkSpell], upto: Month) -> None:
    """Counted one by one: a month counts when any spell covers it."""
    every = [Month(year, month) for year in range(1990, 2028) for month in range(1, 13)]
    covered = [
        m for m in every if m <= upto and any(s.since <= m and (s.until is None or m <= s.until) for s in spells)
    ]
    assert rules.months_worked(spells, upto) == len(covered)


@given(spells_of_any_kind)
def test_accepted_spells_share_no_month_but_a_change(spells: list[WorkSpell]) -> None:
    """The sum of the spells exceeds the months worked by no more than one month per change of employer."""
    try:
        rules.check_spells(spells, date(1960, 1, 1), None, TODAY)
    except Refusal:
        return
    lengths = sum(s.until.ordinal - s.since.ordinal + 1 for s in spells if s.until)
    assert lengths - rules.months_worked(spells, Month(2026, 11)) <= max(0, len(spells) - 1)


@pytest.mark.parametrize(("ordinals", "longest"), [([], 0), ([5], 1), ([1, 2, 3, 7, 8], 3), ([7, 8, 1], 2)])
def test_the_longest_run(ordinals: list[int], longest: int) -> None:
    assert rules.longest_run(ordinals) == longest


@pytest.mark.parametrize(
    ("level", "number", "flags"),
    [
        (5, "S000011000123215000017", set()),
        (4, "S000011000123215000017", {Flag.CERTIFICATE_LEVEL_DIFFERS}),
        (4, "1610012003500123", {Flag.CERTIFICATE_LEVEL_DIFFERS}),
        (3, "1610012003300123", set()),
        (5, "GD-2019-000123", {Flag.CERTIFICATE_NUMBER_UNUSUAL}),
    ],
)
def test_certificates_are_taken_and_flagged(level: int, number: str, flags: set[Flag]) -> None:
    held = rules.prior_certificate(level, f" {number.lower()} ", "2021-06-15", TODAY)
    assert held == PriorCertificate(level, number, date(2021, 6, 15))
    assert rules.certificate_flags(held) == flags


def test_no_certificate_no_flag() -> None:
    assert rules.certificate_flags(None) == frozenset()


@pytest.mark.parametrize("typed", ["", "12345", "没有", "A" * 31, "ABCDEFG", "123_456"])
def test_what_is_no_certificate_number(typed: str) -> None:
    with pytest.raises(refusals.CertificateNumberFormat) as raised:
        rules.certificate_number(typed)
    assert rules.certificate_number(raised.value.example) == raised.value.example


@pytest.mark.parametrize(("held", "wanted", "refused"), [(5, 4, False), (4, 4, True), (3, 4, True), (5, 5, True)])
def test_the_same_or_a_higher_level_held(held: int, wanted: int, refused: bool) -> None:
    prior = PriorCertificate(held, "GD-2019-000123", date(2021, 6, 15))
    rules.check_not_held(None, wanted)
    if not refused:
        rules.check_not_held(prior, wanted)
        return
    with pytest.raises(refusals.HigherHeld) as raised:
        rules.check_not_held(prior, wanted)
    assert raised.value.facts() == {"level": held, "wanted": wanted}
