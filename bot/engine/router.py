"""A router: the commands, presses and events that one area answers, each with the action it needs.

The functions read in the order of registration; `Routers` makes one PTB handler of all of them.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram.ext import BaseHandler

from bot.engine.incoming import Incoming
from bot.engine.message import Text
from bot.engine.press import Press, UnreadablePressError
from bot.engine.turn import Turn, TurnContext
from domain.errors import Refusal

Handler: TypeAlias = Callable[..., Awaitable[None]]
Asked: TypeAlias = tuple[object, str | object]
START = "start"


@dataclass(frozen=True)
class Route:
    """One thing that can be asked of a router.

    `kind` is link, command, press or event; `name` its first word or its class; `press` declares a press's arguments.
    """

    kind: str
    name: object
    action: str
    answer: Handler
    press: Press | None = None
    hears: bool = False  # a command's handler that gets what was said behind it


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

    def check_update(self, update: object) -> tuple[Route, Any] | None:
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
        check_result: tuple[Route, Any],
    ) -> None:
        """Hand on what was found."""
        context.asked = check_result

    async def _answer(self, _update: Any, context: TurnContext) -> None:
        await answer_or_refuse(context.turn, *context.asked)


def _asked(update: object) -> Sequence[Asked]:
    """What is asked: a button's word, a deep link or a command, or an event's class; and what goes with it."""
    if not isinstance(update, Incoming):
        return [(("event", type(update)), update)]
    if update.press:
        return [(("press", update.press.data.partition(":")[0]), update.press.data)]
    # A command is what is said: one that is edited would be obeyed twice.
    text = update.message.text if update.message and update.message.edited_at is None else None
    if not text or not text.startswith("/"):
        return []
    head, _, said = text.partition(" ")
    # In groups Telegram adds @name_of_the_bot to commands.
    name = head[1:].split("@")[0].lower()
    link, _, token = said.strip().partition("_") if name == START else ("", "", "")
    return [(("link", link), token), (("command", name), said.strip())]


async def answer_or_refuse(turn: Turn, route: Route, given: Any) -> None:
    """Do what a route does; an expected no undoes its work and is told, and so is a button that says nothing now."""
    try:
        if route.action:
            # Asked at each press: a role may have ended since the button was drawn.
            turn.require(route.action)
        await _answered(turn, route, given)
    except UnreadablePressError:
        turn.toast(Text("engine/press_old"))
    except Refusal as refusal:
        await turn.work.abandon()
        turn.forget_screen()
        turn.refuse(refusal)


def _check_arguments(press: Press, answer: Handler) -> None:
    """The handler takes what the press declares, and can do without anything else."""
    _, *taken = inspect.signature(answer).parameters.values()
    needed = {each.name for each in taken if each.default is each.empty}
    if not needed <= set(press.arguments) <= {each.name for each in taken}:
        raise TypeError(f"{press} hands on {list(press.arguments)}, {answer.__name__} takes {[t.name for t in taken]}")


async def _answered(turn: Turn, route: Route, given: Any) -> None:
    if route.press is not None:
        await route.answer(turn, **(route.press.read(given) or {}))
    elif route.kind == "command":
        await route.answer(turn, *([given] if route.hears else []))
    else:
        await route.answer(turn, given)


class Router:
    """Collects what one area answers."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    @property
    def events(self) -> Sequence[type]:
        """The kinds of event that are answered here."""
        return [route.name for route in self.routes if isinstance(route.name, type)]

    def link(self, name: str, action: str) -> Callable[[Handler], Handler]:
        """Answer a deep link, `/start name_token`: the function gets the token (at most 64 characters in all)."""
        return self._answering("link", name, action)

    def command(self, *names: str, action: str, hears: bool = False) -> Callable[[Handler], Handler]:
        """Answer `/name …`; with `hears` the function gets what was said behind the name, as one text."""

        def register(answer: Handler) -> Handler:
            self.routes += [Route("command", name, action, answer, hears=hears) for name in names]
            return answer

        return register

    def on(self, press: Press, action: str) -> Callable[[Handler], Handler]:
        """Answer a press: the function gets its arguments by name. Raises TypeError when it takes others."""

        def register(answer: Handler) -> Handler:
            _check_arguments(press, answer)
            self.routes.append(Route("press", press.name, action, answer, press))
            return answer

        return register

    def event(self, kind: type) -> Callable[[Handler], Handler]:
        """Answer an event of this class: the function gets the event."""
        return self._answering("event", kind, "")

    def _answering(self, kind: str, name: object, action: str) -> Callable[[Handler], Handler]:
        def register(answer: Handler) -> Handler:
            self.routes.append(Route(kind, name, action, answer))
            return answer

        return register
