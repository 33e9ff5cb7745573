"""The file of equipment: what it says is read exactly, and its first fault is named by table and field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.app.equipment import EXAMPLE, BadEquipment, read_equipment
from domain.staffing import CardKind
from domain.standards import Part
from tests.cli.test_equip import CARD, ROOM, STOCK

ALL = ROOM + STOCK + CARD


def test_the_example_is_read() -> None:
    found = read_equipment(EXAMPLE)
    assert (len(found.rooms), len(found.stock), len(found.cards)) == (4, 7, 7)
    assert (found.rooms[0].code, found.rooms[0].part, found.rooms[0].seats) == ("01", Part.THEORY, 30)
    card = found.cards[-1]
    assert (card.kind, card.levels, card.valid_until) == (CardKind.EXAMINER, (5, 4, 3), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("seats = 30", "seats = 30\ncolour = 1", "[[room]] 1 (01): colour: is unknown"),
        ("seats = 30", "", "[[room]] 1 (01): seats: is missing"),
        ("seats = 30", 'seats = "30"', "[[room]] 1 (01): seats: "),
        ("seats = 30", "seats = 0", "[[room]] 1 (01): seats: "),
        ('"theory"', '"oral"', "[[room]] 1 (01): part: "),
        ('code = "01"', 'code = "1"', "[[room]] 1 (1): code: "),
        ('code = "01"', "", "[[room]] 1: code: is missing"),
        ("1 号考场", "  ", "[[room]] 1 (01): name: "),
        ("1 号考场", "1\\u0000", "[[room]] 1 (01): name: "),
        ("quantity = 10", "quantity = -1", "[[stock]] 1 (wire): quantity: "),
        ("quantity = 10", "quantity = true", "[[stock]] 1 (wire): quantity: "),
        ("chat = 42", "", "[[card]] 1 (KP1): chat: is missing"),
        ("2030-12-31", '"2030-12-31"', "[[card]] 1 (KP1): valid_until: "),
        ("2030-12-31", "2030-12-31T00:00:00", "[[card]] 1 (KP1): valid_until: "),
        ("2030-12-31", "20301231", "[[card]] 1 (KP1): valid_until: "),
        ("2030-12-31", "2030-13-31", "[[card]] 1: valid_until = 2030-13-31: "),
        ("[5, 4]", "[5, 6]", "[[card]] 1 (KP1): levels.1: "),
        ("[5, 4]", "[]", "[[card]] 1 (KP1): levels: "),
        ('"examiner"', '"emperor"', "[[card]] 1 (KP1): kind: "),
        ("[[card]]", "[card]", "[[card]]: is written with two brackets"),
        ("[[card]]", "[[cards]]", "cards: is unknown"),
    ],
)
def test_the_first_fault_is_named(tmp_path: Path, before: str, after: str, named: str) -> None:
    file = tmp_path / "e.toml"
    assert before in ALL
    file.write_text(ALL.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadEquipment) as told:
        read_equipment(file)
    assert str(told.value).startswith(f"{file}: {named}")
    assert len(str(told.value).splitlines()) == 1


@pytest.mark.parametrize(("table", "named"), [(ROOM, "code"), (STOCK, "code"), (CARD, "number")])
def test_what_is_named_twice_is_a_fault(tmp_path: Path, table: str, named: str) -> None:
    file = tmp_path / "e.toml"
    file.write_text(table + table, encoding="utf-8")
    with pytest.raises(BadEquipment, match=rf" 2 \(\w+\): {named}: is that of \[\[\w+\]\] 1"):
        read_equipment(file)


def test_letters_that_are_not_utf_8_are_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "e.toml"
    file.write_bytes(ALL.encode("gb18030"))
    with pytest.raises(BadEquipment, match="utf-8"):
        read_equipment(file)


def test_a_file_that_says_nothing_is_read(tmp_path: Path) -> None:
    file = tmp_path / "e.toml"
    file.write_text("", encoding="utf-8")
    assert read_equipment(file).count == 0
