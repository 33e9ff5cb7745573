"""A router's answers are looked up by what is asked; nothing may be answered twice."""

from __future__ import annotations

import pytest

from bot.engine.press import Press
from bot.engine.router import Router, Routers
from bot.engine.turn import Turn

MINE = Press("mine")


async def answer(_turn: Turn) -> None:
    pass


def test_two_answers_to_one_question_are_refused() -> None:
    first, second = Router(), Router()
    first.on(MINE, action="home")(answer)
    second.on(MINE, action="home")(answer)
    with pytest.raises(ValueError, match="two answers to the press mine"):
        Routers([first, second])


def test_an_event_is_known_by_its_class() -> None:
    class Come:
        pass

    router = Router()
    router.event(Come)(answer)
    found = Routers([router]).check_update(Come())
    assert found is not None
    assert found[0].name is Come
    assert Routers([router]).check_update(object()) is None
    assert router.events == [Come]
