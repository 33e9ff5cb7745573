"""An application (报名), what it states, and what its review decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import total_ordering

from domain.people import Role
from domain.standards import School


class IdKind(StrEnum):
    """Papers accepted (facts §2.1, §3.2)."""

    RESIDENT = "resident"  # 居民身份证
    PASSPORT = "passport"  # 护照
    HK_MACAU = "hk_macau"  # 港澳居民来往内地通行证
    TAIWAN = "taiwan"  # 台湾居民来往大陆通行证
    FOREIGN_RESIDENT = "foreign_resident"  # 外国人永久居留身份证


class Sex(StrEnum):
    """As on the identity paper."""

    MALE = "male"
    FEMALE = "female"


class Education(StrEnum):
    """文化程度, highest first (facts §2.1)."""

    POSTGRADUATE = "postgraduate"
    BACHELOR = "bachelor"
    COLLEGE = "college"  # 大专
    TECHNICAL_SENIOR = "technical_senior"  # 高级技工学校 / 技师学院
    SECONDARY_VOCATIONAL = "secondary_vocational"  # 中专 / 职高
    TECHNICAL = "technical"  # 技校
    HIGH_SCHOOL = "high_school"
    MIDDLE_SCHOOL = "middle_school"
    PRIMARY = "primary"


@total_ordering
@dataclass(frozen=True)
class Month:
    """A calendar month, as work history counts."""

    year: int
    month: int

    def __lt__(self, other: Month) -> bool:
        return (self.year, self.month) < (other.year, other.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def ordinal(self) -> int:
        """Months since year 0, for differences."""
        return self.year * 12 + self.month - 1

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that a day lies in."""
        return cls(day.year, day.month)


@dataclass(frozen=True)
class WorkSpell:
    """One spell of work in this or a related occupation; `until` None = to this day (至今). Both months count."""

    employer: str
    since: Month
    until: Month | None = None


@dataclass(frozen=True)
class PriorCertificate:
    """A certificate held in this occupation: its level, number and date of issue."""

    level: int
    number: str
    issued_on: date


@dataclass(frozen=True)
class Identity:
    """Who the candidate is by the paper."""

    name: str
    kind: IdKind
    number: str
    born_on: date
    sex: Sex

    def __repr__(self) -> str:
        return f"Identity({self.kind}, …{self.number[-4:]})"


@dataclass(frozen=True)
class Schooling:
    """Highest education; `related_major` and `graduated` only where the education has a major.

    `graduated` None = still in school.
    """

    education: Education
    related_major: bool = False
    graduated: Month | None = None
    final_year: bool = False  # 应届: counts as graduate (facts §1.3 †)


@dataclass(frozen=True)
class Particulars:
    """All that a candidate states; sealed at rest as one value."""

    identity: Identity
    phone: str
    schooling: Schooling
    spells: tuple[WorkSpell, ...]
    prior: PriorCertificate | None
    photo: str  # SHA-256 (hex) of the stored file


class Field(StrEnum):
    """What a reviewer may return for mending, and a candidate may edit; one per step of the dialogue."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EDUCATION = "education"
    WORK = "work"
    PRIOR = "prior"
    PHOTO = "photo"


class Status(StrEnum):
    """States of an application (facts §2.5)."""

    SUBMITTED = "submitted"  # waits for the first review
    FIRST_PASSED = "first_passed"  # waits for the second review
    RETURNED = "returned"  # 补正
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


FINAL = frozenset({Status.APPROVED, Status.REJECTED, Status.WITHDRAWN})

REVIEWER_OF: dict[Status, Role] = {
    Status.SUBMITTED: Role.FIRST_REVIEWER,
    Status.FIRST_PASSED: Role.SECOND_REVIEWER,
}


class Flag(StrEnum):
    """What a reviewer should look at; none of these refuses anything by itself (facts §1.3, §2.4)."""

    WORK_BEFORE_GRADUATION = "work_before_graduation"
    NO_WORK_SINCE_GRADUATION = "no_work_since_graduation"
    CERTIFICATE_NUMBER_UNUSUAL = "certificate_number_unusual"
    CERTIFICATE_LEVEL_DIFFERS = "certificate_level_differs"


@dataclass(frozen=True)
class Finding:
    """Why a field is returned, or an application rejected: a `Reason` of the list, and free words if given."""

    field: Field | None
    reason: str
    note: str = ""


@dataclass(frozen=True)
class Shortfall:
    """What one unmet clause lacks."""

    clause_id: str
    months_short: int = 0
    months_have: int = 0
    months_needed: int = 0
    needs: str = ""  # "work" | "prior" | "work_after_prior" | "prior_held" | "school" | "major" | "age" | "document"


@dataclass(frozen=True)
class Verdict:
    """Eligibility of the particulars for one level: the clause met, or the nearest shortfalls (nearest first)."""

    clause_id: str | None
    months: int  # months of work counted in all
    months_after_prior: int | None = None
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def eligible(self) -> bool:
        """Whether a clause is met."""
        return self.clause_id is not None


@dataclass(eq=False)
class Application:
    """A candidate's application for one level of one batch."""

    person_id: int
    batch_id: int
    level: int
    particulars: Particulars
    id_index: bytes  # blind index of the paper's number, for look-up
    clause_id: str
    submitted_at: datetime
    status: Status = Status.SUBMITTED
    findings: tuple[Finding, ...] = ()
    returns: int = 0
    due_at: datetime | None = None  # end of the time to mend
    decided_at: datetime | None = None
    first_reviewer_id: int | None = None
    second_reviewer_id: int | None = None
    claimed_by: int | None = None
    claimed_until: datetime | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1

    @property
    def awaits(self) -> Role | None:
        """The role whose review it waits for; None when it waits for none."""
        return REVIEWER_OF.get(self.status)


@dataclass(frozen=True)
class Claim:
    """An application taken in hand: by which reviewer, at what moment, until when."""

    by: int
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Policy:
    """Settings of registration and review with their defaults (facts §2.5 {cfg})."""

    review_levels: int = 2
    max_returns: int = 3
    mend_working_days: int = 3
    claim_minutes: int = 10
    min_age: int = 16
    review_working_days: int = 3


@dataclass(frozen=True)
class ApplicationEvent:
    """Something that happened to an application, told to a person's chat (ids only, never values)."""

    application_id: int


@dataclass(frozen=True)
class Submitted(ApplicationEvent):
    """To reviewers: something waits."""


@dataclass(frozen=True)
class Returned(ApplicationEvent):
    """To the candidate: fields to mend."""


@dataclass(frozen=True)
class MendingDue(ApplicationEvent):
    """To the candidate, a day before the time to mend ends."""


@dataclass(frozen=True)
class Approved(ApplicationEvent):
    """To the candidate: approved in full."""


@dataclass(frozen=True)
class Rejected(ApplicationEvent):
    """To the candidate: final no, with reasons."""


SCHOOL_OF: dict[Education, School] = {
    Education.POSTGRADUATE: School.UNIVERSITY,
    Education.BACHELOR: School.UNIVERSITY,
    Education.COLLEGE: School.HIGHER_VOCATIONAL,
    Education.TECHNICAL_SENIOR: School.SENIOR_TECHNICAL,
    Education.SECONDARY_VOCATIONAL: School.SECONDARY_VOCATIONAL,
    Education.TECHNICAL: School.TECHNICAL,
    Education.HIGH_SCHOOL: School.NONE,
    Education.MIDDLE_SCHOOL: School.NONE,
    Education.PRIMARY: School.NONE,
}
