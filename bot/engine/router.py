"""A router: the commands, presses and events that one area answers, each with the action it needs.

The functions read in the order of registration; `Routers` makes one PTB handler of all of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram.ext import BaseHandler

from bot.engine.incoming import Incoming
from bot.engine.turn import Turn, TurnContext
from domain.errors import Refusal

Answer: TypeAlias = Callable[..., Awaitable[None]]
Asked: TypeAlias = tuple[object, Sequence[Any]]
START = "start"


@dataclass(frozen=True)
class Route:
    """One thing that can be asked of a router.

    `kind` is link, command, press or event; `name` its first word or its class.
    """

    kind: str
    name: object
    action: str
    answer: Answer


class Routers(BaseHandler[Any, TurnContext, None]):
    """All routers as one PTB handler: the route that is meant is looked up, however many there are."""

    __slots__ = ("_routes",)

    def __init__(self, routers: Iterable[Router]) -> None:
        super().__init__(self._answer)
        self._routes: dict[object, Route] = {}
        for route in (route for router in routers for route in router.routes):
            # At the start and not at the press: two areas with one name would hide each other.
            if self._routes.setdefault((route.kind, route.name), route) is not route:
                raise ValueError(f"two answers to the {route.kind} {route.name}")

    def check_update(self, update: object) -> tuple[Route, Sequence[Any]] | None:
        """The route that is meant and its arguments; None when it is none of ours."""
        for key, given in _asked(update):
            if (route := self._routes.get(key)) is not None:
                return route, given
        return None

    def collect_additional_context(
        self,
        context: TurnContext,
        update: Any,  # noqa: ARG002 - the base's signature
        application: Any,  # noqa: ARG002
        check_result: tuple[Route, Sequence[Any]],
    ) -> None:
        """Hand on what was found."""
        context.asked = check_result

    async def _answer(self, _update: Any, context: TurnContext) -> None:
        await answer_or_refuse(context.turn, *context.asked)


def _asked(update: object) -> Sequence[Asked]:
    """What is asked: a button's word, a deep link or a command, or an event's class; and what goes with it."""
    if not isinstance(update, Incoming):
        return [(("event", type(update)), [update])]
    if update.press:
        head, *arguments = update.press.data.split(":")
        return [(("press", head), arguments)]
    text = update.message.text if update.message else None
    if not text or not text.startswith("/"):
        return []
    head, *words = text.split()
    # In groups Telegram adds @name_of_the_bot to commands.
    name = head[1:].split("@")[0].lower()
    link, _, token = words[0].partition("_") if name == START and len(words) == 1 else ("", "", "")
    return [(("link", link), [token]), (("command", name), words)]


async def answer_or_refuse(turn: Turn, route: Route, given: Sequence[Any]) -> None:
    """Do what a route does; an expected no undoes its work and is told."""
    try:
        if route.action:
            # Asked at each press: a role may have ended since the button was drawn.
            turn.require(route.action)
        await route.answer(turn, *given)
    except Refusal as refusal:
        await turn.work.abandon()
        turn.forget_screen()
        turn.refuse(refusal)


class Router:
    """Collects what one area answers."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    @property
    def events(self) -> Sequence[type]:
        """The kinds of event that are answered here."""
        return [route.name for route in self.routes if isinstance(route.name, type)]

    def link(self, name: str, action: str) -> Callable[[Answer], Answer]:
        """Answer a deep link, `/start name_token`: the function gets the token (at most 64 characters in all)."""
        return self._answering("link", [name], action)

    def command(self, *names: str, action: str) -> Callable[[Answer], Answer]:
        """Answer `/name words…`: the function gets the words."""
        return self._answering("command", names, action)

    def press(self, name: str, action: str) -> Callable[[Answer], Answer]:
        """Answer a button with data `name` or `name:argument:…`: the function gets the arguments as text."""
        return self._answering("press", [name], action)

    def event(self, kind: type) -> Callable[[Answer], Answer]:
        """Answer an event of this class: the function gets the event."""
        return self._answering("event", [kind], "")

    def _answering(self, kind: str, names: Iterable[object], action: str) -> Callable[[Answer], Answer]:
        def register(answer: Answer) -> Answer:
            self.routes += [Route(kind, name, action, answer) for name in names]
            return answer

        return register
