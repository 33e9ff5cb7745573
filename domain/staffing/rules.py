"""Who may serve in a sitting, and why somebody may not (facts §4). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from domain.local import local_date
from domain.planning import Sitting, StaffNeeded
from domain.staffing.model import SENIOR_LEVELS, Card, CardKind, Duty, DutyRole, DutyStatus
from domain.standards import Part

EXAMINING = frozenset({CardKind.EXAMINER, CardKind.SENIOR_EXAMINER})
LIVING = frozenset({DutyStatus.PROPOSED, DutyStatus.OFFERED, DutyStatus.ACCEPTED})
ENDED = frozenset(DutyStatus) - LIVING


class Bar(StrEnum):
    """Why a person may not serve in a sitting."""

    KIND = "kind"  # another kind of card
    OCCUPATION = "occupation"
    LEVEL = "level"
    EXPIRED = "expired"
    CANDIDATE = "candidate"  # registered for this batch too
    EMPLOYER = "employer"  # a candidate of the sitting works where they work
    DECLINED = "declined"


@dataclass(frozen=True)
class Ask:
    """A sitting as staff see it: what is examined, where its candidates work, who sits in the batch, who declined."""

    sitting: Sitting
    occupation: str
    employers: frozenset[str]
    candidates: frozenset[int]
    declined: frozenset[int] = frozenset()


def bar(card: Card, role: DutyRole, ask: Ask) -> Bar | None:
    """Why the holder may not do this in that sitting; None when they may (facts §4: scope, validity, recusal)."""
    day = local_date(ask.sitting.starts_at)
    if ask.candidates and card.person_id in ask.candidates:
        return Bar.CANDIDATE
    if card.person_id in ask.declined:
        return Bar.DECLINED
    # Both names were typed by somebody: width, case and blanks do not make them different companies.
    if card.employer and same_name(card.employer) in map(same_name, ask.employers):
        return Bar.EMPLOYER
    return _scope(card, role, ask, day)


def same_name(employer: str) -> str:
    """A name of a company without what people write now so, now so: width of letters, case, blanks."""
    return "".join(normalize("NFKC", employer).casefold().split())


def _scope(card: Card, role: DutyRole, ask: Ask, day: date) -> Bar | None:
    if card.valid_until < day:
        return Bar.EXPIRED
    if role is DutyRole.INVIGILATOR:
        return None if card.kind is CardKind.INVIGILATOR else Bar.KIND
    if card.kind not in EXAMINING:
        return Bar.KIND
    if card.occupations and ask.occupation not in card.occupations:
        return Bar.OCCUPATION
    senior = card.kind is CardKind.SENIOR_EXAMINER
    if ask.sitting.level not in card.levels or (ask.sitting.level in SENIOR_LEVELS and not senior):
        return Bar.LEVEL
    return None


def roles_needed(part: Part, needed: StaffNeeded) -> Sequence[tuple[DutyRole, int]]:
    """How many of each role; the leader is one of the examiners."""
    if part is Part.THEORY:
        return [(DutyRole.INVIGILATOR, needed.invigilators)]
    return [(DutyRole.INVIGILATOR, needed.invigilators), (DutyRole.EXAMINER, needed.examiners)]


def count(duties: Iterable[Duty], role: DutyRole, status: frozenset[DutyStatus] = LIVING) -> int:
    """How many duties of a role are in these states; the leader counts as an examiner."""
    roles = {role, DutyRole.LEADER} if role is DutyRole.EXAMINER else {role}
    return sum(duty.role in roles and duty.status in status for duty in duties)
