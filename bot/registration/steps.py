"""The steps of registration that know more than a general step: what the question shows, and what a choice means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.engine.dialogue import Ask, Choice, Heard, Many, Option, Stay, Summary, Upload, View
from bot.engine.dialogue.steps import EDIT, SUBMIT
from bot.engine.message import Button, Rows
from bot.registration.answers import today
from bot.registration.draft import Target
from bot.registration.offers import open_offers
from bot.registration.outlook import outlook
from bot.registration.photos import profile_of
from bot.registration.presses import OTHER_BATCHES
from domain.registration import Field, Month, in_brief, rules

if TYPE_CHECKING:
    from bot.registration.questions import Draft

IN_A_ROW = 2


@dataclass(frozen=True, kw_only=True)
class OfferChoice(Choice):
    """Which level of which batch."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """The levels, without the way to other batches."""
        return {"options": [option for option in await open_offers(view) if option.value != OTHER_BATCHES()]}

    async def take(self, view: View, heard: Heard) -> Any:
        """The target chosen, or all batches instead of the one that a notice led to."""
        value = await super().take(view, heard)
        if value == OTHER_BATCHES():
            view.draft.batch = None
            return Stay()
        # Looked up again: the batch may have closed since the list was drawn.
        chosen = next(option.facts for option in await open_offers(view) if option.value == value)
        names = ("batch_id", "level", "occupation", "edition", "name")
        return Target(**{name: chosen[name] for name in names})


@dataclass(frozen=True, kw_only=True)
class Birth(Ask):
    """The date of birth; where the number tells it, one tap says that it is right."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """`read`: date and sex in the number, or None."""
        draft: Draft = view.draft
        if not draft.by_resident_card or draft.id_number is None:
            return {"read": None}
        return {"read": {"born_on": rules.born_on(draft.id_number), "sex": rules.sex_of(draft.id_number)}}

    @staticmethod
    def as_read(view: View) -> Sequence[Option]:
        """The value of the button that was tapped."""
        number = view.draft.id_number if view.draft.by_resident_card else None
        return [Option(rules.born_on(number).isoformat(), "registration.birth_right")] if number else []


@dataclass(frozen=True, kw_only=True)
class WorkHistory(Many):
    """All spells of work, and what they add up to."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """`months`: the sum up to this month."""
        return {"months": rules.months_worked(view.draft.work or (), Month.of(today(view)))}


@dataclass(frozen=True, kw_only=True)
class Portrait(Upload):
    """The ID photo, as the standard asks for it."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """`profile`: what the standard asks of it."""
        return {"profile": profile_of(view)}


@dataclass(frozen=True, kw_only=True)
class Verdict(Summary):
    """The end: whether a clause is met, all that was filled in, and the ways to supply what is missing.

    `leads(field)` is the step that asks for a field.
    """

    leads: Callable[[Field], str]

    async def facts(self, view: View) -> Mapping[str, Any]:
        """`outlook`: the verdict and what could be done; `in_brief`: what was stated."""
        found = await outlook(view.turn.work, view.draft)
        return {"outlook": found, "in_brief": in_brief(view.draft.particulars)}

    async def rows(self, view: View) -> Rows:
        """Submit where a clause is met, else what would help; then one button for each field."""
        found = await outlook(view.turn.work, view.draft)
        # Another level is the last way, and only for who has not handed in yet.
        ways = [*map(self.leads, found.ways), *(["offer"] if found.other_levels else [])]
        helpful = [[Button(f"registration.add_{name}", EDIT(step=name))] for name in ways]
        first = [[Button(self.submit, SUBMIT())]] if found.verdict.eligible else helpful
        edits = [Button(label, EDIT(step=name)) for name, label in self.edits(view.draft) if name not in ways]
        return [*first, *(edits[i : i + IN_A_ROW] for i in range(0, len(edits), IN_A_ROW))]
