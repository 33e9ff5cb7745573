"""Why a person's wish about roles and consents is refused; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.actor import Role
from domain.errors import Refusal
from domain.people.model import ConsentKind


@dataclass(eq=False)
class ConsentNeeded(Refusal):
    """Something may not be asked or kept before these consents are given (facts §12)."""

    area: ClassVar[str] = "people"
    kinds: tuple[ConsentKind, ...]


@dataclass(eq=False)
class NotAStaffRole(Refusal):
    """Everybody is a candidate; only staff roles are granted and withdrawn."""

    area: ClassVar[str] = "people"
    role: Role


@dataclass(eq=False)
class OwnRoles(Refusal):
    """Nobody grants themselves a role or takes one from themselves (facts §12, separation)."""

    area: ClassVar[str] = "people"
    role: Role
