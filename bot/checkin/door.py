"""The door: a scanned ticket shows who should stand there; one press lets them in, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.checkin.presses import ADMIT, ROOMS, TURN_AWAY, UNDO
from bot.checkin.rooms import counts
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.planning.presses import TICKET
from domain.checkin import (
    Admission,
    AdmissionUndone,
    Admitted,
    AlreadyIn,
    AtTheDoor,
    TurnedAway,
    admit,
    in_force,
    look,
    ticket_of,
    turn_away,
)
from domain.marking import codes_of
from domain.people import Action, allowed
from domain.planning import Booking, Sitting
from domain.standards import Part

CARD = "door"
TO_ROOMS = Button("checkin.room", ROOMS())
router = Router()


@router.link("in", action=Action.HOME)
async def scanned(turn: Turn, token: str) -> None:
    """A ticket's code: for staff the door's card, for its holder their seats."""
    if allowed(turn.actor, Action.CHECK_IN):
        await show_door(turn, token)
        return
    ticket = await ticket_of(turn.work, token)
    if ticket.person_id != turn.actor.person_id:
        turn.require(Action.CHECK_IN)
    turn.show(Screen(Text("checkin/own_code"), [[Button("planning.ticket_again", TICKET(ticket=ticket.id))]]))


async def show_door(turn: Turn, shown: str) -> None:
    """Who should stand there; or, when the ticket was used, the facts of that."""
    try:
        door = await look(turn.work, turn.actor, shown)
    except AlreadyIn as used:
        # Nobody's fault: two doors, or two fingers. The facts are shown, and nothing happens.
        await _show_used(turn, shown, used)
        return
    rows = [
        [Button("checkin.matches", ADMIT(ticket=door.ticket.token))],
        [Button("checkin.differs", TURN_AWAY(ticket=door.ticket.token))],
    ]
    facts = await _facts(turn, door)
    # A new message for each ticket: two scans in a row must not overwrite the face that is being compared.
    turn.send(Screen(Text("checkin/door", facts), rows, photo=facts["photo"]), card=CARD)


async def _facts(turn: Turn, door: AtTheDoor) -> Mapping[str, Any]:
    before = door.turned_away
    return {
        **await _whose(turn, door.booking),
        "room": await turn.work.planning.room(door.sitting.room_id),
        "door": door,
        "away_by": (await turn.work.people.person(before.admitted_by)).shown_name if before else "",
    }


async def _whose(turn: Turn, booking: Booking) -> Mapping[str, Any]:
    """What is to be compared: name, last four of the paper, photo; and the seat."""
    stated = (await turn.work.registration.application(booking.application_id)).particulars
    last = stated.identity.number[-4:]
    return {"identity": stated.identity, "last": last, "photo": stated.photo, "booking": booking}


async def _show_used(turn: Turn, shown: str, used: AlreadyIn) -> None:
    ticket = await ticket_of(turn.work, shown)
    bookings = await turn.work.planning.bookings_of_ticket(ticket.id)
    admissions = [await in_force(turn.work, booking) for booking in bookings]
    # Of both parts the admission that stands in the way is the last one.
    newest = max((each for each in admissions if each), key=lambda each: each.id)
    whose = await _whose(turn, await turn.work.planning.booking(newest.booking_id))
    rows = [[Button("checkin.undo", UNDO(admission=newest.id))], [TO_ROOMS]]
    screen = Screen(Text("checkin/used", {**whose, **used.facts()}), rows, photo=whose["photo"])
    turn.send(screen, card=CARD)


@router.on(ADMIT, action=Action.CHECK_IN)
async def let_in(turn: Turn, ticket: str) -> None:
    """Person and papers match: come in."""
    try:
        admission = await admit(turn.work, turn.actor, ticket)
    except AlreadyIn as used:
        await _show_used(turn, ticket, used)
        return
    await _answer(turn, "checkin/let_in", admission)


@router.on(TURN_AWAY, action=Action.CHECK_IN)
async def differs(turn: Turn, ticket: str) -> None:
    """Person and papers do not match: not let in, and noted."""
    await _answer(turn, "checkin/turned_away", await turn_away(turn.work, turn.actor, ticket))


async def _answer(turn: Turn, name: str, admission: Admission) -> None:
    """The door's card becomes what was done: nothing is left on it to press twice."""
    booking = await turn.work.planning.booking(admission.booking_id)
    whose = await _whose(turn, booking)
    facts = {**whose, "late": admission.late, **await counts(turn, admission.sitting_id)}
    turn.show(Screen(Text(name, facts), [[TO_ROOMS]], photo=whose["photo"]))


@router.event(Admitted)
async def receipt(turn: Turn, event: Admitted) -> None:
    """The candidate's receipt; at the practical with the code by which they are marked."""
    facts = await _told(turn, event.admission_id)
    if facts["admission"].undone_at is None:
        turn.say(Text("checkin/receipt", {**facts, "code": await _code(turn, facts["sitting"], facts["booking"])}))


async def _code(turn: Turn, sitting: Sitting, booking: Booking) -> str:
    """What examiners know the candidate by: nobody else can tell it to them."""
    if sitting.part is not Part.PRACTICAL:
        return ""
    return (await codes_of(turn.work, sitting))[booking.id]


@router.event(AdmissionUndone)
async def undone(turn: Turn, event: AdmissionUndone) -> None:
    """The receipt does not count any more."""
    turn.say(Text("checkin/receipt_undone", await _told(turn, event.admission_id)))


@router.event(TurnedAway)
async def turned_away(turn: Turn, event: TurnedAway) -> None:
    """To planners: somebody stands at the door who may not be who they say."""
    facts = await _told(turn, event.admission_id)
    clerk = (await turn.work.people.person(facts["admission"].admitted_by)).shown_name
    turn.say(Text("checkin/to_settle", {**facts, **await _whose(turn, facts["booking"]), "clerk": clerk}))


async def _told(turn: Turn, admission_id: int) -> dict[str, Any]:
    admission = await turn.work.checkin.admission(admission_id)
    booking = await turn.work.planning.booking(admission.booking_id)
    sitting = await turn.work.planning.sitting(admission.sitting_id)
    room = await turn.work.planning.room(sitting.room_id)
    return {"admission": admission, "booking": booking, "sitting": sitting, "room": room}
