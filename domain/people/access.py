"""Who may do what: the registry of actions and the one pure decision about them.

Every handler names its action, every use case asks again with the thing it acts on; what is not in the table is
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from domain.actor import Actor, Role
from domain.errors import Forbidden
from domain.people.model import Person


class Action(StrEnum):
    """Everything that can be asked of the centre, one name for each."""

    HOME = "home"
    HELP = "help"
    SWITCH_LANGUAGE = "switch_language"
    CONSENT = "consent"
    REGISTER = "register"
    VIEW_OWN_APPLICATION = "view_own_application"
    MEND_OWN = "mend_own"
    WITHDRAW_OWN = "withdraw_own"
    REVIEW_QUEUE = "review_queue"
    REVIEW_CLAIM = "review_claim"
    REVIEW_DECIDE = "review_decide"
    VIEW_FULL_ID = "view_full_id"
    OVERVIEW = "overview"
    OPEN_BATCH = "open_batch"
    FOLLOW = "follow"
    VIEW_BOARD = "view_board"
    PLAN_BATCH = "plan_batch"
    PUBLISH_NOTICE = "publish_notice"
    CLOSE_REGISTRATION = "close_registration"
    IMPORT_APPLICATIONS = "import_applications"
    PLAN = "plan"
    WAIVE_SHORTAGE = "waive_shortage"
    ISSUE_TICKETS = "issue_tickets"
    ANSWER_DUTY = "answer_duty"
    PRINT_LISTS = "print_lists"
    VIEW_OWN_TICKET = "view_own_ticket"
    CHECK_IN = "check_in"
    RUN_SITTING = "run_sitting"
    MARK = "mark"
    ENTER_THEORY = "enter_theory"
    SUMMARISE_SCORES = "summarise_scores"
    AUDIT_SCORES = "audit_scores"
    RELEASE_SCORES = "release_scores"
    VIEW_OWN_SCORE = "view_own_score"
    ASK_SCORE_CHECK = "ask_score_check"
    ANSWER_SCORE_CHECK = "answer_score_check"
    APPROVE_SCORE_CHANGE = "approve_score_change"
    VIEW_SCORES = "view_scores"
    VIEW_PUBLIC_LIST = "view_public_list"
    PREPARE_CERTIFICATES = "prepare_certificates"
    APPROVE_CERTIFICATES = "approve_certificates"
    END_CERTIFICATE = "end_certificate"
    VIEW_OWN_CERTIFICATE = "view_own_certificate"
    VERIFY_CERTIFICATE = "verify_certificate"
    ARCHIVE = "archive"
    VIEW_STATISTICS = "view_statistics"
    APPOINT = "appoint"
    DISMISS = "dismiss"


@runtime_checkable
class Owned(Protocol):
    """A thing that belongs to a person."""

    @property
    def person_id(self) -> int:
        """Whose it is."""
        ...


@runtime_checkable
class Reviewable(Owned, Protocol):
    """A thing of one person that others review."""

    @property
    def first_reviewer_id(self) -> int | None:
        """Who gave the first review of this round, if it was given."""
        ...

    @property
    def awaits(self) -> Role | None:
        """The role whose review it waits for; None when it waits for none."""
        ...


_EVERYBODY = frozenset({Role.CANDIDATE})
_REVIEWERS = frozenset({Role.FIRST_REVIEWER, Role.SECOND_REVIEWER})

_PLANNERS = frozenset({Role.PLANNER, Role.DIRECTOR})
_SITTING_STAFF = frozenset({Role.INVIGILATOR, Role.EXAMINER})
_STAFF = frozenset(Role) - {Role.CANDIDATE}

_ROLES: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        Action.HOME: _EVERYBODY,
        Action.HELP: _EVERYBODY,
        Action.SWITCH_LANGUAGE: _EVERYBODY,
        Action.CONSENT: _EVERYBODY,
        Action.REGISTER: _EVERYBODY,
        Action.VIEW_OWN_APPLICATION: _EVERYBODY,
        Action.MEND_OWN: _EVERYBODY,
        Action.WITHDRAW_OWN: _EVERYBODY,
        Action.REVIEW_QUEUE: _REVIEWERS,
        Action.REVIEW_CLAIM: _REVIEWERS,
        Action.REVIEW_DECIDE: _REVIEWERS,
        Action.VIEW_FULL_ID: _REVIEWERS,
        Action.OVERVIEW: frozenset({Role.DIRECTOR}),
        Action.OPEN_BATCH: _PLANNERS,
        Action.FOLLOW: _EVERYBODY,
        Action.VIEW_BOARD: _STAFF,
        Action.PLAN_BATCH: _PLANNERS,
        Action.PUBLISH_NOTICE: _PLANNERS,
        Action.CLOSE_REGISTRATION: _PLANNERS,
        Action.IMPORT_APPLICATIONS: _PLANNERS,
        Action.PLAN: frozenset({Role.PLANNER}),
        Action.WAIVE_SHORTAGE: frozenset({Role.PLANNER, Role.DIRECTOR}),
        Action.ISSUE_TICKETS: frozenset({Role.PLANNER}),
        Action.ANSWER_DUTY: _SITTING_STAFF,
        Action.PRINT_LISTS: frozenset({Role.PLANNER, Role.INVIGILATOR}),
        Action.VIEW_OWN_TICKET: _EVERYBODY,
        Action.CHECK_IN: frozenset({Role.INVIGILATOR}),
        Action.RUN_SITTING: frozenset({Role.INVIGILATOR}),
        Action.MARK: frozenset({Role.EXAMINER}),
        Action.ENTER_THEORY: frozenset({Role.SCORE_CLERK}),
        Action.SUMMARISE_SCORES: frozenset({Role.SCORE_CLERK}),
        Action.AUDIT_SCORES: frozenset({Role.SCORE_AUDITOR}),
        Action.RELEASE_SCORES: frozenset({Role.DIRECTOR}),
        Action.VIEW_OWN_SCORE: _EVERYBODY,
        Action.ASK_SCORE_CHECK: _EVERYBODY,
        Action.ANSWER_SCORE_CHECK: frozenset({Role.SCORE_AUDITOR, Role.SCORE_CLERK}),
        Action.APPROVE_SCORE_CHANGE: frozenset({Role.DIRECTOR, Role.SCORE_AUDITOR}),
        Action.VIEW_SCORES: frozenset({Role.SCORE_CLERK, Role.SCORE_AUDITOR, Role.DIRECTOR}),
        Action.VIEW_PUBLIC_LIST: _EVERYBODY,
        Action.PREPARE_CERTIFICATES: frozenset({Role.CERTIFICATE_OFFICER}),
        Action.APPROVE_CERTIFICATES: frozenset({Role.DIRECTOR}),
        Action.END_CERTIFICATE: frozenset({Role.CERTIFICATE_OFFICER, Role.DIRECTOR}),
        Action.VIEW_OWN_CERTIFICATE: _EVERYBODY,
        Action.VERIFY_CERTIFICATE: _EVERYBODY,
        Action.ARCHIVE: frozenset({Role.ARCHIVIST}),
        Action.VIEW_STATISTICS: frozenset({Role.ARCHIVIST, Role.DIRECTOR}),
        Action.APPOINT: frozenset({Role.ADMINISTRATOR}),
        Action.DISMISS: frozenset({Role.ADMINISTRATOR}),
    }
)


def _is_owner(actor: Actor, thing: object) -> bool:
    return isinstance(thing, Owned) and thing.person_id == actor.person_id


def _may_review(actor: Actor, thing: object) -> bool:
    """Never one's own, never both reviews of one round, only the review that it waits for (facts §2.5, §12)."""
    return (
        isinstance(thing, Reviewable)
        and thing.awaits in actor.roles
        and actor.person_id not in {thing.person_id, thing.first_reviewer_id}
    )


