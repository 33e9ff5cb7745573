"""Public names of the people area: persons, roles, consents, and who may do what."""

from domain.actor import Actor, Role
from domain.people.access import Action, Owned, Reviewable, allowed, require
from domain.people.model import Consent, ConsentKind, Grant, Person, RolesChanged
from domain.people.refusals import ConsentNeeded, NotAStaffRole, OwnRoles
from domain.people.rules import ASKED_SEPARATELY, NEEDED_TO_REGISTER, check_consents, missing_consents
from domain.people.store import PeopleStore
from domain.people.use_cases import (
    GiveConsent,
    actor_of,
    appoint,
    appoint_chat,
    dismiss,
    dismiss_chat,
    give_consent,
    meet,
    note_reachable,
    switch_language,
    welcome,
    withdraw_consent,
)

__all__ = [
    "ASKED_SEPARATELY",
    "NEEDED_TO_REGISTER",
    "Action",
    "Actor",
    "Consent",
    "ConsentKind",
    "ConsentNeeded",
    "GiveConsent",
    "Grant",
    "NotAStaffRole",
    "OwnRoles",
    "Owned",
    "PeopleStore",
    "Person",
    "Reviewable",
    "Role",
    "RolesChanged",
    "actor_of",
    "allowed",
    "appoint",
    "appoint_chat",
    "check_consents",
    "dismiss",
    "dismiss_chat",
    "give_consent",
    "meet",
    "missing_consents",
    "note_reachable",
    "require",
    "switch_language",
    "welcome",
    "withdraw_consent",
]
