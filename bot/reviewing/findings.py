"""What a reviewer has put together so far, and the steps that ask for it: fields to tick, a reason for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.engine.dialogue import Heard, Option, Stay, Step, View
from bot.engine.dialogue.refusals import NotAButton, NotText
from bot.engine.dialogue.steps import DONE
from bot.engine.message import Button, Rows
from bot.reviewing.presses import LEAVE, REDO, TICK, UNTICK
from domain import reviewing
from domain.registration import Field, Finding
from domain.reviewing import Reason

Leave = Callable[[View], Any]
IN_A_ROW = 2
WHOLE = ""  # the topic of a rejection: the application as a whole


@dataclass
class Findings:
    """Reasons so far, by topic: a field's value, or WHOLE. `card` is the message with the photo."""

    application_id: int = 0
    version: int = 0
    card: int = 0
    ticked: tuple[str, ...] = ()
    fields: tuple[str, ...] | None = None
    found: dict[str, Finding] = field(default_factory=dict)

    @property
    def topics(self) -> tuple[str, ...]:
        """What needs a reason, in the order of the candidate's dialogue."""
        return tuple(each.value for each in Field if each.value in (self.fields or ()))


@dataclass(frozen=True, kw_only=True)
class Ticks(Step):
    """Fields, ticked and unticked by presses; `leave(view)` goes back to the card."""

    leave: Leave

    async def rows(self, view: View) -> Rows:
        """Every field with its tick; go on when one is ticked; back to the card."""
        boxes = [_box(each, ticked=each.value in view.draft.ticked) for each in Field]
        rows: list[Sequence[Button]] = [boxes[i : i + IN_A_ROW] for i in range(0, len(boxes), IN_A_ROW)]
        if view.draft.ticked:
            rows.append([Button("reviewing.fields_done", DONE(), {"count": len(view.draft.ticked)})])
        return [*rows, [Button("reviewing.to_card", LEAVE())]]

    async def take(self, view: View, heard: Heard) -> Any:
        """The fields, once done. Raises `NoFinding`, `NotAButton`."""
        if heard.value == LEAVE():
            return await self.leave(view)
        if heard.value == DONE():
            if not view.draft.ticked:
                raise reviewing.refusals.NoFinding
            return view.draft.ticked
        return self._tick(view, heard)

    def _tick(self, view: View, heard: Heard) -> Stay:
        ticked, unticked = heard.chosen(TICK), heard.chosen(UNTICK)
        pressed = ticked or unticked
        if pressed is None:
            raise NotAButton
        name = pressed["field"].value
        rest = tuple(each for each in view.draft.ticked if each != name)
        view.draft.ticked = (*rest, name) if ticked else rest
        view.frame.round -= 1  # the keyboard shown stays good, so that a second quick tick counts as well
        return Stay()


def _box(each: Field, *, ticked: bool) -> Button:
    """A press says what is to be, so that pressing twice does no more than once."""
    if ticked:
        return Button("reviewing.ticked", UNTICK(field=each), {"field": each})
    return Button("reviewing.unticked", TICK(field=each), {"field": each})


@dataclass(frozen=True, kw_only=True)
class Reasons(Step):
    """For each topic a reason of its list, or words of the reviewer's own, typed."""

    topics: Callable[[Findings], Sequence[str]]
    of: Callable[[str], Sequence[Reason]]
    leave: Leave | None = None

    def answered(self, draft: Findings) -> bool:
        """Whether each topic has its reason."""
        return bool(self.topics(draft)) and not self._open(draft)

    async def facts(self, view: View) -> Mapping[str, Any]:
        """`field`: what is asked about (None where there is none); `most`: characters of own words."""
        topic = self._topic(view.draft)
        return {
            "field": Field(topic) if topic else None,
            "most": reviewing.rules.LONGEST_NOTE,
            "choosing": topic is None,
        }

    async def rows(self, view: View) -> Rows:
        """The reasons of the topic asked about; when all have one, which to change."""
        topic = self._topic(view.draft)
        if topic is None:
            return [[_redo(Field(each), view.draft.found[each])] for each in self.topics(view.draft)]
        listed = [reason for reason in self.of(topic) if reason is not Reason.OTHER]
        rows = [[Option(reason.value, "reviewing.reason", {"reason": reason}).button] for reason in listed]
        return [*rows, [Button("reviewing.to_card", LEAVE())]] if self.leave else rows

    async def take(self, view: View, heard: Heard) -> Any:
        """The findings, once every topic has one. Raises `NoteTooLong`, `NoFinding`, `NotAButton`, `NotText`."""
        if heard.value == LEAVE() and self.leave:
            return await self.leave(view)
        topic = self._topic(view.draft)
        if topic is None:
            return self._redo(view, heard)
        finding = self._finding(topic, heard)
        reviewing.rules.check_findings((finding,))
        view.draft.found[topic] = finding
        return Stay() if self._open(view.draft) else dict(view.draft.found)

    async def put(self, view: View, value: Any) -> None:
        """Put the findings into the draft as they were given."""
        view.draft.found = value

    def _finding(self, topic: str, heard: Heard) -> Finding:
        about = Field(topic) if topic else None
        if heard.value is not None:
            if heard.value not in set(self.of(topic)) - {Reason.OTHER}:
                raise NotAButton
            return Finding(about, Reason(heard.value).value)
        if heard.text is None:
            raise NotText
        return Finding(about, Reason.OTHER.value, " ".join(heard.text.split()))

    def _redo(self, view: View, heard: Heard) -> Stay:
        pressed = heard.chosen(REDO)
        if pressed is None or pressed["field"].value not in self.topics(view.draft):
            raise NotAButton
        del view.draft.found[pressed["field"].value]
        return Stay()

    def _open(self, draft: Findings) -> Sequence[str]:
        return [topic for topic in self.topics(draft) if topic not in draft.found]

    def _topic(self, draft: Findings) -> str | None:
        """The first without a reason; the only one, if it has one; None where one is to be chosen."""
        topics = self.topics(draft)
        return next(iter(self._open(draft) or (topics if len(topics) == 1 else ())), None)


def _redo(about: Field, finding: Finding) -> Button:
    facts = {"field": about, "reason": Reason(finding.reason), "note": finding.note}
    return Button("reviewing.redo", REDO(field=about), facts)
