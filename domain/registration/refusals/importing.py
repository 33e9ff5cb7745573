"""Why a table of candidates is not taken, or nobody can join by what he says (facts §2.1, §11)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.registration.refusals.kind import RegistrationRefusal


@dataclass(eq=False)
class WrongHeader(RegistrationRefusal):
    """The header row is not that of the template: columns missing, unknown, or there twice."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]


@dataclass(eq=False)
class NothingToImport(RegistrationRefusal):
    """No row is new."""


@dataclass(eq=False)
class EnrolmentLocked(RegistrationRefusal):
    """The digits of the paper were wrong so many times that the centre must look at it."""

    misses: int


@dataclass(eq=False)
class PhotoMissing(RegistrationRefusal):
    """An application without a photo cannot be reviewed."""
