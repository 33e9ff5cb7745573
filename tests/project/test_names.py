"""What a chat can say is unambiguous: no command, press, link, event or dialogue is declared twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.app.areas import words
from bot.engine.area import Word
from bot.engine.router import Desk
from domain.people import Action


def declared(found: Sequence[Word]) -> Iterable[str]:
    """Everything that is answered by its name."""
    for word in found:
        yield from (f"{route.kind} {route.name}" for desk in word.desks for route in desk.routes)
        yield from (f"dialogue {dialogue.name}" for dialogue in word.dialogues)


def taken_twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)


def test_no_name_is_taken_twice() -> None:
    """The second of two would never be reached, or would take the place of the first."""
    assert taken_twice(declared(words())) == []


def test_a_name_taken_twice_would_be_seen() -> None:
    """Negative control."""

    async def answer(*_: object) -> None: ...

    one, other = Desk(), Desk()
    for desk in (one, other):
        desk.press("look", action=Action.HOME)(answer)
    assert taken_twice(declared([Word(desks=[one]), Word(desks=[other])])) == ["press look"]
