"""Public names of the planning area: rooms, sittings, tickets, seats, and the plan of a batch."""

from domain.planning.attending import absent_at, attend, hand_out, unattend, void
from domain.planning.changing import days, overlaps
from domain.planning.model import (
    Attendance,
    Booking,
    ExamDay,
    ExamNear,
    Room,
    Sitting,
    SittingStatus,
    Ticket,
    TicketIssued,
)
from domain.planning.printing import keep_ticket, own_ticket, own_tickets, print_lists, print_ticket
from domain.planning.refusals import (
    CandidatesBusy,
    NoRoomFor,
    OtherDay,
    OutsideTheDay,
    RoomForOtherPart,
    RoomTaken,
    RoomTooSmall,
)
from domain.planning.rooms import keep_rooms
from domain.planning.rules import StaffNeeded, check_digit, staff_needed, ticket_number
from domain.planning.store import PlanningStore
from domain.planning.use_cases import Move, forget_plan, in_order, move, propose

__all__ = [
    "Attendance",
    "Booking",
    "CandidatesBusy",
    "ExamDay",
    "ExamNear",
    "Move",
    "NoRoomFor",
    "OtherDay",
    "OutsideTheDay",
    "PlanningStore",
    "Room",
    "RoomForOtherPart",
    "RoomTaken",
    "RoomTooSmall",
    "Sitting",
    "SittingStatus",
    "StaffNeeded",
    "Ticket",
    "TicketIssued",
    "absent_at",
    "attend",
    "check_digit",
    "days",
    "forget_plan",
    "hand_out",
    "in_order",
    "keep_rooms",
    "keep_ticket",
    "move",
    "overlaps",
    "own_ticket",
    "own_tickets",
    "print_lists",
    "print_ticket",
    "propose",
    "staff_needed",
    "ticket_number",
    "unattend",
    "void",
]
