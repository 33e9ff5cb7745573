"""The tables of an archive, in the columns of the field (facts §11): official forms, in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.archive.reading import OneSitting, Reading
from bot.documents.sheets import Sheet
from bot.engine.message import Button
from bot.engine.rendering import Renderer
from domain.archive import Piece
from domain.certificates import Certificate
from domain.language import OFFICIAL
from domain.local import LOCAL
from domain.planning import Attendance
from domain.registration import Application, rules
from domain.scores import Outcome
from domain.staffing import DutyStatus
from domain.standards import Part

HERE = frozenset({Attendance.PRESENT, Attendance.LATE})
Cells = Sequence[str | int | float | None]


@dataclass(frozen=True)
class Forms:
    """The texts of the forms."""

    renderer: Renderer

    def text(self, key: str) -> str:
        """A label of the archive."""
        return self.renderer.label(Button(f"archive.{key}"), OFFICIAL)

    def name(self, member: Enum | None) -> str:
        """The name of a code."""
        return self.renderer.name_of(member, OFFICIAL) if member is not None else ""

    def level(self, level: int) -> str:
        """The name of a skill level."""
        return self.renderer.locales[OFFICIAL].level(level)

    def sheet(self, piece: Piece, rows: Iterator[Cells]) -> Sheet:
        """A table with its columns; each row is numbered."""
        columns = self.text(f"columns_{piece}").split("|")
        return Sheet(self.text(f"piece_{piece}"), columns, [[n, *cells] for n, cells in enumerate(rows, 1)])


def tables(reading: Reading, renderer: Renderer) -> Mapping[Piece, Sheet]:
    """Every table of the archive, by its piece."""
    forms = Forms(renderer)
    made: Mapping[Piece, Callable[[Reading, Forms], Iterator[Cells]]] = {
        Piece.APPLICATIONS: _applications,
        Piece.REVIEWS: _reviews,
        Piece.PLAN: _plan,
        Piece.DISPATCH: _dispatch,
        Piece.SIGN_IN: _sign_in,
        Piece.ROOM_RECORDS: _records,
        Piece.SHEETS: _sheets,
        Piece.SCORES: _scores,
        Piece.PUBLIC_LIST: _public,
        Piece.CERTIFICATES: _certificates,
    }
    return {piece: forms.sheet(piece, rows(reading, forms)) for piece, rows in made.items()}


def moment(at: datetime | None) -> str:
    """`2026-11-28 09:00` in Shanghai; empty for never."""
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}" if at else ""


def _applications(reading: Reading, forms: Forms) -> Iterator[Cells]:
    for one in reading.applications.values():
        stated, identity = one.particulars, one.particulars.identity
        yield [
            identity.name,
            forms.name(identity.sex),
            forms.name(identity.kind),
            identity.number,
            identity.born_on.isoformat(),
            forms.name(stated.schooling.education),
            stated.phone,
            stated.spells[-1].employer if stated.spells else "",
            reading.standard.name[OFFICIAL],
            forms.level(one.level),
            one.clause_id,
            stated.prior.number if stated.prior else "",
            forms.name(one.status),
        ]


def _reviews(reading: Reading, forms: Forms) -> Iterator[Cells]:
    for one in reading.applications.values():
        yield [
            one.particulars.identity.name,
            one.particulars.identity.number,
            reading.standard.name[OFFICIAL],
            forms.level(one.level),
            one.clause_id,
            reading.staff(one.first_reviewer_id),
            reading.staff(one.second_reviewer_id),
            forms.name(one.status),
            "；".join(f"{finding.reason} {finding.note}".strip() for finding in one.findings),
        ]


def _plan(reading: Reading, forms: Forms) -> Iterator[Cells]:
    for one in reading.sittings:
        yield [
            f"{reading.batch.year}-{reading.batch.number}",
            f"{reading.standard.name[OFFICIAL]} {reading.standard.code}",
            forms.level(one.sitting.level),
            forms.name(one.sitting.part),
            moment(one.sitting.starts_at),
            moment(one.sitting.ends_at),
            one.room.venue,
            one.room.name,
            len(one.bookings),
            sum(duty.status is DutyStatus.ACCEPTED for duty in one.duties),
        ]


def _dispatch(reading: Reading, forms: Forms) -> Iterator[Cells]:
    for one in reading.sittings:
        for duty in one.duties:
            card = reading.cards.get(duty.person_id)
            yield [
                reading.staff(duty.person_id),
                card.number if card else "",
                forms.name(card.kind if card else None),
                forms.name(duty.role),
                moment(one.sitting.starts_at),
                f"{one.room.venue} {one.room.name}",
                forms.name(duty.status),
                moment(duty.answered_at),
                duty.reason,
            ]


def _sign_in(reading: Reading, forms: Forms) -> Iterator[Cells]:
    for one in reading.sittings:
        at = {each.booking_id: each for each in one.admissions}
        for booking in one.bookings:
            application = reading.applications[booking.application_id]
            admission = at.get(booking.id)
            yield [
                forms.name(one.sitting.part),
                one.room.name,
                booking.seat,
                reading.ticket_number(booking.application_id),
                application.particulars.identity.name,
                # The sign-in sheet is masked, since it lies open in the room (facts §11).
                rules.mask_id(application.particulars.identity.number),
                moment(admission.admitted_at if admission else None),
                reading.staff(admission.admitted_by if admission else None),
                forms.name(booking.attendance),
            ]


def _records(reading: Reading, forms: Forms) -> Iterator[Cells]:
    for one in reading.sittings:
        absent = [each for each in one.bookings if each.attendance is Attendance.ABSENT]
        yield [
            f"{one.room.venue} {one.room.name}",
            forms.level(one.sitting.level),
            forms.name(one.sitting.part),
            moment(one.record.started_at if one.record else None),
            moment(one.record.finished_at if one.record else None),
            one.record.added_minutes if one.record else None,
            len(one.bookings),
            sum(each.attendance in HERE for each in one.bookings),
            "、".join(reading.ticket_number(each.application_id) for each in absent),
            "；".join(_incident(one, reading, forms)),
            reading.staff(one.record.finished_by if one.record else None),
        ]


def _incident(one: OneSitting, reading: Reading, forms: Forms) -> Iterator[str]:
    of: Mapping[int | None, int] = {booking.id: booking.application_id for booking in one.bookings}
    for incident in one.incidents:
        # An emergency is nobody's: then no number stands there.
        number = reading.ticket_number(of[incident.booking_id]) if incident.booking_id in of else ""
        yield " ".join(filter(None, [moment(incident.recorded_at), number, forms.name(incident.kind), incident.text]))


def _sheets(reading: Reading, forms: Forms) -> Iterator[Cells]:
    """Practical sheets by examiner, then both entries of theory, by ticket number and without a name (facts §11)."""
    for one in reading.sittings:
        of = {booking.id: reading.ticket_number(booking.application_id) for booking in one.bookings}
        part = forms.name(one.sitting.part)
        for sheet in one.sheets:
            marks = " ".join(str(mark) for mark in sheet.marks)
            vetoed = "、".join(sheet.vetoed)
            yield [of[sheet.booking_id], part, reading.staff(sheet.examiner_id), marks, vetoed, sum(sheet.marks)]
        for entry in one.entries:
            yield [of[entry.booking_id], part, reading.staff(entry.clerk_id), "", "", tenths(entry.tenths)]


def tenths(value: int | None) -> str:
    """`86.5`; empty for no mark."""
    return "" if value is None else f"{value // 10}.{value % 10}"


def _scores(reading: Reading, forms: Forms) -> Iterator[Cells]:
    of: dict[int, dict[Part, str]] = {}
    for result in reading.results:
        shown = tenths(result.tenths) or forms.name(result.outcome)
        of.setdefault(result.application_id, {})[result.part] = shown
    for key, parts in of.items():
        one = reading.applications[key]
        yield [
            reading.ticket_number(key),
            one.particulars.identity.name,
            one.particulars.identity.number,
            reading.standard.name[OFFICIAL],
            forms.level(one.level),
            parts.get(Part.THEORY, ""),
            parts.get(Part.PRACTICAL, ""),
            parts.get(Part.REVIEW, ""),
            forms.name(conclusion(reading, one)),
        ]


def conclusion(reading: Reading, application: Application) -> Outcome:
    """Passed where every part with a result was passed, now or before; else failed."""
    good = {Outcome.PASSED, Outcome.KEPT}
    held = {result.part for result in reading.results if result.application_id == application.id}
    passed = {r.part for r in reading.results if r.application_id == application.id and r.outcome in good}
    # Who has no result at all has failed nothing, and has not passed either.
    return Outcome.PASSED if held and passed == held else Outcome.FAILED


def _public(reading: Reading, forms: Forms) -> Iterator[Cells]:
    for key in dict.fromkeys(result.application_id for result in reading.results):
        one = reading.applications[key]
        # As the public saw it: masked, and without a mark (facts §5).
        number = rules.mask_id(one.particulars.identity.number)
        level = forms.level(one.level)
        outcome = forms.name(conclusion(reading, one))
        yield [one.particulars.identity.name, number, reading.standard.name[OFFICIAL], level, outcome]


def _certificates(reading: Reading, forms: Forms) -> Iterator[Cells]:
    for one in reading.certificates:
        yield _certificate(one, forms)


def _certificate(one: Certificate, forms: Forms) -> Cells:
    printed = one.printed
    return [
        printed.name,
        printed.id_kind,
        printed.id_number,
        printed.occupation_zh,
        # 工种/职业方向: never blank (facts §6.3)
        "--",
        forms.level(printed.level),
        one.number,
        printed.issued_on.isoformat(),
        printed.body_zh,
        forms.name(one.status),
    ]
