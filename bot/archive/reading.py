"""Everything of a batch at one moment, as its archive tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.certificates import Certificate
from domain.checkin import Admission
from domain.exam import Incident, RoomRecord
from domain.marking import Sheet, TheoryEntry
from domain.notices import Notice
from domain.planning import Booking, Room, Sitting, Ticket
from domain.registration import Application
from domain.scores import Result, ScoreCheck
from domain.staffing import Card, Duty
from domain.standards import Batch, Standard
from storage.work import StoredWork


@dataclass(frozen=True)
class OneSitting:
    """A sitting with its room and all that happened in it."""

    sitting: Sitting
    room: Room
    bookings: Sequence[Booking]
    duties: Sequence[Duty]
    admissions: Sequence[Admission]
    record: RoomRecord | None
    incidents: Sequence[Incident]
    sheets: Sequence[Sheet]
    entries: Sequence[TheoryEntry]


@dataclass(frozen=True)
class Reading:
    """A batch: `tickets` and `applications` by the application's id, `names` of staff by person, `cards` by person."""

    batch: Batch
    standard: Standard
    notices: Sequence[Notice]
    applications: Mapping[int, Application]
    tickets: Mapping[int, Ticket]
    sittings: Sequence[OneSitting]
    results: Sequence[Result]
    checks: Sequence[ScoreCheck]
    certificates: Sequence[Certificate]
    cards: Mapping[int, Card]
    names: Mapping[int, str]

    def ticket_number(self, application_id: int) -> str:
        """The number on the ticket; empty where there is none."""
        ticket = self.tickets.get(application_id)
        return ticket.number if ticket else ""

    def staff(self, person_id: int | None) -> str:
        """A member of staff by name; empty for nobody."""
        return "" if person_id is None else self.names.get(person_id, "")


async def read(work: StoredWork, batch_id: int) -> Reading:
    """Read a batch through. Raises `Missing`."""
    batch = await work.standards.batch(batch_id)
    sittings = [await _sitting(work, sitting) for sitting in await work.planning.sittings(batch_id)]
    applications = {each.id: each for each in await work.registration.of_batch(batch_id)}
    return Reading(
        batch=batch,
        standard=work.standards.standard(batch.occupation, batch.edition),
        notices=await work.notices.of_batch(batch_id),
        applications=applications,
        tickets={ticket.application_id: ticket for ticket in await work.planning.tickets(batch_id)},
        sittings=sittings,
        results=await work.scores.results(batch_id),
        checks=await work.scores.checks(batch_id),
        certificates=await work.certificates.of_batch(batch_id),
        cards={card.person_id: card for card in await work.staffing.cards()},
        names=await _names(work, sittings, applications.values()),
    )


async def _sitting(work: StoredWork, sitting: Sitting) -> OneSitting:
    key = sitting.id
    return OneSitting(
        sitting=sitting,
        room=await work.planning.room(sitting.room_id),
        bookings=await work.planning.bookings(key),
        duties=await work.staffing.duties(key),
        # Undone admissions are in the audit trail; the archive tells who sat.
        admissions=[each for each in await work.checkin.of_sitting(key) if each.undone_at is None and each.matched],
        record=await work.exam.record(key),
        incidents=await work.exam.incidents(key),
        sheets=await work.marking.sheets(key),
        entries=await work.marking.entries(key),
    )


async def _names(
    work: StoredWork, sittings: Sequence[OneSitting], applications: Iterable[Application]
) -> Mapping[int, str]:
    """Names of staff who had a hand in it."""
    wanted: set[int | None] = set()
    for one in sittings:
        wanted |= {duty.person_id for duty in one.duties} | {each.admitted_by for each in one.admissions}
        wanted |= {each.recorded_by for each in one.incidents} | {each.clerk_id for each in one.entries}
        wanted |= {one.record.started_by, one.record.finished_by} if one.record else set()
    for application in applications:
        wanted |= {application.first_reviewer_id, application.second_reviewer_id}
    return {key: (await work.people.person(key)).shown_name for key in sorted(filter(None, wanted))}
