"""Who takes part: persons, the roles they hold, their consents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.actor import Role
from domain.language import OFFICIAL


class ConsentKind(StrEnum):
    """What is consented to, each by itself (facts §12: separate consent)."""

    TERMS = "terms"
    ID_NUMBER = "id_number"
    PHOTO = "photo"
    CROSS_BORDER = "cross_border"


@dataclass(eq=False)
class Person:
    """Somebody who talks to the centre. `chat_id` is the private chat; `shown_name` what the chat calls them."""

    chat_id: int
    shown_name: str
    language: str = OFFICIAL
    created_at: datetime | None = None
    reachable: bool = True
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(eq=False)
class Grant:
    """A staff role held by a person from `granted_at` until `withdrawn_at`."""

    person_id: int
    role: Role
    granted_at: datetime
    withdrawn_at: datetime | None = None
    id: int = field(init=False, repr=False)  # none before it is stored


@dataclass(eq=False)
class Consent:
    """A consent given: kind, version of the text shown, its SHA-256 in hex, and when; `withdrawn_at` ends it."""

    person_id: int
    kind: ConsentKind
    text_version: str
    text_hash: str
    given_at: datetime
    withdrawn_at: datetime | None = None
    id: int = field(init=False, repr=False)  # none before it is stored


@dataclass(frozen=True)
class RolesChanged:
    """To a person whose staff roles were granted or withdrawn."""
