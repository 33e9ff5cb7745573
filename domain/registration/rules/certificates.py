"""The certificate that a candidate already holds in the occupation (facts §6.1, §6.2)."""

from __future__ import annotations

import re
from datetime import date

from domain.registration.model import Flag, PriorCertificate
from domain.registration.refusals import CertificateNumberFormat, HigherHeld
from domain.registration.rules.dates import past_date
from domain.registration.rules.typed import compact

NUMBER_EXAMPLE = "S000044000123265000017"
_LEVEL_CERTIFICATE = re.compile(r"[YSJ]\d{4}\d{2}\d{6}(?P<year>\d{2})(?P<level>[1-5])\d{6}")
_QUALIFICATION = re.compile(r"(?P<year>\d{2})\d{8}(?P<level>[1-5])\d{5}")
# Provinces and industries issued other schemes before 2019; a reviewer looks at those.
_ANY_NUMBER = re.compile(r"(?=.*\d)[A-Z0-9-]{6,30}")


def prior_certificate(level: int, number: str, issued_on: str, today: date) -> PriorCertificate:
    """The certificate from what was typed.

    Raises `CertificateNumberFormat`, `DateFormat`, `DateInFuture`.
    """
    return PriorCertificate(level, certificate_number(number), past_date(issued_on, today))


def certificate_number(text: str) -> str:
    """The number, upper case without spaces. Numbers of unknown schemes are taken as they are: 6 to 30 characters.

    Raises `CertificateNumberFormat`.
    """
    number = compact(text)
    if not number.isascii() or not _ANY_NUMBER.fullmatch(number):
        raise CertificateNumberFormat(NUMBER_EXAMPLE)
    return number


def certificate_flags(prior: PriorCertificate | None) -> frozenset[Flag]:
    """What a reviewer should look at: an unknown scheme, or a level that is not the one in the number."""
    if prior is None:
        return frozenset()
    # There is no check digit (facts §6.1): all that the number itself can tell is its scheme and its level.
    known = _LEVEL_CERTIFICATE.fullmatch(prior.number) or _QUALIFICATION.fullmatch(prior.number)
    if known is None:
        return frozenset({Flag.CERTIFICATE_NUMBER_UNUSUAL})
    return frozenset() if int(known["level"]) == prior.level else frozenset({Flag.CERTIFICATE_LEVEL_DIFFERS})


def check_not_held(prior: PriorCertificate | None, wanted: int) -> None:
    """Nobody applies for a level that they hold, or for a lower one (facts §2.2; 1 is the highest).

    Raises `HigherHeld`.
    """
    if prior is not None and prior.level <= wanted:
        raise HigherHeld(prior.level, wanted)
