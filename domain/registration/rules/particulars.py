"""All that a candidate states, looked at as a whole: at submission nothing is taken on trust from the dialogue."""

from __future__ import annotations

from datetime import date

from domain.registration.model import Field, Flag, Particulars
from domain.registration.refusals import FieldNotReturned
from domain.registration.statements import STATEMENTS


def check_particulars(particulars: Particulars, today: date) -> frozenset[Flag]:
    """Raise the refusal of the first statement that cannot be; return what a reviewer should look at."""
    flags: set[Flag] = set()
    for statement in STATEMENTS:
        if statement.check is not None:
            flags |= set(statement.check(particulars, today) or ())
    return frozenset(flags)


def changed_fields(before: Particulars, after: Particulars) -> tuple[Field, ...]:
    """The fields in which the two differ, in the order of the dialogue."""
    return tuple(
        statement.field
        for statement in STATEMENTS
        if statement.field is not None and statement.stated(before) != statement.stated(after)
    )


def check_mended(before: Particulars, after: Particulars, returned: frozenset[Field]) -> None:
    """Only returned fields change: the others were reviewed as they are. Raises `FieldNotReturned`."""
    other = tuple(field for field in changed_fields(before, after) if field not in returned)
    if other:
        raise FieldNotReturned(other)
