"""Preparing the certificates of a batch: everybody who passed gets the next official number (facts §6.1)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from domain.certificates.entitling import check_ready, prospect
from domain.certificates.model import Certificate, CertificatesPrepared
from domain.certificates.numbers import Body, number_of, series_key
from domain.certificates.refusals import NameNotDrawable, NothingToPrepare
from domain.certificates.rules import printed_for, undrawable
from domain.local import local_date
from domain.people import Action, Actor, Role, require
from domain.standards import BatchStatus, check_next

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.certificates.store import CertificatesWork
    from domain.registration import Application


@dataclass(frozen=True)
class Prepare:
    """A batch whose certificates are to be prepared; `printable` holds the code points that the font can draw."""

    batch_id: int
    printable: Container[int]


async def prepare(work: CertificatesWork, actor: Actor, command: Prepare) -> Sequence[Certificate]:
    """Number a certificate for everybody who passed and has none; those whose names cannot be drawn wait.

    Raises `OutOfOrder`, `NotReleased`, `StillPublic`, `ChecksOpen`, `NameNotDrawable`, `NothingToPrepare`,
    `SeriesFull`.
    """
    require(actor, Action.PREPARE_CERTIFICATES)
    batch = await work.standards.batch(command.batch_id)
    check_next(batch, BatchStatus.CERTIFIED)
    await check_ready(work, command.batch_id)
    found = await prospect(work, command.batch_id, command.printable)
    if not found.due:
        # Only when nobody else is left: one rare character must not hold up two hundred people.
        _refuse(found.undrawable, command.printable)
    made = await _numbered(work, actor, found.due)
    work.audit(
        actor,
        "certificates.prepared",
        f"batch:{batch.id}",
        count=len(made),
        first=made[0].number,
        last=made[-1].number,
    )
    work.tell_role(Role.DIRECTOR, CertificatesPrepared(command.batch_id))
    return made


def _refuse(unprintable: Sequence[Application], printable: Container[int]) -> None:
    if not unprintable:
        raise NothingToPrepare
    name = unprintable[0].particulars.identity.name
    raise NameNotDrawable(name, undrawable(name, printable))


async def _numbered(work: CertificatesWork, actor: Actor, due: Sequence[Application]) -> Sequence[Certificate]:
    """The series of each level is held last and for the shortest time, always in the order of levels."""
    body, today = work.settings_of(Body), local_date(work.now)
    batch = await work.standards.batch(due[0].batch_id)
    standard = work.standards.standard(batch.occupation, batch.edition)
    made = []
    for level, group in groupby(due, key=lambda each: each.level):
        key = series_key(body, today.year, level)
        # Locked until the commit: a number is given once, and a rollback gives it back, so there are no gaps.
        series = await work.certificates.series(key)
        for one in group:
            number = number_of(key, series.last + 1)
            series.last += 1
            printed = printed_for(one, standard, body, today)
            whose = (batch.id, one.id, one.person_id)
            made.append(Certificate(number, work.new_token(), *whose, printed, actor.person_id, work.now))
            work.certificates.add(made[-1])
    await work.certificates.flush()
    return made
