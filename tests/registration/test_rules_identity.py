"""Identity papers: what is taken, what is refused and why (facts §2.1, §2.2)."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.registration import Identity, IdKind, Sex, refusals, rules
from tests.registration.examples import LI, TODAY, ZHANG, with_check

VERIFIED = ("11010519491231002X", "440524188001010014")

birthdays = st.dates(date(1930, 1, 1), date(2010, 12, 31))
residents = st.builds(
    lambda region, born, order: with_check(f"{region}{born:%Y%m%d}{order:03d}"),
    st.sampled_from(("110105", "440305", "650102", "810000")),
    birthdays,
    st.integers(0, 999),
)


@pytest.mark.parametrize("number", VERIFIED)
def test_verified_numbers_pass(number: str) -> None:
    assert rules.identity_number(IdKind.RESIDENT, number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
        "\u200b11010519491231002X\ufe0f",
    ],
)
def test_the_way_people_type_is_forgiven(typed: str) -> None:
    assert rules.identity_number(IdKind.RESIDENT, typed) == VERIFIED[0]


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("110105194912310021", refusals.WrongChecksum("11010519491231002X")),
        ("110105491231002", refusals.OldIdNumber()),
        ("1101051949123100", refusals.WrongLength(16)),
        ("1" * 4000, refusals.WrongLength(4000)),
        ("我没有身份证", refusals.WrongIdFormat(IdKind.RESIDENT, "11010519491231002X")),
        ("1101051949123100X2", refusals.WrongIdFormat(IdKind.RESIDENT, "11010519491231002X")),
        ("٤٤٠٥٢٤١٨٨٠٠١٠١٠٠١٤", refusals.WrongIdFormat(IdKind.RESIDENT, "11010519491231002X")),
        ("", refusals.WrongIdFormat(IdKind.RESIDENT, "11010519491231002X")),
        (with_check("99010519491231002"), refusals.UnknownRegion("99")),
        (with_check("11010519490231002"), refusals.ImpossibleBirthOnId("19490231")),
    ],
)
def test_each_mistake_has_its_own_answer(typed: str, refusal: Refusal) -> None:
    with pytest.raises(type(refusal)) as raised:
        rules.identity_number(IdKind.RESIDENT, typed)
    assert raised.value.facts() == refusal.facts()


@given(residents)
def test_well_made_numbers_pass(number: str) -> None:
    """The control for the two below: what they refuse, they refuse for the change."""
    assert rules.identity_number(IdKind.RESIDENT, number) == number


@given(residents, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_change_is_refused(number: str, place: int, digit: str) -> None:
    changed = number[:place] + digit + number[place + 1 :]
    if changed != number:
        with pytest.raises((refusals.WrongChecksum, refusals.WrongIdFormat)):
            rules.identity_number(IdKind.RESIDENT, changed)


@given(residents, st.integers(0, 16))
def test_any_two_neighbours_swapped_are_refused(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises((refusals.WrongChecksum, refusals.WrongIdFormat)):
            rules.identity_number(IdKind.RESIDENT, swapped)


@given(birthdays, st.integers(0, 999))
def test_a_number_says_birth_and_sex(born: date, order: int) -> None:
    identity = rules.resident("张伟", with_check(f"110105{born:%Y%m%d}{order:03d}"))
    assert (identity.born_on, identity.sex) == (born, Sex.MALE if order % 2 else Sex.FEMALE)
    rules.check_identity(identity)


@pytest.mark.parametrize(
    ("kind", "typed", "number"),
    [
        (IdKind.PASSPORT, "e12345678", "E12345678"),
        (IdKind.PASSPORT, "EA 1234567", "EA1234567"),
        (IdKind.HK_MACAU, "h12345678", "H12345678"),
        (IdKind.HK_MACAU, "M1234567801", "M1234567801"),
        (IdKind.TAIWAN, "12345678", "12345678"),
        (IdKind.TAIWAN, "1234567801(B)", "1234567801(B)"),
        (IdKind.FOREIGN_RESIDENT, "chn110185010101", "CHN110185010101"),
        (IdKind.FOREIGN_RESIDENT, with_check("91108419850101001"), with_check("91108419850101001")),
    ],
)
def test_other_papers_by_their_form(kind: IdKind, typed: str, number: str) -> None:
    assert rules.identity_number(kind, typed) == number


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (IdKind.PASSPORT, "护照"),
        (IdKind.PASSPORT, "ABCDEFGH"),
        (IdKind.PASSPORT, "E1"),
        (IdKind.HK_MACAU, "X12345678"),
        (IdKind.TAIWAN, "1234567"),
        (IdKind.FOREIGN_RESIDENT, "CH1110185010101"),
    ],
)
def test_other_papers_refused_with_an_example_that_passes(kind: IdKind, typed: str) -> None:
    with pytest.raises(refusals.WrongIdFormat) as raised:
        rules.identity_number(kind, typed)
    assert raised.value.kind is kind
    assert rules.identity_number(kind, raised.value.example) == raised.value.example


def test_a_foreign_residents_new_number_has_a_check_digit() -> None:
    good = with_check("91108419850101001")
    with pytest.raises(refusals.WrongChecksum):
        rules.identity_number(IdKind.FOREIGN_RESIDENT, good[:-1] + ("0" if good[-1] != "0" else "1"))


def test_a_birth_date_must_be_the_one_in_the_number() -> None:
    assert rules.birth_date("1990年3月7日", ZHANG.number, TODAY) == date(1990, 3, 7)
    assert rules.birth_date("1990-03-08", None, TODAY) == date(1990, 3, 8)
    with pytest.raises(refusals.BirthContradictsId) as raised:
        rules.birth_date("1990-03-08", ZHANG.number, TODAY)
    assert raised.value.facts() == {"stated": date(1990, 3, 8), "on_id": date(1990, 3, 7)}


@pytest.mark.parametrize(
    ("identity", "refusal"),
    [
        (Identity("张伟", IdKind.RESIDENT, ZHANG.number, date(1991, 3, 7), Sex.MALE), refusals.BirthContradictsId),
        (Identity("张伟", IdKind.RESIDENT, ZHANG.number, date(1990, 3, 7), Sex.FEMALE), refusals.SexContradictsId),
        (Identity("张伟", IdKind.PASSPORT, "?", date(1990, 3, 7), Sex.MALE), refusals.WrongIdFormat),
    ],
)
def test_an_identity_that_contradicts_itself(identity: Identity, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        rules.check_identity(identity)


def test_a_passport_does_not_say_birth_or_sex() -> None:
    rules.check_identity(Identity("Li Na", IdKind.PASSPORT, "E12345678", date(1992, 8, 15), Sex.FEMALE))
    rules.check_identity(LI)


@pytest.mark.parametrize(
    ("born", "years"), [(date(2010, 11, 20), 16), (date(2010, 11, 21), 15), (date(2030, 1, 1), -4)]
)
def test_age_counts_completed_years(born: date, years: int) -> None:
    assert rules.age(born, TODAY) == years
    if years >= 16:
        rules.check_age(born, TODAY, 16)
        return
    with pytest.raises(refusals.TooYoung) as raised:
        rules.check_age(born, TODAY, 16)
    assert raised.value.facts() == {"age": years, "min_age": 16, "on": TODAY}


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010519491231002X", "110105********002X"),
        ("E12345678", "E****5678"),
        ("12345678", "1***5678"),
        ("123456", "****56"),
        ("12", "**"),
    ],
)
def test_masked_numbers(number: str, masked: str) -> None:
    assert rules.mask_id(number) == masked


@given(st.text("0123456789X", min_size=3, max_size=20))
def test_a_mask_hides_three_characters_at_least(number: str) -> None:
    masked = rules.mask_id(number)
    assert len(masked) == len(number)
    assert masked.count("*") >= 3


@pytest.mark.parametrize(
    ("name", "masked"), [("张伟", "张＊"), ("欧阳娜娜", "欧＊＊＊"), ("John Smith", "J＊＊＊"), ("", "＊＊＊")]
)
def test_masked_names(name: str, masked: str) -> None:
    assert rules.mask_name(name) == masked


def test_the_number_stays_out_of_what_is_logged() -> None:
    assert ZHANG.number not in repr(ZHANG)
    assert re.search(r"\d{6}", repr(ZHANG)) is None
