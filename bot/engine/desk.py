"""A desk: the commands, presses and events that one word answers, each with the action it needs.

The functions read in the order of registration; `handlers()` makes PTB handlers of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.engine.turn import Turn, TurnContext
from domain.errors import Refusal

Answer = Callable[..., Awaitable[None]]
AnyHandler = BaseHandler[Any, TurnContext, None]
Matcher = Callable[[object], Sequence[str] | None]


@dataclass(frozen=True)
class Route:
    """One thing that can be asked at a desk: `kind` is command, press or event."""

    kind: str
    name: str
    action: str
    answer: Answer


class RouteHandler(BaseHandler[Any, TurnContext, None]):
    """A route as a PTB handler: decides whether an update is meant, checks the right, tells an expected no."""

    __slots__ = ("_matches", "route")

    def __init__(self, route: Route, matches: Matcher) -> None:
        super().__init__(self._answer)
        self.route = route
        self._matches = matches

    def check_update(self, update: object) -> object | None:
        """The arguments after the name, when the update is meant; else None."""
        arguments = self._matches(update)
        return None if arguments is None else (arguments,)

    def collect_additional_context(
        self,
        context: TurnContext,
        update: Any,  # noqa: ARG002 - the base's signature
        application: Any,  # noqa: ARG002
        check_result: Any,
    ) -> None:
        """Hand the arguments on."""
        context.args = list(check_result[0])

    async def _answer(self, update: Any, context: TurnContext) -> None:
        turn = context.turn
        given = [update] if self.route.kind == "event" else list(context.args or [])
        await answer_or_refuse(turn, self.route, given)


async def answer_or_refuse(turn: Turn, route: Route, given: Sequence[Any]) -> None:
    """Do what a route does; an expected no undoes its work and is told."""
    try:
        if route.action:
            turn.require(route.action)
        await route.answer(turn, *given)
    except Refusal as refusal:
        await turn.work.abandon()
        turn.forget_screen()
        turn.refuse(refusal)


class Desk:
    """Collects what one word answers."""

    def __init__(self) -> None:
        self.routes: list[Route] = []
        self.events: list[type] = []
        self._handlers: list[AnyHandler] = []

    def command(self, *names: str, action: str) -> Callable[[Answer], Answer]:
        """Answer `/name words…`: the function gets the words."""

        def register(answer: Answer) -> Answer:
            for name in names:
                self._add(Route("command", name, action, answer), _command(name))
            return answer

        return register

    def press(self, name: str, action: str) -> Callable[[Answer], Answer]:
        """Answer a button with data `name` or `name:argument:…`: the function gets the arguments as text."""

        def register(answer: Answer) -> Answer:
            self._add(Route("press", name, action, answer), _press(name))
            return answer

        return register

    def event(self, kind: type) -> Callable[[Answer], Answer]:
        """Answer an event of this class: the function gets the event."""

        def register(answer: Answer) -> Answer:
            self.events.append(kind)
            self._add(Route("event", kind.__name__, "", answer), _event(kind))
            return answer

        return register

    def handlers(self) -> Sequence[AnyHandler]:
        """PTB handlers, in the order of registration."""
        return self._handlers

    def _add(self, route: Route, matches: Matcher) -> None:
        self.routes.append(route)
        self._handlers.append(RouteHandler(route, matches))


def _command(name: str) -> Matcher:
    def matches(update: object) -> Sequence[str] | None:
        message = update.message if isinstance(update, Update) else None
        if message is None or not message.text or not message.text.startswith("/"):
            return None
        head, *words = message.text.split()
        return words if head[1:].split("@")[0].lower() == name else None

    return matches


def _press(name: str) -> Matcher:
    def matches(update: object) -> Sequence[str] | None:
        query = update.callback_query if isinstance(update, Update) else None
        if query is None or not query.data:
            return None
        head, *arguments = query.data.split(":")
        return arguments if head == name else None

    return matches


def _event(kind: type) -> Matcher:
    return lambda update: [] if type(update) is kind else None
