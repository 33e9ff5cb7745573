"""The home card: for whoever asks, what stands and the one thing to do next. Each area contributes its section."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.engine.message import Button, Message, Rows, Screen, Text
from bot.engine.turn import Turn
from bot.people.presses import HELP, LANGUAGE, LANGUAGES


@dataclass(frozen=True)
class Section:
    """A part of the home card; the lowest `order` stands first: what needs doing before what is good to know."""

    message: Message
    rows: Rows = ()
    order: int = 50


SectionOf = Callable[[Turn], Awaitable[Section | None]]


class Home:
    """Puts the sections of all words together."""

    def __init__(self, sections: Sequence[SectionOf]) -> None:
        self._sections = sections

    async def show(self, turn: Turn, note: Message | None = None) -> None:
        """Show the home card; `note` stands above it."""
        found = [section for section in [await make(turn) for make in self._sections] if section]
        # The most urgent first, whichever area it is from: the home card answers "what now?".
        found.sort(key=lambda section: section.order)
        parts = [Markup(turn.text(section.message)) for section in found]  # noqa: S704 - rendered with autoescape
        facts = {"name": turn.actor.name, "parts": parts, "note": Markup(turn.text(note)) if note else ""}  # noqa: S704
        rows = [row for section in found for row in section.rows]
        turn.show(Screen(Text("people/home", facts), [*rows, [_switch(turn), Button("people.help", HELP())]]))


def _switch(turn: Turn) -> Button:
    """To the other language; to the list of them where there are more."""
    others = [locale for code, locale in turn.services.renderer.locales.items() if code != turn.language]
    if len(others) > 1:
        return Button("people.languages", LANGUAGES())
    return Button("people.switch_language", LANGUAGE(language=others[0].code), {"locale": others[0]})