def _is_other_person(actor: Actor, thing: object) -> bool:
    return isinstance(thing, Person) and thing.id != actor.person_id


_OF_THING: Mapping[str, Callable[[Actor, object], bool]] = MappingProxyType(
    {
        Action.VIEW_OWN_APPLICATION: _is_owner,
        Action.MEND_OWN: _is_owner,
        Action.WITHDRAW_OWN: _is_owner,
        Action.REVIEW_CLAIM: _may_review,
        Action.REVIEW_DECIDE: _may_review,
        Action.VIEW_FULL_ID: _may_review,
        Action.APPOINT: _is_other_person,
        Action.DISMISS: _is_other_person,
    }
)


def allowed(actor: Actor, action: str, thing: object = None) -> bool:
    """Whether the actor may do this; with `thing`, whether to this very thing.

    Without a thing only the roles decide (menus, first look at a press). An unknown action is refused, and so is a
    thing of a kind that the action is not about.
    """
    # Unknown actions have no roles, so unknown means no.
    if not (_ROLES.get(action, frozenset()) & actor.roles):
        return False
    if thing is None:
        return True
    # A thing of which the action knows nothing is refused as well: a new kind of record is closed until somebody opens
    # it.
    about = _OF_THING.get(action)
    return about is not None and about(actor, thing)


def require(actor: Actor, action: str, thing: object = None) -> None:
    """Raise `Forbidden` unless `allowed`."""
    if not allowed(actor, action, thing):
        raise Forbidden(action=str(action))
