"""Why a date, a month, a spell of work or a certificate is refused (facts §1.3, §6); months are shown as `2019-03`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.registration.refusals.kind import RegistrationRefusal


@dataclass(eq=False)
class MonthFormat(RegistrationRefusal):
    """Not a month."""

    example: str


@dataclass(eq=False)
class MonthInFuture(RegistrationRefusal):
    """A month after the current one, both as `2019-03`."""

    month: str
    current: str


@dataclass(eq=False)
class DateFormat(RegistrationRefusal):
    """Not a day."""

    example: str


@dataclass(eq=False)
class DateInFuture(RegistrationRefusal):
    """A day after today."""

    stated: date
    today: date


@dataclass(eq=False)
class SpellEndsBeforeStart(RegistrationRefusal):
    """A spell of work that ends before it begins, months as `2019-03`."""

    since: str
    until: str


@dataclass(eq=False)
class SpellsOverlap(RegistrationRefusal):
    """Two spells of work share time: employers and the shared months, as `2019-03`."""

    first: str
    second: str
    since: str
    until: str


@dataclass(eq=False)
class SpellBeforeSixteen(RegistrationRefusal):
    """Work that begins before the 16th birthday's month, `earliest`; months as `2019-03`."""

    employer: str
    since: str
    earliest: str


@dataclass(eq=False)
class TooManySpells(RegistrationRefusal):
    """More spells of work than a form holds."""

    limit: int


@dataclass(eq=False)
class CertificateNumberFormat(RegistrationRefusal):
    """Not a certificate number."""

    example: str
