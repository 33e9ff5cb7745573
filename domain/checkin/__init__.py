"""Public names of the checkin area: admissions at the door."""

from domain.checkin.looking import AtTheDoor, in_force, is_over, look, on_duty, ticket_of, watches
from domain.checkin.model import Admission, AdmissionUndone, Admitted, Doors, TurnedAway
from domain.checkin.refusals import (
    AlreadyIn,
    DoorsClosed,
    NoSuchTicket,
    NotApproved,
    NotIn,
    NotOnDuty,
    OtherSitting,
    Settled,
    SeveralNamed,
    TooLate,
    UndoReason,
)
from domain.checkin.rules import check_time
from domain.checkin.store import CheckinStore
from domain.checkin.use_cases import admit, turn_away, undo

__all__ = [
    "Admission",
    "AdmissionUndone",
    "Admitted",
    "AlreadyIn",
    "AtTheDoor",
    "CheckinStore",
    "Doors",
    "DoorsClosed",
    "NoSuchTicket",
    "NotApproved",
    "NotIn",
    "NotOnDuty",
    "OtherSitting",
    "Settled",
    "SeveralNamed",
    "TooLate",
    "TurnedAway",
    "UndoReason",
    "admit",
    "check_time",
    "in_force",
    "is_over",
    "look",
    "on_duty",
    "ticket_of",
    "turn_away",
    "undo",
    "watches",
]
