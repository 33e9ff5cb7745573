"""The kinds of step a dialogue is made of. A step asks, and takes an answer; order and movement are the engine's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.engine.dialogue.refusals import NotAButton, NotText, Waiting
from bot.engine.dialogue.step import Check, Heard, Open, Option, Stay, Step, View, resolved
from bot.engine.message import Button, Rows
from bot.engine.press import Answer

ADD, REMOVE, DONE, NONE = Answer("add"), Answer("del", number=int), Answer("done"), Answer("none")
SUBMIT, EDIT = Answer("submit"), Answer("edit", step=str)


@dataclass(frozen=True, kw_only=True)
class Ask(Step):
    """A typed answer: `check(text, view)` gives its value or refuses. `offers` are buttons that stand for a text."""

    check: Check
    offers: Callable[[View], Sequence[Option]] = field(default=lambda _view: ())

    async def rows(self, view: View) -> Rows:
        """One button per offer."""
        return [[option.button] for option in self.offers(view)]

    async def take(self, view: View, heard: Heard) -> Any:
        """The checked value."""
        said = {o.value: o.words for o in self.offers(view) if o.words} if heard.value is not None else {}
        text = said.get(heard.value, heard.value) if heard.value is not None else heard.text
        if text is None:
            raise NotText
        return await resolved(self.check(text, view))


@dataclass(frozen=True, kw_only=True)
class Choice(Step):
    """One of several: `of(view)` gives the options, `keep` makes the draft's value of the one chosen."""

    of: Callable[[View], Any]
    keep: Callable[[str], Any] = str
    per_row: int = 1

    async def rows(self, view: View) -> Rows:
        """One button per option."""
        options: Sequence[Option] = await resolved(self.of(view))
        buttons = [option.button for option in options]
        return [buttons[i : i + self.per_row] for i in range(0, len(buttons), self.per_row)]

    async def facts(self, view: View) -> Mapping[str, Any]:
        """The options, for a template that lists them."""
        return {"options": await resolved(self.of(view))}

    async def take(self, view: View, heard: Heard) -> Any:
        """The chosen value; a typed text counts when it is an option's label. Raises NotAButton."""
        options: Sequence[Option] = await resolved(self.of(view))
        chosen = heard.value
        # People type what they read on a button, above all those who have never pressed one.
        if chosen is None and heard.text is not None:
            button = view.turn.meaning(heard.text, [[option.button for option in options]])
            chosen = button.data if button else None
        if chosen not in {o.value for o in options}:
            raise NotAButton
        return self.keep(chosen)


@dataclass(frozen=True, kw_only=True)
class OwnContact(Step):
    """The person's own phone number, by Telegram's contact button; `check(number, view)` has the last area."""

    check: Check
    foreign: Callable[[], Exception]

    def keys(self, view: View) -> Rows:  # noqa: ARG002 - the base's signature
        """The button that shares the contact."""
        return [[Button("engine.share_contact", asks_contact=True)]]

    async def take(self, view: View, heard: Heard) -> Any:
        """The number of one's own, not forwarded, contact."""
        message = heard.message
        if message is None or message.contact is None:
            raise NotAButton
        # Telegram vouches for one's own contact alone; a forwarded one may be anybody's.
        if message.forwarded or message.contact.user_id != view.turn.chat.id:
            raise self.foreign()
        return await resolved(self.check(message.contact.phone_number, view))


@dataclass(frozen=True, kw_only=True)
class Many(Step):
    """Several of what a nested dialogue asks for; `add` labels the button, `check(values, view)` judges them all."""

    of: str
    add: str
    check: Callable[[tuple[Any, ...], View], Any] = field(default=lambda values, _view: values)
    none: str = ""
    most: int = 20

    async def rows(self, view: View) -> Rows:
        """Add, remove one, done, or none at all."""
        values = getattr(view.draft, self.name) or ()
        rows = [[Button("engine.remove", REMOVE(number=n), {"n": n + 1})] for n in range(len(values))]
        if len(values) < self.most:
            rows.append([Button(self.add, ADD())])
        if values:
            rows.append([Button("engine.done", DONE())])
        elif self.none:
            rows.append([Button(self.none, NONE())])
        return rows

    async def take(self, view: View, heard: Heard) -> Any:
        """Open for one more, the list without one, or the whole list when done."""
        values = tuple(getattr(view.draft, self.name) or ())
        if heard.value == ADD():
            return Open(self.of)
        if (removed := heard.chosen(REMOVE)) is not None and removed["number"] < len(values):
            number = removed["number"]
            setattr(view.draft, self.name, values[:number] + values[number + 1 :] or None)
            return Stay()
        if (heard.value == DONE() and values) or (heard.value == NONE() and self.none and not values):
            return await resolved(self.check(values, view))
        raise NotAButton

    async def added(self, view: View, value: Any) -> None:
        """Take in the outcome of the nested dialogue. Raises what `check` raises."""
        values = (*(getattr(view.draft, self.name) or ()), value)
        setattr(view.draft, self.name, await resolved(self.check(values, view)))


@dataclass(frozen=True, kw_only=True)
class Upload(Step):
    """A picture or file, fetched and judged by a job; `job(view)` gives the job's facts, `outcome(event)` the value.

    `event` is the class of event that reports the job; `too_big(bytes)` and `unfit()` make the refusals.
    """

    kind: str
    event: type
    most_bytes: int
    job: Callable[[View], Mapping[str, Any]]
    outcome: Callable[[Any], Any]
    too_big: Callable[[int, int], Exception]
    unfit: Callable[[], Exception]

    async def take(self, view: View, heard: Heard) -> Any:
        """Order the job, or the value once its event has come."""
        if heard.event is not None:
            return await resolved(self.outcome(heard.event))
        message = heard.message
        file = (message.photo or message.document) if message else None
        if file is None:
            raise Waiting if view.frame.waits else self.unfit()
        if file.size > self.most_bytes:
            raise self.too_big(file.size, self.most_bytes)
        # With the row's id: an update that is taken again after a crash orders the same job and not a second one.
        key = f"{self.kind}:{view.turn.chat.id}:{view.frame.instance}:{view.turn.row.id}"
        view.frame.waits = key
        view.turn.order(self.kind, key, {"file_id": file.file_id, **self.job(view)})
        view.turn.busy("upload_photo")
        return Stay(quiet=True)


@dataclass(frozen=True, kw_only=True)
class Summary(Step):
    """The end: everything at a glance, `edits` as buttons, and one to submit."""

    submit: str
    edits: Callable[[Any], Sequence[tuple[str, str]]]
    overview: Callable[[View], Any] = field(default=lambda _view: {})
    ready: Callable[[View], bool] = field(default=lambda _view: True)
    name: str = "summary"

    def answered(self, draft: Any) -> bool:  # noqa: ARG002 - the base's signature
        """Never: it is the end."""
        return False

    async def facts(self, view: View) -> Mapping[str, Any]:
        """What the overview shows."""
        found: Mapping[str, Any] = await resolved(self.overview(view))
        return found

    async def rows(self, view: View) -> Rows:
        """Submit, and one button per field to edit, two in a row."""
        edits = [Button(label, EDIT(step=name)) for name, label in self.edits(view.draft)]
        rows: list[Sequence[Button]] = [[Button(self.submit, SUBMIT())]] if self.ready(view) else []
        return rows + [edits[i : i + 2] for i in range(0, len(edits), 2)]

    async def take(self, view: View, heard: Heard) -> Any:  # noqa: ARG002 - the base's signature
        """Only its buttons mean something, and those are the engine's."""
        raise NotAButton
