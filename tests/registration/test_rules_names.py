"""Names as the certificate prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.registration import refusals, rules

PRINTABLE = frozenset(map(ord, "张伟李娜欧阳买提江阿不都·〇")) | frozenset(range(0x20, 0x250))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张伟", "张伟"),
        (" 张 伟 ", "张伟"),
        ("张　伟", "张伟"),
        ("张\u200b伟\ufe0f", "张伟"),
        ("阿不都•买买提江".replace("买买", "买"), "阿不都·买提江"),
        ("李〇", "李〇"),
        ("John  Smith", "John Smith"),
        ("Ｊｏｈｎ Smith", "John Smith"),
        ("Anne-Marie O'Neill", "Anne-Marie O'Neill"),
        ("Jose\u0301 García", "José García"),
        ("Sammy Davis Jr.", "Sammy Davis Jr."),
    ],
)
def test_names_are_taken_as_on_the_paper(typed: str, name: str) -> None:
    assert rules.name(typed, PRINTABLE) == name


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", refusals.NameFormat()),
        ("   ", refusals.NameFormat()),
        ("张", refusals.NameFormat()),
        ("·张伟", refusals.NameFormat()),
        ("张伟Tom", refusals.NameFormat()),
        ("张-伟", refusals.NameFormat()),
        ("...", refusals.NameFormat()),
        ("张伟😀", refusals.NameFormat(("😀",))),
        ("😀😀", refusals.NameFormat(("😀",))),
        ("<b>张伟</b>", refusals.NameFormat(("<", ">", "/"))),
        ("张伟1", refusals.NameFormat(("1",))),
        ("张\n伟", refusals.NameFormat(("\n",))),
        ("张\x00伟", refusals.NameFormat(("\x00",))),
        ("张" * 31, refusals.NameTooLong(31, 30)),
        ("a" * 4000, refusals.NameTooLong(4000, 60)),
        ("张𠮷", refusals.NameNotPrintable(("𠮷",))),
        ("张\ue863", refusals.NameNotPrintable(("\ue863",))),
        ("Ивáн", refusals.NameNotPrintable(("И", "в", "н"))),
    ],
)
def test_what_is_no_name_is_told_why(typed: str, refusal: Refusal) -> None:
    with pytest.raises(type(refusal)) as raised:
        rules.name(typed, PRINTABLE)
    assert raised.value.facts() == refusal.facts()


def test_printable_is_what_the_font_can_draw() -> None:
    """The control: a font with the rare character takes the name."""
    assert rules.name("张𠮷", PRINTABLE | {ord("𠮷")}) == "张𠮷"


@given(st.text(max_size=80))
def test_whatever_is_typed_becomes_a_printable_name_or_a_refusal(typed: str) -> None:
    try:
        name = rules.name(typed, PRINTABLE)
    except Refusal:
        return
    assert set(map(ord, name)) <= PRINTABLE
    assert 2 <= len(name) <= 60
    assert rules.name(name, PRINTABLE) == name


@pytest.mark.parametrize(
    "typed", ["13800138000", "+86 138 0013 8000", "86-13800138000", "008613800138000", "１３８００１３８０００"]
)
def test_mobile_numbers(typed: str) -> None:
    assert rules.phone(typed) == "13800138000"


@pytest.mark.parametrize(
    "typed", ["12800138000", "1380013800", "+1 202 555 0123", "电话", "", "٠" * 11, "86138001380001"]
)
def test_what_is_no_mobile_number(typed: str) -> None:
    with pytest.raises(refusals.WrongPhone) as raised:
        rules.phone(typed)
    assert rules.phone(raised.value.example) == raised.value.example


@pytest.mark.parametrize(
    ("typed", "employer"),
    [
        ("示例电力（深圳）有限公司", "示例电力（深圳）有限公司"),
        (" Acme  Power & Co. ", "Acme Power & Co."),
        ("3M中国", "3M中国"),
    ],
)
def test_employers(typed: str, employer: str) -> None:
    assert rules.employer(typed) == employer


@pytest.mark.parametrize("typed", ["", "厂", "12345", "公司<script>", "公司😀", "厂" * 61, "a" * 4000])
def test_what_is_no_employer(typed: str) -> None:
    with pytest.raises(refusals.EmployerFormat) as raised:
        rules.employer(typed)
    assert (raised.value.shortest, raised.value.longest) == (2, 60)


def test_a_masked_number_keeps_its_ends() -> None:
    assert rules.mask_phone("13800138000") == "138****8000"
