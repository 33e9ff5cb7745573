"""Why what somebody states about themselves is refused: identity, name, telephone (facts §2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.registration.model import IdKind, Sex
from domain.registration.refusals.kind import RegistrationRefusal


@dataclass(eq=False)
class WrongLength(RegistrationRefusal):
    """A resident number has `expected` characters, this one `length`."""

    length: int
    expected: int = 18


@dataclass(eq=False)
class WrongChecksum(RegistrationRefusal):
    """The last character does not follow from the others: one of them is mistyped."""

    example: str


@dataclass(eq=False)
class WrongIdFormat(RegistrationRefusal):
    """Not a number of this kind of paper."""

    kind: IdKind
    example: str


@dataclass(eq=False)
class OldIdNumber(RegistrationRefusal):
    """A number of the old 15-digit identity card."""

    expected: int = 18


@dataclass(eq=False)
class UnknownRegion(RegistrationRefusal):
    """No province has this number (the first digits of a resident number)."""

    digits: str


@dataclass(eq=False)
class ImpossibleBirthOnId(RegistrationRefusal):
    """Digits 7-14 of a resident number are no day of the calendar."""

    digits: str


@dataclass(eq=False)
class TooYoung(RegistrationRefusal):
    """Younger than `min_age` on the day that counts, `on`."""

    age: int
    min_age: int
    on: date


@dataclass(eq=False)
class BirthContradictsId(RegistrationRefusal):
    """The stated date of birth is not the one in the number."""

    stated: date
    on_id: date


@dataclass(eq=False)
class SexContradictsId(RegistrationRefusal):
    """The stated sex is not the one in the number."""

    stated: Sex
    on_id: Sex


@dataclass(eq=False)
class NameNotPrintable(RegistrationRefusal):
    """The certificate's font has no picture for these characters."""

    characters: tuple[str, ...]


@dataclass(eq=False)
class NameTooLong(RegistrationRefusal):
    """More characters than a certificate has room for."""

    length: int
    limit: int


@dataclass(eq=False)
class NameFormat(RegistrationRefusal):
    """Not a name; `characters` are those that no name has (empty: too short, or scripts are mixed)."""

    characters: tuple[str, ...] = ()


@dataclass(eq=False)
class WrongPhone(RegistrationRefusal):
    """Not a mobile number of mainland China."""

    example: str


@dataclass(eq=False)
class EmployerFormat(RegistrationRefusal):
    """Not an employer's name: `shortest` to `longest` characters, of those that names have."""

    shortest: int
    longest: int
    characters: tuple[str, ...] = ()
