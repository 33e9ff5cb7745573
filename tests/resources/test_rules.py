"""How much a sitting needs, and what of the stock is left for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language import Words
from domain.resources import LineStatus, Need, QuantityFormat, needs, parse_quantity, provide
from domain.standards import Material, Part

WIRE = Material("wire", Words({"zh": "导线", "en": "wire"}), Words({"zh": "米", "en": "m"}), per_candidate=5)
EXTINGUISHER = Material(
    "extinguisher", Words({"zh": "灭火器", "en": "extinguisher"}), Words({"zh": "具", "en": "piece"}), per_room=2
)
NOTHING = Material("chalk", Words({"zh": "粉笔", "en": "chalk"}), Words({"zh": "支", "en": "piece"}))


def test_so_many_for_each_candidate_and_for_the_room() -> None:
    found = needs(7, Part.PRACTICAL, 12, [WIRE, EXTINGUISHER, NOTHING])
    assert found == [Need(7, "wire", 60), Need(7, "extinguisher", 2)]


def test_a_theory_sitting_needs_no_materials() -> None:
    assert needs(7, Part.THEORY, 12, [WIRE]) == []


def test_the_first_sitting_is_served_first() -> None:
    found = provide([Need(1, "wire", 60), Need(2, "wire", 60), Need(2, "mask", 1)], {"wire": 100})
    assert [(each.provided, each.status) for each in found] == [
        (60, LineStatus.READY),
        (40, LineStatus.SHORT),
        (0, LineStatus.SHORT),
    ]


@given(st.lists(st.builds(Need, st.integers(1, 5), st.sampled_from("ab"), st.integers(1, 50))), st.integers(0, 100))
def test_no_more_is_dealt_out_than_there_is(wanted: list[Need], stock: int) -> None:
    found = provide(wanted, {"a": stock, "b": stock})
    for code in "ab":
        given_out = sum(each.provided for each in found if each.need.code == code)
        asked = sum(need.needed for need in wanted if need.code == code)
        assert given_out == min(stock, asked)
    assert all((each.status is LineStatus.READY) is (each.provided == each.need.needed) for each in found)


@pytest.mark.parametrize(("text", "number"), [("120", 120), (" 0 ", 0), ("1000000", 1_000_000), ("１２", 12)])
def test_a_quantity(text: str, number: int) -> None:
    assert parse_quantity(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "很多", "12 米", "1000001", "²"])
def test_what_is_no_quantity(text: str) -> None:
    with pytest.raises(QuantityFormat):
        parse_quantity(text)
