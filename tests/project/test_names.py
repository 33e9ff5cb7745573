"""What a chat can say is unambiguous: no command, press, link, event or dialogue is declared twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.app.areas import areas
from bot.engine.area import Area
from bot.engine.press import Press
from bot.engine.router import Router
from domain.people import Action


def declared(found: Sequence[Area]) -> Iterable[str]:
    """Everything that is answered by its name."""
    for word in found:
        yield from (f"{route.kind} {route.name}" for router in word.routers for route in router.routes)
        yield from (f"dialogue {dialogue.name}" for dialogue in word.dialogues)


def taken_twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)


def test_no_name_is_taken_twice() -> None:
    """The second of two would never be reached, or would take the place of the first."""
    assert taken_twice(declared(areas())) == []


def test_a_name_taken_twice_would_be_seen() -> None:
    """Negative control."""

    async def answer(*_: object) -> None: ...

    one, other = Router(), Router()
    for router in (one, other):
        router.on(Press("look"), action=Action.HOME)(answer)
    assert taken_twice(declared([Area(routers=[one]), Area(routers=[other])])) == ["press look"]
