"""Numbers, entitlement and names: tables of cases, and what must hold for any input."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.fonts import printable_characters
from domain.certificates import (
    Body,
    NumberFormat,
    SeriesFull,
    holds_already,
    number_of,
    outcomes_of,
    parse_number,
    printed_for,
    series_key,
    undrawable,
)
from domain.language import OFFICIAL
from domain.registration import Application, Status
from domain.scores import Outcome, Result
from domain.standards import Part
from tests.certificates.samples import AT, CERTIFICATE
from tests.registration.examples import particulars, standard
from tests.stored import stored


def application(key: int = 7, status: Status = Status.APPROVED) -> Application:
    """Somebody's, for level 4."""
    return stored(Application(3, 1, 4, particulars(), b"", "4a", AT, status), key)


GUANGDONG = Body("S", "0000", "44", "000123")


def test_the_number_of_the_published_scheme() -> None:
    """Facts §6.1: S, filed by a province, Guangdong, site 000123, 2026, level 5, number 17."""
    assert number_of(series_key(GUANGDONG, 2026, 5), 17) == "S000044000123265000017"


@given(
    st.sampled_from("YSJ"),
    st.from_regex(r"\A[0-9]{12}\Z"),
    st.integers(2020, 2099),
    st.integers(1, 5),
    st.integers(1, 999_999),
)
def test_every_number_is_of_22_characters_and_is_read_back(
    kind: str, given_digits: str, year: int, level: int, sequence: int
) -> None:
    body = Body(kind, given_digits[:4], given_digits[4:6], given_digits[6:])
    number = number_of(series_key(body, year, level), sequence)
    assert (len(number), number[13:15], number[15], int(number[16:])) == (22, f"{year % 100:02d}", str(level), sequence)
    assert parse_number(number) == number


@pytest.mark.parametrize("sequence", [0, -1, 1_000_000])
def test_no_number_beyond_the_series(sequence: int) -> None:
    with pytest.raises(SeriesFull):
        number_of("S000044000123265", sequence)


@pytest.mark.parametrize(
    "typed",
    [
        "s000044000123265000017",
        " S0000 44 000123 26 5 000017 ",
        "S0000-44-000123-26-5-000017",
        "Ｓ００００４４０００１２３２６５００００１７",
        "S000044\n000123265000017",
    ],
)
def test_a_number_is_understood_as_people_type_it(typed: str) -> None:
    assert parse_number(typed) == "S000044000123265000017"


@pytest.mark.parametrize(
    "typed",
    ["", "1", "S00004400012326500001", "S0000440001232650000171", "X000044000123265000017", "S000044000123266000017",
     "S000044000123260000017", "S00004400012326500001O", "1003001234501234", "S٠00044000123265000017"],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NumberFormat) as refused:
        parse_number(typed)
    assert parse_number(refused.value.example)


P, F, A, V, K = Outcome.PASSED, Outcome.FAILED, Outcome.ABSENT, Outcome.VOID, Outcome.KEPT


@pytest.mark.parametrize(
    ("theory", "practical", "whole"),
    [(P, P, P), (K, P, P), (P, F, F), (A, A, A), (P, V, V), (P, None, F), (None, None, F)],
)
def test_only_who_passed_every_part_is_entitled(
    theory: Outcome | None, practical: Outcome | None, whole: Outcome
) -> None:
    one = application()
    given_parts = {Part.THEORY: theory, Part.PRACTICAL: practical}
    results = [Result(1, 7, part, each, None, AT, 1) for part, each in given_parts.items() if each is not None]
    assert outcomes_of([one], results, standard().levels) == {7: whole}


def test_who_is_not_approved_is_not_looked_at() -> None:
    one = application(status=Status.WITHDRAWN)
    results = [Result(1, 7, part, P, 900, AT, 1) for part in (Part.THEORY, Part.PRACTICAL)]
    assert outcomes_of([one], results, standard().levels) == {}


@pytest.mark.parametrize(
    ("name", "missing"),
    [("张伟", ()), ("阿依古丽·买买提", ()), ("Anna O'Neill", ()), ("李\U0003106c", ("\U0003106c",)), ("😀😀", ("😀",))],
)
def test_the_characters_that_cannot_be_drawn_are_named_once(name: str, missing: tuple[str, ...]) -> None:
    assert undrawable(name, printable_characters()) == missing


def test_one_certificate_for_each_occupation_and_level() -> None:
    """By another application; that of one's own is another matter."""
    other, own = application(99), application(CERTIFICATE.application_id)
    assert holds_already(other, "6-31-01-03", [CERTIFICATE])
    assert not holds_already(own, "6-31-01-03", [CERTIFICATE])
    assert not holds_already(other, "6-18-02-04", [CERTIFICATE])
    assert not holds_already(other, "6-31-01-03", [])


def test_what_is_printed_is_what_was_stated() -> None:
    one = application()
    printed = printed_for(one, standard(), GUANGDONG, date(2026, 12, 20))
    identity = one.particulars.identity
    assert (printed.name, printed.id_number) == (identity.name, identity.number)
    assert (printed.occupation_zh, printed.level, printed.body_zh) == ("电工", one.level, GUANGDONG.name[OFFICIAL])
    assert printed.reissued_on is None
