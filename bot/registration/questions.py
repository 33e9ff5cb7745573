"""What a candidate is asked, each question declared once: its answer in the draft, its step, and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.engine.dialogue import Ask, Choice, OwnContact
from bot.registration import answers, photos
from bot.registration.draft import Mending, Studying, Target, given
from bot.registration.hooks import offer_chosen, old_enough, prior_not_held
from bot.registration.offers import open_offers
from bot.registration.question import Question
from bot.registration.refusals import ForeignContact, PhotoExpected
from bot.registration.steps import Birth, OfferChoice, Portrait, WorkHistory
from domain.registration import (
    SCHOOL_OF,
    Education,
    Field,
    Identity,
    IdKind,
    Month,
    Particulars,
    PriorCertificate,
    Schooling,
    Sex,
    WorkSpell,
    refusals,
    rules,
)
from domain.standards import School


@dataclass(repr=False)
class Draft:
    """The answers, None where there is none yet; `prior_level` 0 = no certificate, `mends` = what was returned.

    `batch` is the one that a notice led to, whose levels are offered first.
    """

    offer: Target | None = None
    name: str | None = None
    id_kind: IdKind | None = IdKind.RESIDENT
    id_number: str | None = None
    born_on: date | None = None
    sex: Sex | None = None
    phone: str | None = None
    education: Education | None = None
    related_major: bool | None = None
    graduated: Month | Studying | None = None
    work: tuple[WorkSpell, ...] | None = None
    prior_level: int | None = None
    prior_number: str | None = None
    prior_on: date | None = None
    photo: str | None = None
    mends: Mending | None = None
    batch: int | None = None

    @property
    def by_resident_card(self) -> bool:
        """Whether the number tells birth and sex."""
        return self.id_kind is IdKind.RESIDENT

    @property
    def has_major(self) -> bool:
        """Whether the education is one with a major."""
        return self.education is not None and SCHOOL_OF[self.education] is not School.NONE

    @property
    def graduation(self) -> Month | None:
        """The month of graduation, where there is one."""
        return self.graduated if isinstance(self.graduated, Month) else None

    @property
    def schooling(self) -> Schooling:
        """Education, with major and graduation where it has them."""
        if not self.has_major:
            return Schooling(given(self.education))
        final_year = self.graduated is Studying.FINAL_YEAR
        return Schooling(given(self.education), bool(self.related_major), self.graduation, final_year)

    @property
    def prior(self) -> PriorCertificate | None:
        """The certificate held, if any."""
        if not self.prior_level:
            return None
        return PriorCertificate(self.prior_level, given(self.prior_number), given(self.prior_on))

    @property
    def particulars(self) -> Particulars:
        """Everything stated. Raises ValueError while something is missing."""
        number, born_on, sex = given(self.id_number), given(self.born_on), given(self.sex)
        identity = Identity(given(self.name), given(self.id_kind), number, born_on, sex)
        spells, photo = given(self.work), given(self.photo)
        return Particulars(identity, given(self.phone), self.schooling, spells, self.prior, photo)

    def may_change(self, field: Field | None) -> bool:
        """Everything may in a new application, in a returned one only what was returned."""
        return self.mends is None or field in self.mends.fields


def _holds_certificate(draft: Draft) -> bool:
    return bool(draft.prior_level)


def _other_paper(draft: Draft) -> bool:
    return not draft.by_resident_card


def _has_major(draft: Draft) -> bool:
    return draft.has_major


def _graduated(stated: Particulars) -> Month | Studying:
    schooling = stated.schooling
    return schooling.graduated or (Studying.FINAL_YEAR if schooling.final_year else Studying.EARLIER)


QUESTIONS: Sequence[Question] = (
    Question(step=OfferChoice(name="offer", of=open_offers, after=offer_chosen)),
    Question(
        step=Ask(name="name", check=answers.name),
        field=Field.NAME,
        of=lambda stated: stated.identity.name,
    ),
    Question(
        step=Choice(
            name="id_kind",
            of=answers.papers,
            keep=IdKind,
            clears=("id_number", "born_on", "sex"),
            when=_other_paper,
            part_of="id_number",
        ),
        field=Field.ID_NUMBER,
        of=lambda stated: stated.identity.kind,
        editable=False,
        again=False,
    ),
    Question(
        step=Ask(
            name="id_number",
            check=answers.id_number,
            offers=answers.other_paper,
            clears=("born_on", "sex"),
            sealed=True,
        ),
        field=Field.ID_NUMBER,
        of=lambda stated: stated.identity.number,
    ),
    Question(
        step=Birth(name="born_on", check=answers.born_on, offers=Birth.as_read, after=old_enough),
        field=Field.ID_NUMBER,
        of=lambda stated: stated.identity.born_on,
        editable=False,
    ),
    Question(
        step=Choice(name="sex", of=answers.sexes, keep=Sex, per_row=2, when=_other_paper, part_of="born_on"),
        field=Field.ID_NUMBER,
        of=lambda stated: stated.identity.sex,
    ),
    Question(
        step=OwnContact(name="phone", check=answers.phone, foreign=ForeignContact),
        field=Field.PHONE,
        of=lambda stated: stated.phone,
    ),
    Question(
        step=Choice(
            name="education",
            of=answers.educations,
            keep=Education,
            per_row=2,
            clears=("related_major", "graduated"),
        ),
        field=Field.EDUCATION,
        of=lambda stated: stated.schooling.education,
    ),
    Question(
        step=Choice(
            name="related_major",
            of=answers.majors,
            keep=answers.is_yes,
            per_row=2,
            when=_has_major,
            part_of="education",
        ),
        field=Field.EDUCATION,
        of=lambda stated: stated.schooling.related_major,
    ),
    Question(
        step=Ask(
            name="graduated",
            check=answers.graduated,
            offers=answers.studying,
            when=_has_major,
            part_of="education",
        ),
        field=Field.EDUCATION,
        of=_graduated,
    ),
    Question(
        step=WorkHistory(
            name="work",
            of="spell",
            add="registration.add_spell",
            none="registration.no_work",
            most=rules.MOST_SPELLS,
            check=answers.work,
        ),
        field=Field.WORK,
        of=lambda stated: stated.spells,
    ),
    Question(
        step=Choice(
            name="prior_level",
            of=answers.prior_levels,
            keep=int,
            after=prior_not_held,
            clears=("prior_number", "prior_on"),
        ),
        field=Field.PRIOR,
        of=lambda stated: stated.prior.level if stated.prior else 0,
    ),
    Question(
        step=Ask(name="prior_number", check=answers.prior_number, when=_holds_certificate, part_of="prior_level"),
        field=Field.PRIOR,
        of=lambda stated: stated.prior.number if stated.prior else None,
        editable=False,
    ),
    Question(
        step=Ask(name="prior_on", check=answers.prior_on, when=_holds_certificate, part_of="prior_level"),
        field=Field.PRIOR,
        of=lambda stated: stated.prior.issued_on if stated.prior else None,
        editable=False,
    ),
    Question(
        step=Portrait(
            name="photo",
            kind=photos.KIND,
            event=photos.PhotoJudged,
            most_bytes=photos.MOST_BYTES,
            job=photos.job_of,
            outcome=photos.outcome,
            too_big=refusals.PhotoTooBig,
            unfit=PhotoExpected,
        ),
        field=Field.PHOTO,
        # An enrolment that was joined has none yet: empty in the record, a question in the dialogue.
        of=lambda stated: stated.photo or None,
    ),
)
