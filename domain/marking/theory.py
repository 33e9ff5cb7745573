"""Entering theory marks twice, by two persons; what differs is looked at again by both (facts §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import Missing
from domain.marking.model import EntriesDiffer, Reading, TheoryEntry
from domain.marking.practical import OPEN, tell_when_all_in
from domain.marking.refusals import BothEntered, EntryClosed, MarkingClosed, NoSuchNumber, NotOver, NotPresent
from domain.marking.rules import ROUNDS, Entries, look_again, paired
from domain.marking.state import SAT
from domain.people import Action, Actor, require
from domain.standards import Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.marking.store import MarkingWork
    from domain.planning import Booking, Sitting


@dataclass(frozen=True)
class Enter:
    """What a clerk read from some papers of a sitting: taken all, or none."""

    sitting_id: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Paper:
    """A paper to be entered: its booking, ticket number, what was entered so far, and who must look at it again."""

    booking: Booking
    number: str
    entries: Entries
    again: frozenset[int] = frozenset()


@dataclass(frozen=True)
class OwnRound:
    """A clerk's entry of a sitting: the first or the second, all papers, and those that wait for them."""

    sitting: Sitting
    number: int
    papers: Sequence[Paper]
    left: Sequence[Paper]

    @property
    def entered(self) -> int:
        """How many papers they have entered."""
        return sum(paper.entries.of(self.number) is not None for paper in self.papers)

    @property
    def differing(self) -> Sequence[Paper]:
        """The papers on which the two do not agree."""
        return [paper for paper in self.papers if paper.entries.differ]

    @property
    def agreed(self) -> bool:
        """Whether every paper has its mark."""
        return all(paper.entries.agreed is not None for paper in self.papers)


async def sittings_to_enter(work: MarkingWork, actor: Actor) -> Sequence[Sitting]:
    """The theory sittings that are over, of batches whose scores are not summarised."""
    require(actor, Action.ENTER_THEORY)
    found: list[Sitting] = []
    for batch in await work.standards.batches():
        if batch.status not in OPEN:
            continue
        sittings = [each for each in await work.planning.sittings(batch.id) if each.part is Part.THEORY]
        found += [each for each in sittings if await _over(work, each)]
    return found


async def _over(work: MarkingWork, sitting: Sitting) -> bool:
    record = await work.exam.record(sitting.id)
    return record is not None and record.finished_at is not None


async def round_of(work: MarkingWork, actor: Actor, sitting: Sitting) -> int:
    """Which of the two entries is the actor's: the one they began, else a free one. Raises `BothEntered`."""
    return _round(await work.marking.entries(sitting.id), actor)


def _round(entries: Sequence[TheoryEntry], actor: Actor) -> int:
    # Two persons, so that a slip of one is seen by the other (facts §5).
    own = {entry.round for entry in entries if entry.clerk_id == actor.person_id}
    free = set(range(1, ROUNDS + 1)) - {entry.round for entry in entries}
    if not own | free:
        raise BothEntered
    return min(own or free)


async def papers(work: MarkingWork, sitting: Sitting) -> Sequence[Paper]:
    """The papers of those who sat, by ticket number."""
    return await _papers(work, sitting, await work.marking.entries(sitting.id))


async def _papers(work: MarkingWork, sitting: Sitting, entries: Sequence[TheoryEntry]) -> Sequence[Paper]:
    of: dict[int, list[TheoryEntry]] = {}
    for entry in entries:
        of.setdefault(entry.booking_id, []).append(entry)
    known, found = paired(entries), []
    for number, booking in sorted((await _numbered(work, sitting)).items()):
        if booking.attendance in SAT:
            key = booking.id
            found.append(Paper(booking, number, known.get(key, Entries(None, None)), look_again(of.get(key, []))))
    return found


async def _numbered(work: MarkingWork, sitting: Sitting) -> Mapping[str, Booking]:
    """The bookings of a sitting by the number of their ticket."""
    numbers = {ticket.id: ticket.number for ticket in await work.planning.tickets(sitting.batch_id)}
    return {numbers[each.ticket_id]: each for each in await work.planning.bookings(sitting.id)}


