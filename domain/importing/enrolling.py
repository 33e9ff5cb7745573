"""What a planner does with a table: ask whether they may, enrol the people in it, see who has not joined yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.importing.model import Enrolee, Enrolment
from domain.importing.refusals import NothingToImport
from domain.importing.state import Taken, taken
from domain.people import Action, Actor, require
from domain.registration.refusals import RegistrationClosed, RegistrationNotOpen
from domain.standards import Batch, is_open

if TYPE_CHECKING:
    from domain.importing.store import ImportingWork


@dataclass(frozen=True)
class Enrolled:
    """How many were enrolled anew, brought up to date, or left as they are (in the batch already)."""

    new: int = 0
    changed: int = 0
    known: int = 0


@dataclass(frozen=True)
class Roll:
    """Who is enrolled in a batch: all, and those who have not joined, so that no chat reaches them."""

    batch: Batch
    enrolments: Sequence[Enrolment]

    @property
    def waiting(self) -> Sequence[Enrolment]:
        """Those who have not joined."""
        return [each for each in self.enrolments if each.waits]


async def check_may_import(work: ImportingWork, actor: Actor, batch_id: int) -> Batch:
    """The batch, if the actor may enrol people in it now.

    Raises `Forbidden`, `RegistrationNotOpen`, `RegistrationClosed`.
    """
    require(actor, Action.IMPORT_APPLICATIONS)
    batch = await work.standards.batch(batch_id)
    if work.now < batch.opens_at:
        raise RegistrationNotOpen(batch.opens_at)
    if not is_open(batch, work.now):
        raise RegistrationClosed(min(batch.closes_at, work.now))
    return batch


async def enrol(work: ImportingWork, actor: Actor, batch_id: int, enrolees: Sequence[Enrolee]) -> Enrolled:
    """Enrol people whom `judge` found fit, all at once; who is in the batch already is never enrolled twice.

    Raises `NothingToImport`, `Outdated` (somebody enrols the same people at the same moment), and what
    `check_may_import` raises.
    """
    await check_may_import(work, actor, batch_id)
    if not enrolees:
        raise NothingToImport
    found = await taken(work, batch_id)
    deeds = [_enrol_one(work, _new(work, actor, batch_id, each), found) for each in enrolees]
    await work.importing.flush()
    done = Enrolled(*(deeds.count(deed) for deed in ("new", "changed", "known")))
    work.audit(actor, "applications.imported", f"batch:{batch_id}", **vars(done))
    return done


def _new(work: ImportingWork, actor: Actor, batch_id: int, enrolee: Enrolee) -> Enrolment:
    number, phone = Taken.indexes(work, enrolee.particulars)
    return Enrolment(batch_id, enrolee.level, enrolee.particulars, number, phone, work.now, actor.person_id)


def _enrol_one(work: ImportingWork, fresh: Enrolment, found: Taken) -> str:
    known = found.enrolments.get(fresh.id_index)
    if known is None and fresh.id_index not in found.registered:
        work.importing.add(fresh)
        return "new"
    # Whoever has joined answers for themselves: a table sent again does not change an application.
    if known is None or not known.waits or _says_the_same(known, fresh):
        return "known"
    known.level, known.particulars, known.phone_index = fresh.level, fresh.particulars, fresh.phone_index
    # Sending the row again also unlocks it: the planner has looked at the number anew.
    known.imported_at, known.imported_by, known.misses = fresh.imported_at, fresh.imported_by, 0
    return "changed"


def _says_the_same(known: Enrolment, fresh: Enrolment) -> bool:
    return (known.level, known.particulars) == (fresh.level, fresh.particulars)


async def roll_of(work: ImportingWork, actor: Actor, batch_id: int) -> Roll:
    """Who is enrolled in a batch, and who of them has not joined."""
    require(actor, Action.IMPORT_APPLICATIONS)
    return Roll(await work.standards.batch(batch_id), await work.importing.enrolments(batch_id))
