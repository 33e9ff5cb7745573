"""Who may do what: the registry of actions and the one pure decision about them.

Every handler names its action, every use case asks again with the thing it acts on; what is not in the table is
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from domain.errors import Forbidden
from domain.people.model import Actor, Person, Role


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
        Action.OPEN_BATCH: frozenset({Role.DIRECTOR}),
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
    if not (_ROLES.get(action, frozenset()) & actor.roles):
        return False
    if thing is None:
        return True
    about = _OF_THING.get(action)
    return about is not None and about(actor, thing)


def require(actor: Actor, action: str, thing: object = None) -> None:
    """Raise `Forbidden` unless `allowed`."""
    if not allowed(actor, action, thing):
        raise Forbidden(action=str(action))
