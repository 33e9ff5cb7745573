"""Occupation standards as data, and the batches opened from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.language import Words


class Part(StrEnum):
    """Exam parts (facts §1.4)."""

    THEORY = "theory"
    PRACTICAL = "practical"
    REVIEW = "review"


class School(StrEnum):
    """What a graduate's school counts as, for the clauses (facts §1.3)."""

    NONE = "none"
    SECONDARY_VOCATIONAL = "secondary_vocational"  # 中等职业学校 / 中专
    TECHNICAL = "technical"  # 技工学校
    SENIOR_TECHNICAL = "senior_technical"  # 高级技工学校 / 技师学院 高级工班
    HIGHER_VOCATIONAL = "higher_vocational"  # 高等职业学校 / 大专
    UNIVERSITY = "university"  # 普通高校 本科及以上


@dataclass(frozen=True)
class Clause:
    """One eligibility condition (申报条件): all that is set must hold; a level is open by any of its clauses.

    Years and months of work count 本职业或相关职业, from the spells; `*_months` are whole months (facts §1.3).
    """

    id: str
    text: Words
    min_age: int | None = None
    work_months: int | None = None
    prior_level: int | None = None
    work_months_after_prior: int | None = None
    prior_held_months: int | None = None
    schools: frozenset[School] = frozenset()
    related_major: bool = False
    continuous: bool = False
    by_document: str | None = None  # a route that only staff can accept by a document (title, apprenticeship, …)


@dataclass(frozen=True)
class Criterion:
    """One item of the practical's sheet: at most `full` points; a broken `veto` (★) fails the part (facts §1.4)."""

    id: str
    text: Words
    full: int
    veto: bool = False


@dataclass(frozen=True)
class Material:
    """What a practical needs of one thing: so many for each candidate, so many for the room (facts §8, §9)."""

    code: str
    name: Words
    unit: Words
    per_candidate: int = 0
    per_room: int = 0


@dataclass(frozen=True)
class Ratios:
    """How many staff a sitting of n candidates needs (facts §1.5): one per so many, and at least."""

    candidates_per_invigilator: int = 15
    least_invigilators: int = 2
    candidates_per_examiner: int = 5
    least_examiners: int = 3


@dataclass(frozen=True)
class LevelStandard:
    """One level of one occupation: parts, minutes, pass mark, fees in fen, clauses (facts §1.3–1.5, §2.6).

    `criteria` are the sheet of the practical (their `full` sum to 100), `materials` what it uses.
    """

    level: int
    parts: tuple[Part, ...]
    minutes: dict[Part, int]
    clauses: tuple[Clause, ...]
    fees_fen: dict[str, int] = field(default_factory=dict)
    pass_mark: int = 60
    criteria: tuple[Criterion, ...] = ()
    materials: tuple[Material, ...] = ()
    ratios: Ratios = field(default_factory=Ratios)


@dataclass(frozen=True)
class PhotoProfile:
    """What a photo must be (facts §2.3): pixels, aspect, bytes, background."""

    id: str
    text: Words
    width: int
    height: int
    min_bytes: int = 5_000
    max_bytes: int = 10_000_000
    aspect_tolerance: float = 0.02
    white_from: int = 225  # mean of each channel of the border, 0–255
    max_pixels: int = 40_000_000
    formats: tuple[str, ...] = ("JPEG",)


@dataclass(frozen=True)
class Standard:
    """An edition of an occupation's standard. Key = (code, edition): codes change between editions (facts §1.2)."""

    code: str
    name: Words
    edition: str
    levels: dict[int, LevelStandard]
    photo: PhotoProfile
    related: tuple[str, ...] = ()


class BatchStatus(StrEnum):
    """Where a batch stands in the workflow (facts §0), in order; the last two are aside of it."""

    DRAFT = "draft"
    REGISTRATION_OPEN = "registration_open"  # the notice is out
    REGISTRATION_CLOSED = "registration_closed"  # and every application is decided
    ARRANGED = "arranged"
    TICKETS_ISSUED = "tickets_issued"
    IN_EXAM = "in_exam"
    MARKING = "marking"
    SUMMARISED = "summarised"
    AUDITED = "audited"
    RELEASED = "released"  # 公示
    CERTIFIED = "certified"
    ARCHIVED = "archived"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@dataclass(eq=False)
class Batch:
    """A batch (批次): one occupation, its levels, frozen edition, and its dates (UTC instants; exam by local date)."""

    year: int
    number: int
    occupation: str
    edition: str
    levels: tuple[int, ...]
    opens_at: datetime
    closes_at: datetime
    exam_on: date
    status: BatchStatus = BatchStatus.REGISTRATION_OPEN
    places: int | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(frozen=True)
class Offer:
    """One level of one open batch that a candidate may register for."""

    batch_id: int
    level: int
    occupation: str
    name: Words
    edition: str
    year: int
    number: int
    closes_at: datetime
    exam_on: date
