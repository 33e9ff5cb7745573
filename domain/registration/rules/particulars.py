"""All that a candidate states, looked at as a whole: at submission nothing is taken on trust from the dialogue."""

from __future__ import annotations

from datetime import date

from domain.registration.model import Field, Flag, Particulars
from domain.registration.refusals import DateInFuture, FieldNotReturned
from domain.registration.rules.certificates import certificate_flags
from domain.registration.rules.contact import phone
from domain.registration.rules.identity import check_identity
from domain.registration.rules.work_history import check_spells


def check_particulars(particulars: Particulars, today: date) -> frozenset[Flag]:
    """Raise the refusal of the first statement that cannot be; return what a reviewer should look at."""
    check_identity(particulars.identity)
    phone(particulars.phone)
    prior = particulars.prior
    if prior is not None and prior.issued_on > today:
        raise DateInFuture(prior.issued_on, today)
    return _check_spells(particulars, today) | certificate_flags(prior)


def _check_spells(particulars: Particulars, today: date) -> frozenset[Flag]:
    graduated = particulars.schooling.graduated
    return check_spells(particulars.spells, particulars.identity.born_on, graduated, today)


def changed_fields(before: Particulars, after: Particulars) -> tuple[Field, ...]:
    """The fields in which the two differ, in the order of the dialogue."""
    was, now = _by_field(before), _by_field(after)
    return tuple(field for field in Field if was[field] != now[field])


def _by_field(particulars: Particulars) -> dict[Field, object]:
    identity = particulars.identity
    return {
        Field.NAME: identity.name,
        Field.ID_NUMBER: (identity.kind, identity.number, identity.born_on, identity.sex),
        Field.PHONE: particulars.phone,
        Field.EDUCATION: particulars.schooling,
        Field.WORK: particulars.spells,
        Field.PRIOR: particulars.prior,
        Field.PHOTO: particulars.photo,
    }


def check_mended(before: Particulars, after: Particulars, returned: frozenset[Field]) -> None:
    """Only returned fields change: the others were reviewed as they are. Raises `FieldNotReturned`."""
    other = tuple(field for field in changed_fields(before, after) if field not in returned)
    if other:
        raise FieldNotReturned(other)
