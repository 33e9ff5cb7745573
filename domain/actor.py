"""Who acts: decided once per turn, and known to every area."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from domain.language import OFFICIAL


class Role(StrEnum):
    """What a person is to the centre (facts §12). Every person is a candidate; staff roles are granted."""

    CANDIDATE = "candidate"
    FIRST_REVIEWER = "first_reviewer"
    SECOND_REVIEWER = "second_reviewer"
    PLANNER = "planner"
    INVIGILATOR = "invigilator"
    EXAMINER = "examiner"
    SCORE_CLERK = "score_clerk"
    SCORE_AUDITOR = "score_auditor"
    CERTIFICATE_OFFICER = "certificate_officer"
    ARCHIVIST = "archivist"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Actor:
    """Who acts, decided once per turn."""

    person_id: int
    chat_id: int
    name: str
    language: str = OFFICIAL
    roles: frozenset[Role] = field(default_factory=lambda: frozenset({Role.CANDIDATE}))

    @property
    def is_staff(self) -> bool:
        """Whether any staff role is held."""
        return bool(self.roles - {Role.CANDIDATE})
