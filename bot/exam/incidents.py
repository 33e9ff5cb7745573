"""Recording what happened in a room, and the second signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.dialogue import Ask, Choice, Dialogue, Option, Summary, View
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.exam.presses import INCIDENT, ROOM, SIGN
from bot.exam.room import show
from domain.exam import (
    Incident,
    IncidentKind,
    IncidentRecorded,
    IncidentText,
    NoSuchSeat,
    Record,
    countersign,
    record_incident,
    sitting_of,
)
from domain.people import Action

MOST_TEXT = 500
NOBODY = "0"
router = Router()


@dataclass
class Telling:
    """The draft of an incident."""

    sitting_id: int = 0
    kind: IncidentKind | None = None
    seat: int | None = None
    text: str | None = None


@router.on(INCIDENT, action=Action.RUN_SITTING)
async def begin(turn: Turn, sitting: int) -> None:
    """Ask what happened, of whoever is on duty there."""
    await sitting_of(turn.work, turn.actor, sitting)
    await turn.services.dialogues.restart(turn, recording.name, Telling(sitting))


def _kinds(_view: View) -> Sequence[Option]:
    return [Option(kind.value, f"exam.incidentkind_{kind.value}") for kind in IncidentKind]


def _nobody(view: View) -> Sequence[Option]:
    """Misconduct is always somebody's."""
    return [Option(NOBODY, "exam.nobody")] if view.draft.kind is IncidentKind.EMERGENCY else []


async def _seat(text: str, view: View) -> int:
    seats = {str(each.seat) for each in await view.turn.work.planning.bookings(view.draft.sitting_id)}
    if text.strip() not in seats | {option.value for option in _nobody(view)}:
        raise NoSuchSeat(text.strip()[:20])
    return int(text)


def _text(text: str, _view: View) -> str:
    if not 0 < len(text.strip()) <= MOST_TEXT:
        raise IncidentText(MOST_TEXT)
    return text.strip()


async def _overview(view: View) -> Mapping[str, Any]:
    return await _named(view.turn, view.draft.sitting_id, view.draft.seat)


async def _named(turn: Turn, sitting_id: int, seat: int) -> Mapping[str, Any]:
    for booking in await turn.work.planning.bookings(sitting_id):
        if booking.seat == seat:
            application = await turn.work.registration.application(booking.application_id)
            return {"who": application.particulars.identity.name, "seat": seat}
    return {"who": "", "seat": 0}


async def _recorded(turn: Turn, draft: Telling) -> None:
    record = Record(draft.sitting_id, draft.seat or 0, draft.kind or IncidentKind.EMERGENCY, draft.text or "")
    await record_incident(turn.work, turn.actor, record)
    await show(turn, await turn.work.planning.sitting(draft.sitting_id))


def _edits(_draft: Telling) -> Sequence[tuple[str, str]]:
    return [("kind", "exam.edit_kind"), ("seat", "exam.edit_seat"), ("text", "exam.edit_text")]


recording = Dialogue(
    name="recording",
    area="exam",
    draft=Telling,
    steps=[
        Choice(name="kind", of=_kinds, keep=IncidentKind, clears=["seat"]),
        Ask(name="seat", check=_seat, offers=_nobody),
        Ask(name="text", check=_text),
        Summary(name="incident", submit="exam.record", edits=_edits, overview=_overview),
    ],
    finish=_recorded,
    action=Action.RUN_SITTING,
)


@router.event(IncidentRecorded)
async def to_sign(turn: Turn, event: IncidentRecorded) -> None:
    """Ask for the second signature."""
    incident = await turn.work.exam.incident(event.incident_id)
    rows = [[Button("exam.sign", SIGN(incident=incident.id))]]
    turn.say(Text("exam/to_sign", await _told(turn, incident)), rows)


async def _told(turn: Turn, incident: Incident) -> Mapping[str, Any]:
    seat = 0
    if incident.booking_id is not None:
        seat = (await turn.work.planning.booking(incident.booking_id)).seat
    # Whoever signs as second person sees who wrote it: they must not be the same.
    by = (await turn.work.people.person(incident.recorded_by)).shown_name
    return {"incident": incident, "by": by, **await _named(turn, incident.sitting_id, seat)}


@router.on(SIGN, action=Action.RUN_SITTING)
async def sign(turn: Turn, incident: int) -> None:
    """Sign as the second person; misconduct has its consequence from now on (facts §3.3)."""
    signed = await countersign(turn.work, turn.actor, incident)
    rows = [[Button("exam.back", ROOM(sitting=signed.sitting_id))]]
    turn.show(Screen(Text("exam/signed", await _told(turn, signed)), rows))
