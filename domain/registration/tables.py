"""How a statement of several cells is read from a table of candidates (facts §2.1, §2.2)."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from domain.registration import columns
from domain.registration.columns import Cells, Column
from domain.registration.model import SCHOOL_OF, IdKind, Month, PriorCertificate, Schooling, Sex, WorkSpell
from domain.registration.refusals import SexContradictsId
from domain.registration.rules import certificates, contact, dates, identity, typed, work_history
from domain.registration.words import EDUCATIONS, FINAL_YEAR, LEVELS, PAPERS, SEXES, STUDYING, YES_OR_NO
from domain.standards import School

Holder: TypeAlias = tuple[IdKind, str, date, Sex]
End: TypeAlias = tuple[Month | None]
TO_THIS_DAY: End = (None,)


def holder(cells: Cells) -> Holder | None:
    """Kind and number of the paper; date of birth and sex of its holder, also where the number says them."""
    kind = cells.optional(columns.ID_KIND, cells.one_of(PAPERS), IdKind.RESIDENT)
    if kind is None:
        return None
    number = cells.needed(columns.ID_NUMBER, lambda text: identity.identity_number(kind, text))
    if number is None:
        return None
    # What the number says need not be typed; if it is typed all the same, it must agree (facts §2.2).
    told = number if identity.says_birth_and_sex(kind) else None
    born_on, sex = _born_on(cells, told), _sex(cells, told)
    return None if born_on is None or sex is None else (kind, number, born_on, sex)


def _born_on(cells: Cells, number: str | None) -> date | None:
    def read(text: str) -> date:
        return identity.birth_date(text, number, cells.today)

    if number is None:
        return cells.needed(columns.BORN_ON, read)
    return cells.optional(columns.BORN_ON, read, identity.born_on(number))


def _sex(cells: Cells, number: str | None) -> Sex | None:
    def read(text: str) -> Sex:
        stated = cells.one_of(SEXES)(text)
        if number and stated is not identity.sex_of(number):
            raise SexContradictsId(stated, identity.sex_of(number))
        return stated

    return (
        cells.needed(columns.SEX, read)
        if number is None
        else cells.optional(columns.SEX, read, identity.sex_of(number))
    )


def schooling(cells: Cells) -> Schooling | None:
    """Education; with major and graduation where it has a major."""

    def graduation(text: str) -> Month | str:
        word = typed.compact(text)
        return word if word in {FINAL_YEAR, STUDYING} else dates.month(text, cells.today)

    education = cells.needed(columns.EDUCATION, cells.one_of(EDUCATIONS))
    if education is None or SCHOOL_OF[education] is School.NONE:
        return None if education is None else Schooling(education)
    related = cells.optional(columns.MAJOR, cells.one_of(YES_OR_NO), default=False)
    graduated = cells.needed(columns.GRADUATED, graduation)
    if related is None or graduated is None:
        return None
    month = graduated if isinstance(graduated, Month) else None
    return Schooling(education, related, month, final_year=graduated == FINAL_YEAR)


def spells(cells: Cells) -> tuple[WorkSpell, ...]:
    """The spells of work, in order of time; a blank end means to this day."""
    found = [_spell(cells, spell) for spell in columns.SPELLS if not cells.blank(*spell)]
    return tuple(sorted((spell for spell in found if spell), key=lambda spell: spell.since))


def _spell(cells: Cells, of: tuple[Column, Column, Column]) -> WorkSpell | None:
    def end(text: str) -> End:
        return (dates.end_month(text, cells.today),)

    employer = cells.needed(of[0], contact.employer)
    since = cells.needed(of[1], lambda text: dates.month(text, cells.today))
    # In a tuple: None is a fair answer (to this day), and must not look like a cell that was misread.
    until = cells.optional(of[2], end, TO_THIS_DAY)
    if employer is None or since is None or until is None:
        return None
    return cells.tried(of[2], lambda: work_history.spell(employer, since, until[0]))


def prior(cells: Cells) -> PriorCertificate | None:
    """The certificate held, if any."""
    if cells.blank(columns.PRIOR_LEVEL, columns.PRIOR_NUMBER, columns.PRIOR_ON):
        return None
    level = cells.needed(columns.PRIOR_LEVEL, cells.one_of(LEVELS))
    number = cells.needed(columns.PRIOR_NUMBER, certificates.certificate_number)
    issued_on = cells.needed(columns.PRIOR_ON, lambda text: dates.past_date(text, cells.today))
    return PriorCertificate(level, number, issued_on) if level and number and issued_on else None
