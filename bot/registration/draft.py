"""What a candidate has answered so far, and how it becomes what the domain knows, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from domain.language import Words
from domain.registration import (
    SCHOOL_OF,
    Application,
    Education,
    Field,
    Finding,
    Identity,
    IdKind,
    Month,
    Particulars,
    PriorCertificate,
    Schooling,
    Sex,
    WorkSpell,
)
from domain.standards import School

T = TypeVar("T")


class Studying(StrEnum):
    """Not graduated yet."""

    FINAL_YEAR = "final_year"  # 应届
    EARLIER = "earlier"


class Present(StrEnum):
    """The end of a spell of work that has none."""

    NOW = "now"  # 至今


@dataclass(frozen=True)
class Target:
    """What is applied for: a level of a batch, and the standard that counts there."""

    batch_id: int
    level: int
    occupation: str
    edition: str
    name: Words


@dataclass(frozen=True)
class Mending:
    """A returned application as it was shown: its version, and what is to be mended and why."""

    application_id: int
    version: int
    findings: tuple[Finding, ...]

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that may change."""
        return frozenset(finding.field for finding in self.findings if finding.field is not None)


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

    def may_change(self, field: Field) -> bool:
        """Everything may in a new application, in a returned one only what was returned."""
        return self.mends is None or field in self.mends.fields


@dataclass(repr=False)
class SpellDraft:
    """One spell of work so far."""

    employer: str | None = None
    since: Month | None = None
    until: Month | Present | None = None

    @property
    def end(self) -> Month | None:
        """The last month; None = to this day."""
        return self.until if isinstance(self.until, Month) else None


def given(value: T | None) -> T:
    """An answer that has been given. Raises ValueError where it has not."""
    if value is None:
        raise ValueError("not answered yet")
    return value


def draft_of(application: Application, target: Target) -> Draft:
    """A returned application as a draft."""
    stated = application.particulars
    identity, schooling, prior = stated.identity, stated.schooling, stated.prior
    draft = Draft(
        offer=target,
        name=identity.name,
        id_kind=identity.kind,
        id_number=identity.number,
        born_on=identity.born_on,
        sex=identity.sex,
        phone=stated.phone,
        education=schooling.education,
        related_major=schooling.related_major,
        graduated=_graduated(schooling),
        work=stated.spells,
        prior_level=prior.level if prior else 0,
        prior_number=prior.number if prior else None,
        prior_on=prior.issued_on if prior else None,
        # An enrolment that was joined has none yet: empty in the record, a question in the dialogue.
        photo=stated.photo or None,
    )
    draft.mends = Mending(given(application.id), application.version, application.findings)
    return draft


def _graduated(schooling: Schooling) -> Month | Studying:
    return schooling.graduated or (Studying.FINAL_YEAR if schooling.final_year else Studying.EARLIER)
