"""What a candidate states, each declared once: its place, its check, its columns in a table (facts §2.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.registration import columns, tables
from domain.registration.columns import Cells, Column
from domain.registration.model import Field, Flag, Particulars
from domain.registration.refusals import DateInFuture
from domain.registration.rules import certificates, contact, identity, names, work_history
from domain.registration.words import LEVELS


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing stated: `name` is its place in the particulars, unless `of` finds it; `field` is what is returned.

    `brief` says it as it may be shown, empty where nothing is stated; None where the texts have words of their own.
    `read` takes it from its `columns` of a table; `check` looks at it at submission, where nothing is taken on trust
    from the dialogue, and may give flags; `supplies` are needs of a clause (`Shortfall.needs`) that it could meet.
    """

    name: str
    field: Field | None
    of: Callable[[Particulars], object] | None = None
    brief: Callable[[Particulars], str] | None = None
    check: Callable[[Particulars, date], Iterable[Flag] | None] | None = None
    columns: tuple[Column, ...] = ()
    read: Callable[[Cells], Any] | None = None
    supplies: frozenset[str] = frozenset()

    def stated(self, particulars: Particulars) -> object:
        """What is stated, as it is compared."""
        return self.of(particulars) if self.of else getattr(particulars, self.name)


def _holder(stated: Particulars) -> tables.Holder:
    identity_ = stated.identity
    return identity_.kind, identity_.number, identity_.born_on, identity_.sex


def _check_spells(stated: Particulars, today: date) -> Iterable[Flag]:
    return work_history.check_spells(stated.spells, stated.identity.born_on, stated.schooling.graduated, today)


def _check_prior(stated: Particulars, today: date) -> Iterable[Flag]:
    if stated.prior is not None and stated.prior.issued_on > today:
        raise DateInFuture(stated.prior.issued_on, today)
    return certificates.certificate_flags(stated.prior)


def _check_identity(stated: Particulars, _today: date) -> None:
    identity.check_identity(stated.identity)


def _check_phone(stated: Particulars, _today: date) -> None:
    contact.phone(stated.phone)


# In the order of the dialogue and of the table's columns.
STATEMENTS: tuple[Statement, ...] = (
    Statement(
        name="name",
        field=Field.NAME,
        of=lambda stated: stated.identity.name,
        brief=lambda stated: stated.identity.name,
        columns=(columns.NAME,),
        read=lambda cells: cells.needed(columns.NAME, lambda text: names.name(text, cells.printable)),
    ),
    Statement(
        name="holder",
        field=Field.ID_NUMBER,
        of=_holder,
        check=_check_identity,
        columns=(columns.ID_KIND, columns.ID_NUMBER, columns.SEX, columns.BORN_ON),
        read=tables.holder,
    ),
    Statement(
        name="phone",
        field=Field.PHONE,
        check=_check_phone,
        columns=(columns.PHONE,),
        read=lambda cells: cells.needed(columns.PHONE, contact.phone),
    ),
    # What is applied for is no part of the particulars: nobody returns it.
    Statement(
        name="level",
        field=None,
        columns=(columns.LEVEL,),
        read=lambda cells: cells.needed(columns.LEVEL, cells.one_of(LEVELS)),
    ),
    Statement(
        name="schooling",
        field=Field.EDUCATION,
        columns=(columns.EDUCATION, columns.MAJOR, columns.GRADUATED),
        read=tables.schooling,
        supplies=frozenset({"school", "major"}),
    ),
    Statement(
        name="spells",
        field=Field.WORK,
        check=_check_spells,
        columns=tuple(column for spell in columns.SPELLS for column in spell),
        read=tables.spells,
        supplies=frozenset({"work", "work_after_prior"}),
    ),
    Statement(
        name="prior",
        field=Field.PRIOR,
        check=_check_prior,
        columns=(columns.PRIOR_LEVEL, columns.PRIOR_NUMBER, columns.PRIOR_ON),
        read=tables.prior,
        supplies=frozenset({"prior"}),
    ),
    Statement(name="photo", field=Field.PHOTO),
)
COLUMNS: tuple[Column, ...] = tuple(column for statement in STATEMENTS for column in statement.columns)


def in_brief(particulars: Particulars) -> Sequence[tuple[Field, str | None]]:
    """Each field with what is stated in short; None where the texts have words of their own for it."""
    return [
        (statement.field, statement.brief(particulars) if statement.brief else None)
        for statement in STATEMENTS
        if statement.field is not None
    ]
