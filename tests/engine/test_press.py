"""A button's meaning is declared once: what is drawn is read as the same, and nothing else is read at all."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.engine.press import MOST_BYTES, Answer, Press, UnreadablePressError
from bot.engine.router import Router


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


SHEET = Press("sheet", booking=int)
PAINT = Press("paint", colour=Colour, on=date, twice=bool, note=str)
REGISTER = Press("register", batch=int, optional=("batch",))


def test_a_button_is_drawn_as_older_releases_drew_it() -> None:
    assert SHEET(booking=7) == "sheet:7"
    assert REGISTER() == "register"
    assert REGISTER(batch=None) == "register"
    assert Answer("edit", step=str)(step="name") == "edit-name"


@given(
    colour=some.sampled_from(Colour),
    on=some.dates(),
    twice=some.booleans(),
    note=some.text(some.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20),
)
def test_what_is_drawn_is_read(colour: Colour, on: date, twice: bool, note: str) -> None:
    drawn = {"colour": colour, "on": on, "twice": twice, "note": note}
    assert PAINT.read(PAINT(**drawn)) == drawn


def test_a_text_at_the_end_may_hold_colons() -> None:
    assert Press("resume", name=str).read("resume:a:b") == {"name": "a:b"}


def test_an_answer_without_a_name_is_its_arguments() -> None:
    offer = Answer("", batch=int, level=int)
    assert offer(batch=12, level=4) == "12-4"
    assert offer.read("12-4") == {"batch": 12, "level": 4}
    with pytest.raises(UnreadablePressError):
        offer.read("others")


def test_what_may_be_left_out_is_none() -> None:
    assert REGISTER.read("register") == {"batch": None}
    assert REGISTER.read("register:5") == {"batch": 5}


@pytest.mark.parametrize("data", [None, "", "sheets:1", "room:1"])
def test_another_press_is_none_of_its_business(data: str | None) -> None:
    assert SHEET.read(data) is None


@pytest.mark.parametrize(
    "data", ["sheet", "sheet:", "sheet:x", "sheet:-1", "sheet:²", "sheet:1:2", "sheet:" + "9" * 19, "sheet:1.5"]
)
def test_what_no_button_says_is_not_read(data: str) -> None:
    with pytest.raises(UnreadablePressError):
        SHEET.read(data)


@pytest.mark.parametrize("data", ["paint:green:2026-12-01:1:x", "paint:red:2026-13-01:1:x", "paint:red:2026-12-01"])
def test_strange_arguments_are_not_read(data: str) -> None:
    with pytest.raises(UnreadablePressError):
        PAINT.read(data)


def test_other_arguments_than_declared_are_not_drawn() -> None:
    for wrong in ({}, {"sitting": 1}, {"booking": 1, "more": 2}):
        with pytest.raises(TypeError):
            SHEET(**wrong)


def test_nothing_longer_than_a_button_is_drawn() -> None:
    name = Press("name", text=str)
    name(text="x" * (MOST_BYTES - len("name:")))
    with pytest.raises(ValueError, match="longer"):
        name(text="x" * MOST_BYTES)


def test_a_name_is_no_argument() -> None:
    with pytest.raises(ValueError, match="argument"):
        Answer("-none-")
    with pytest.raises(ValueError, match="argument"):
        Press("sheet:7")


def test_only_what_a_button_can_hold_is_declared() -> None:
    with pytest.raises(TypeError):
        Press("wrong", of=float)


def test_a_handler_takes_what_its_press_declares() -> None:
    async def right(turn: object, booking: int) -> None: ...

    async def other(turn: object, sitting: int) -> None: ...

    async def more(turn: object, booking: int, sitting: int) -> None: ...

    router = Router()
    router.on(SHEET, action="mark")(right)
    for wrong in (other, more):
        with pytest.raises(TypeError):
            router.on(SHEET, action="mark")(wrong)
