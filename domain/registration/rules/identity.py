"""Numbers of identity papers, and what a resident number says about its holder (facts §2.1, §2.2)."""

from __future__ import annotations

import re
from datetime import date

from stdnum.cn import ric

from domain.registration.model import Identity, IdKind, Sex
from domain.registration.refusals import (
    BirthContradictsId,
    ImpossibleBirthOnId,
    OldIdNumber,
    SexContradictsId,
    TooYoung,
    UnknownRegion,
    WrongChecksum,
    WrongIdFormat,
    WrongLength,
)
from domain.registration.rules.dates import age, past_date
from domain.registration.rules.typed import compact

RESIDENT_LENGTH = 18
_OLD_LENGTH = 15
EXAMPLES: dict[IdKind, str] = {
    IdKind.RESIDENT: "11010519491231002X",
    IdKind.PASSPORT: "E12345678",
    IdKind.HK_MACAU: "H12345678",
    IdKind.TAIWAN: "12345678",
    IdKind.FOREIGN_RESIDENT: "CHN110185010101",
}
_OTHER_PAPERS: dict[IdKind, re.Pattern[str]] = {
    IdKind.PASSPORT: re.compile(r"(?=.*\d)[A-Z0-9]{6,12}"),
    IdKind.HK_MACAU: re.compile(r"[HM]\d{8}(?:\d{2})?"),
    IdKind.TAIWAN: re.compile(r"\d{8}(?:\d{2}(?:[A-Z]|\([A-Z]\))?)?"),
    IdKind.FOREIGN_RESIDENT: re.compile(r"[A-Z]{3}\d{12}|9\d{16}[0-9X]"),
}
# GB/T 2260; 81-83 stand in the residence permits of people from Hong Kong, Macau and Taiwan.
_PROVINCES = frozenset(
    str(first)
    for region in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
    for first in region
)


def identity_number(kind: IdKind, text: str) -> str:
    """The number, upper case without spaces.

    Resident numbers are checked in full (GB 11643): raises `OldIdNumber`, `WrongLength`, `WrongIdFormat`,
    `WrongChecksum`, `UnknownRegion`, `ImpossibleBirthOnId`. Of other papers only the form is known: `WrongIdFormat`.
    """
    number = re.sub(r"[-.·]", "", compact(text))
    if kind is IdKind.RESIDENT:
        return _resident_number(number)
    pattern = _OTHER_PAPERS[kind]
    if not number.isascii() or not pattern.fullmatch(number):
        raise WrongIdFormat(kind, EXAMPLES[kind])
    if kind is IdKind.FOREIGN_RESIDENT and len(number) == RESIDENT_LENGTH:
        _check_last(number, kind)
    return number


def _resident_number(number: str) -> str:
    # Asked first: whoever types the number of an old card should read that, not that three digits are missing.
    if re.fullmatch(rf"[0-9]{{{_OLD_LENGTH}}}", number):
        raise OldIdNumber
    if not re.fullmatch(r"[0-9]*[0-9X]", number):
        raise WrongIdFormat(IdKind.RESIDENT, EXAMPLES[IdKind.RESIDENT])
    if len(number) != RESIDENT_LENGTH:
        raise WrongLength(len(number), RESIDENT_LENGTH)
    # The check digit before the rest: it finds one wrong digit and neighbours swapped, which most mistakes are.
    _check_last(number, IdKind.RESIDENT)
    if number[:2] not in _PROVINCES:
        raise UnknownRegion(number[:2])
    born_on(number)
    return number


def _check_last(number: str, kind: IdKind) -> None:
    if ric.calc_check_digit(number) != number[-1]:
        raise WrongChecksum(EXAMPLES[kind])


def born_on(number: str) -> date:
    """The date of birth in an 18-digit number. Raises `ImpossibleBirthOnId`."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise ImpossibleBirthOnId(number[6:14]) from None


def sex_of(number: str) -> Sex:
    """The sex in an 18-digit number: its 17th digit is odd for men."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def says_birth_and_sex(kind: IdKind) -> bool:
    """Whether this paper's number holds date of birth and sex, so that neither needs asking."""
    return kind is IdKind.RESIDENT


def birth_date(text: str, number: str | None, today: date) -> date:
    """The date of birth typed; with a resident `number` it must be the one in it.

    Raises `DateFormat`, `DateInFuture`, `BirthContradictsId`.
    """
    stated = past_date(text, today)
    if number is not None and stated != born_on(number):
        raise BirthContradictsId(stated, born_on(number))
    return stated


def resident(name: str, number: str) -> Identity:
    """The identity by a resident card, from its holder's name and its checked number."""
    return Identity(name, IdKind.RESIDENT, number, born_on(number), sex_of(number))


def check_identity(identity: Identity) -> None:
    """Number, date of birth and sex agree (facts §2.2).

    Raises what `identity_number` raises, `BirthContradictsId`, `SexContradictsId`.
    """
    number = identity_number(identity.kind, identity.number)
    if not says_birth_and_sex(identity.kind):
        return
    if identity.born_on != born_on(number):
        raise BirthContradictsId(identity.born_on, born_on(number))
    if identity.sex != sex_of(number):
        raise SexContradictsId(identity.sex, sex_of(number))


def check_age(born: date, on: date, min_age: int) -> None:
    """Old enough on the reference date (facts §2.2). Raises `TooYoung`."""
    if age(born, on) < min_age:
        raise TooYoung(age(born, on), min_age, on)
