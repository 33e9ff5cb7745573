"""The conversations of registration: what is asked, in which order, and what happens at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.engine.dialogue import Ask, Choice, Dialogue, OwnContact, Step
from bot.engine.turn import Turn
from bot.registration import answers, photos
from bot.registration.draft import Draft, SpellDraft, given
from bot.registration.form import Form
from bot.registration.hooks import offer_chosen, old_enough, prior_not_held
from bot.registration.offers import open_offers
from bot.registration.presses import REGISTER
from bot.registration.refusals import ForeignContact, PhotoExpected
from bot.registration.steps import Birth, OfferChoice, Portrait, Verdict, WorkHistory
from bot.registration.submitting import resubmit_draft, submit_draft
from domain.people import Action
from domain.registration import Education, Field, IdKind, Sex, WorkSpell, refusals, rules

IDLE_AFTER = timedelta(hours=24)  # facts §9
STEPS_OF = {
    Field.NAME: ("name",),
    Field.ID_NUMBER: ("id_number", "born_on", "sex"),
    Field.PHONE: ("phone",),
    Field.EDUCATION: ("education", "related_major", "graduated"),
    Field.WORK: ("work",),
    Field.PRIOR: ("prior_level", "prior_number", "prior_on"),
    Field.PHOTO: ("photo",),
}
EDITABLE = ("offer", "name", "id_number", "sex", "phone", "education", "related_major", "graduated", "work")
EDITABLE_LAST = ("prior_level", "photo")
_of = answers.may_change


def _has_major(draft: Draft) -> bool:
    return draft.has_major and draft.may_change(Field.EDUCATION)


def _holds_certificate(draft: Draft) -> bool:
    return bool(draft.prior_level) and draft.may_change(Field.PRIOR)


def _other_paper(draft: Draft) -> bool:
    return not draft.by_resident_card and draft.may_change(Field.ID_NUMBER)


def _edits(draft: Draft) -> Sequence[tuple[str, str]]:
    asked = [step.name for step in STEPS if step.when(draft)]
    return [(name, f"registration.edit_{name}") for name in asked if name in (*EDITABLE, *EDITABLE_LAST)]


STEPS: Sequence[Step] = [
    OfferChoice(name="offer", of=open_offers, after=offer_chosen, when=lambda draft: draft.mends is None),
    Ask(name="name", check=answers.name, when=_of(Field.NAME)),
    Choice(name="id_kind", of=answers.papers, keep=IdKind, clears=("id_number", "born_on", "sex"), when=_other_paper),
    Ask(
        name="id_number",
        check=answers.id_number,
        offers=answers.other_paper,
        clears=("born_on", "sex"),
        when=_of(Field.ID_NUMBER),
        sealed=True,
    ),
    Birth(name="born_on", check=answers.born_on, offers=Birth.as_read, after=old_enough, when=_of(Field.ID_NUMBER)),
    Choice(name="sex", of=answers.sexes, keep=Sex, per_row=2, when=_other_paper),
    OwnContact(name="phone", check=answers.phone, foreign=ForeignContact, when=_of(Field.PHONE)),
    Choice(
        name="education",
        of=answers.educations,
        keep=Education,
        per_row=2,
        clears=("related_major", "graduated"),
        when=_of(Field.EDUCATION),
    ),
    Choice(name="related_major", of=answers.majors, keep=answers.is_yes, per_row=2, when=_has_major),
    Ask(name="graduated", check=answers.graduated, offers=answers.studying, when=_has_major),
    WorkHistory(
        name="work",
        of="spell",
        add="registration.add_spell",
        none="registration.no_work",
        most=rules.MOST_SPELLS,
        check=answers.work,
        when=_of(Field.WORK),
    ),
    Choice(
        name="prior_level",
        of=answers.prior_levels,
        keep=int,
        after=prior_not_held,
        clears=("prior_number", "prior_on"),
        when=_of(Field.PRIOR),
    ),
    Ask(name="prior_number", check=answers.prior_number, when=_holds_certificate),
    Ask(name="prior_on", check=answers.prior_on, when=_holds_certificate),
    Portrait(
        name="photo",
        kind=photos.KIND,
        event=photos.PhotoJudged,
        most_bytes=photos.MOST_BYTES,
        job=photos.job_of,
        outcome=photos.outcome,
        too_big=refusals.PhotoTooBig,
        unfit=PhotoExpected,
        when=_of(Field.PHOTO),
    ),
    Verdict(submit="registration.submit", edits=_edits),
]

registration = Form(
    name="registration",
    area="registration",
    draft=Draft,
    steps=STEPS,
    finish=submit_draft,
    action=Action.REGISTER,
    entry=REGISTER(),
    idle_after=IDLE_AFTER,
)

mending = Form(
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
