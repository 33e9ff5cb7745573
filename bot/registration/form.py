"""What follows from the questions: the steps of the dialogue, what the summary edits, what a return asks again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.dialogue import Step
from bot.registration.draft import Mending, Target
from bot.registration.questions import QUESTIONS, Draft
from bot.registration.steps import Verdict
from domain.registration import Application, Field


def edits(draft: Draft) -> Sequence[tuple[str, str]]:
    """The steps that the summary has a button for, and their labels."""
    names = [each.step.name for each in QUESTIONS if each.editable and each.asked.when(draft)]
    return [(name, f"registration.edit_{name}") for name in names]


def leading(field: Field) -> str:
    """The first step by which a field is answered, to go back to."""
    return next(each.step.name for each in QUESTIONS if each.field is field and each.editable)


def returned(draft: Draft) -> Sequence[str]:
    """The steps that are asked again of a returned application."""
    return [each.step.name for each in QUESTIONS if each.again and each.field and draft.may_change(each.field)]


def draft_of(application: Application, target: Target) -> Draft:
    """A returned application as a draft."""
    stated = {each.step.name: each.of(application.particulars) for each in QUESTIONS if each.of is not None}
    mends = Mending(application.id, application.version, application.findings)
    return Draft(offer=target, mends=mends, **stated)


STEPS: Sequence[Step] = (
    *(question.asked for question in QUESTIONS),
    Verdict(submit="registration.submit", edits=edits, leads=leading),
)
