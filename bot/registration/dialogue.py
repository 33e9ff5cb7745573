"""The conversations of registration: what is asked, in which order, and what happens at the end."""

from __future__ import annotations

from datetime import timedelta

from bot.engine.dialogue import Ask, Dialogue
from bot.engine.turn import Turn
from bot.registration import answers
from bot.registration.draft import SpellDraft, given
from bot.registration.form import STEPS
from bot.registration.presses import REGISTER
from bot.registration.questions import Draft
from bot.registration.submitting import resubmit_draft, submit_draft
from domain.people import Action
from domain.registration import WorkSpell, rules

IDLE_AFTER = timedelta(hours=24)  # facts §9

registration = Dialogue(
    name="registration",
    area="registration",
    draft=Draft,
    steps=STEPS,
    finish=submit_draft,
    action=Action.REGISTER,
    entry=REGISTER(),
    idle_after=IDLE_AFTER,
)

mending = Dialogue(
    name="mending",
    area="registration",
    draft=Draft,
    steps=STEPS,
    finish=resubmit_draft,
    action=Action.MEND_OWN,
)


async def spell_of(_turn: Turn, draft: SpellDraft) -> WorkSpell:
    """The spell asked for. Raises `SpellEndsBeforeStart`."""
    return rules.spell(given(draft.employer), given(draft.since), draft.end)


spell = Dialogue(
    name="spell",
    area="registration",
    draft=SpellDraft,
    steps=[
        Ask(name="employer", check=answers.employer),
        Ask(name="since", check=answers.since),
        Ask(name="until", check=answers.until, offers=answers.to_this_day),
    ],
    finish=spell_of,
    action=Action.REGISTER,
)
