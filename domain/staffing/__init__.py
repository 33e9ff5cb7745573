"""Public names of the staffing area: cards, duties, who may serve, and the confirmed arrangement."""

from domain.staffing.answering import accept, decline, lapse, own_offers
from domain.staffing.asking import able, ask_of, load, needed_in
from domain.staffing.assigning import assign, confirm
from domain.staffing.cards import keep_cards
from domain.staffing.issuing import issue_tickets
from domain.staffing.model import (
    Card,
    CardKind,
    Dispatch,
    Duty,
    DutyLapses,
    DutyOffered,
    DutyReassigned,
    DutyRole,
    DutyStatus,
    DutyUnfilled,
)
from domain.staffing.refusals import (
    DeclineReason,
    DutyAnswered,
    NoLongerFree,
    NoPlan,
    NotAssigned,
    NotEnoughStaff,
    Recused,
    Unanswered,
)
from domain.staffing.replacing import replace, replaceable, vacancies
from domain.staffing.replanning import move_sitting, propose_plan
from domain.staffing.rules import LIVING, Ask, Bar, bar, count, roles_needed
from domain.staffing.solver import Post, staff
from domain.staffing.store import StaffingStore

__all__ = [
    "LIVING",
    "Ask",
    "Bar",
    "Card",
    "CardKind",
    "DeclineReason",
    "Dispatch",
    "Duty",
    "DutyAnswered",
    "DutyLapses",
    "DutyOffered",
    "DutyReassigned",
    "DutyRole",
    "DutyStatus",
    "DutyUnfilled",
    "NoLongerFree",
    "NoPlan",
    "NotAssigned",
    "NotEnoughStaff",
    "Post",
    "Recused",
    "StaffingStore",
    "Unanswered",
    "able",
    "accept",
    "ask_of",
    "assign",
    "bar",
    "confirm",
    "count",
    "decline",
    "issue_tickets",
    "keep_cards",
    "lapse",
    "load",
    "move_sitting",
    "needed_in",
    "own_offers",
    "propose_plan",
    "replace",
    "replaceable",
    "roles_needed",
    "staff",
    "vacancies",
]