async def own_round(work: MarkingWork, actor: Actor, sitting: Sitting) -> OwnRound:
    """The actor's entry of a sitting: papers not entered in it come first, then those to be looked at again.

    Raises `BothEntered`.
    """
    require(actor, Action.ENTER_THEORY)
    entries = await work.marking.entries(sitting.id)
    number, found = _round(entries, actor), await _papers(work, sitting, entries)
    missing = [paper for paper in found if paper.entries.of(number) is None]
    again = [paper for paper in found if actor.person_id in paper.again]
    return OwnRound(sitting, number, found, [*missing, *again])


async def check_to_enter(work: MarkingWork, actor: Actor, sitting_id: int) -> Sitting:
    """The theory sitting whose marks are entered now. Raises `Missing`, `NotOver`, `MarkingClosed`."""
    require(actor, Action.ENTER_THEORY)
    sitting = await work.planning.sitting(sitting_id)
    if sitting.part is not Part.THEORY:
        raise Missing("sitting")
    if not await _over(work, sitting):
        raise NotOver
    if (await work.standards.batch(sitting.batch_id)).status not in OPEN:
        raise MarkingClosed
    return sitting


async def enter(work: MarkingWork, actor: Actor, command: Enter) -> Sequence[TheoryEntry]:
    """Note what one read, all of it or nothing; one's own entry may be mended until the two agree.

    Raises what `check_to_enter` raises, `BothEntered`, `NoSuchNumber`, `NotPresent`, `EntryClosed`.
    """
    sitting = await check_to_enter(work, actor, command.sitting_id)
    await work.marking.hold(command.sitting_id)  # two who begin at once would both get the first round
    number = await round_of(work, actor, sitting)
    numbered = await _numbered(work, sitting)
    entries = []
    for reading in command.readings:
        entry = await _note(work, actor, _booking(numbered, reading), (number, reading))
        entries.append(entry)
        work.audit(actor, "theory.entered", f"booking:{entry.booking_id}", round=number)
    await work.marking.flush()
    await _tell(work, actor, sitting, entries)
    return entries


def _booking(numbered: Mapping[str, Booking], reading: Reading) -> Booking:
    if reading.number not in numbered:
        raise NoSuchNumber(reading.number[:20])
    booking = numbered[reading.number]
    if booking.attendance not in SAT:
        raise NotPresent
    return booking


async def _note(work: MarkingWork, actor: Actor, booking: Booking, what: tuple[int, Reading]) -> TheoryEntry:
    number, reading = what
    known = {entry.round: entry for entry in await work.marking.entries_of(booking.id)}
    entry = known.get(number)
    if entry is None:
        entry = TheoryEntry(booking.id, number, reading.tenths, actor.person_id, work.now)
        work.marking.add(entry)
    elif len(known) == ROUNDS and known[1].tenths == known[ROUNDS].tenths:
        # Once both agree the mark stands: from then on it changes by a score check alone.
        raise EntryClosed(reading.number)
    else:
        entry.tenths, entry.entered_at = reading.tenths, work.now
    return entry


async def _tell(work: MarkingWork, actor: Actor, sitting: Sitting, entered: Sequence[TheoryEntry]) -> None:
    """Tell the other clerk what to look at again, once both entries are done; and all clerks when all is in."""
    found = await papers(work, sitting)
    # Not before both have read everything: telling earlier would show how far the other is.
    if any(None in (paper.entries.first, paper.entries.second) for paper in found):
        return
    done_now = any(entry.version == 1 for entry in entered)
    changed = {entry.booking_id for entry in entered}
    for other in {who for paper in found if done_now or paper.booking.id in changed for who in paper.again}:
        if other != actor.person_id:
            work.tell(other, EntriesDiffer(sitting.id))
    await tell_when_all_in(work, await work.standards.batch(sitting.batch_id))
