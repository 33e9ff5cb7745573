"""Who may do what: roles, things, and no for everything unknown."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.errors import Forbidden
from domain.people import Action, Actor, Person, Role, allowed, require
from tests.stored import stored

EVERYBODY = {
    Action.HOME,
    Action.HELP,
    Action.SWITCH_LANGUAGE,
    Action.CONSENT,
    Action.REGISTER,
    Action.VIEW_OWN_APPLICATION,
    Action.MEND_OWN,
    Action.WITHDRAW_OWN,
    Action.FOLLOW,
    Action.VIEW_OWN_TICKET,
    Action.VIEW_OWN_SCORE,
    Action.ASK_SCORE_CHECK,
    Action.VIEW_PUBLIC_LIST,
    Action.VIEW_OWN_CERTIFICATE,
    Action.VERIFY_CERTIFICATE,
}
REVIEW = {Action.REVIEW_QUEUE, Action.REVIEW_CLAIM, Action.REVIEW_DECIDE, Action.VIEW_FULL_ID}
BATCH = {
    Action.OPEN_BATCH,
    Action.PLAN_BATCH,
    Action.PUBLISH_NOTICE,
    Action.CLOSE_REGISTRATION,
    Action.IMPORT_APPLICATIONS,
    Action.WAIVE_SHORTAGE,
}
BOARD = {Action.VIEW_BOARD}
SCORES = BOARD | {Action.VIEW_SCORES}
MORE = {
    Role.CANDIDATE: set[Action](),
    Role.FIRST_REVIEWER: BOARD | REVIEW,
    Role.SECOND_REVIEWER: BOARD | REVIEW,
    Role.PLANNER: BOARD | BATCH | {Action.PLAN, Action.ISSUE_TICKETS, Action.PRINT_LISTS},
    Role.INVIGILATOR: BOARD | {Action.ANSWER_DUTY, Action.PRINT_LISTS, Action.CHECK_IN, Action.RUN_SITTING},
    Role.EXAMINER: BOARD | {Action.ANSWER_DUTY, Action.MARK},
    Role.SCORE_CLERK: SCORES | {Action.ENTER_THEORY, Action.SUMMARISE_SCORES, Action.ANSWER_SCORE_CHECK},
    Role.SCORE_AUDITOR: SCORES | {Action.AUDIT_SCORES, Action.ANSWER_SCORE_CHECK, Action.APPROVE_SCORE_CHANGE},
    Role.CERTIFICATE_OFFICER: BOARD | {Action.PREPARE_CERTIFICATES, Action.END_CERTIFICATE},
    Role.ARCHIVIST: BOARD | {Action.ARCHIVE, Action.VIEW_STATISTICS},
    Role.DIRECTOR: SCORES
    | BATCH
    | {
        Action.OVERVIEW,
        Action.RELEASE_SCORES,
        Action.APPROVE_SCORE_CHANGE,
        Action.APPROVE_CERTIFICATES,
        Action.END_CERTIFICATE,
        Action.VIEW_STATISTICS,
    },
    Role.ADMINISTRATOR: BOARD | {Action.APPOINT, Action.DISMISS},
}


@dataclass
class Paper:
    """Something of a person that others review."""

    person_id: int
    first_reviewer_id: int | None = None
    awaits: Role | None = Role.FIRST_REVIEWER


def actor(person_id: int, *roles: Role) -> Actor:
    return Actor(person_id, 100, "P", roles=frozenset({Role.CANDIDATE, *roles}))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_do_what_is_its_own(role: Role, action: Action) -> None:
    expected = action in EVERYBODY | MORE[role]
    assert allowed(actor(1, role), action) is expected
    if expected:
        require(actor(1, role), action)
        return
    with pytest.raises(Forbidden) as raised:
        require(actor(1, role), action)
    assert raised.value.action == action.value


def test_all_roles_together_may_do_everything_there_is() -> None:
    """The control: no action is out of everybody's reach."""
    assert all(allowed(actor(1, *Role), action) for action in Action)


@pytest.mark.parametrize("action", ["", "delete_everything", "HOME", "review_decide "])
def test_unknown_means_no(action: str) -> None:
    assert not allowed(actor(1, *Role), action)


def test_nobody_without_a_role_may_do_anything() -> None:
    nobody = Actor(1, 100, "P", roles=frozenset())
    assert not any(allowed(nobody, action) for action in Action)


@pytest.mark.parametrize("action", [Action.VIEW_OWN_APPLICATION, Action.MEND_OWN, Action.WITHDRAW_OWN])
def test_ones_own_only(action: Action) -> None:
    assert allowed(actor(1), action, Paper(1))
    assert not allowed(actor(1, *Role), action, Paper(2))


@pytest.mark.parametrize(
    ("paper", "roles", "expected"),
    [
        (Paper(2), {Role.FIRST_REVIEWER}, True),
        (Paper(2), {Role.SECOND_REVIEWER}, False),
        (Paper(1), {Role.FIRST_REVIEWER}, False),
        (Paper(2, 3, Role.SECOND_REVIEWER), {Role.SECOND_REVIEWER}, True),
        (Paper(2, 1, Role.SECOND_REVIEWER), {Role.SECOND_REVIEWER}, False),
        (Paper(2, 3, Role.SECOND_REVIEWER), {Role.FIRST_REVIEWER}, False),
        (Paper(2, 3, None), {Role.FIRST_REVIEWER, Role.SECOND_REVIEWER}, False),
    ],
)
@pytest.mark.parametrize("action", [Action.REVIEW_CLAIM, Action.REVIEW_DECIDE, Action.VIEW_FULL_ID])
def test_a_review_is_anothers_and_the_one_waited_for(
    action: Action, paper: Paper, roles: set[Role], expected: bool
) -> None:
    assert allowed(actor(1, *roles), action, paper) is expected


@pytest.mark.parametrize("action", [Action.APPOINT, Action.DISMISS])
def test_roles_are_anothers_to_give(action: Action) -> None:
    assert allowed(actor(1, Role.ADMINISTRATOR), action, stored(Person(5, "B"), 2))
    assert not allowed(actor(1, Role.ADMINISTRATOR), action, stored(Person(5, "A"), 1))


@pytest.mark.parametrize("action", Action)
def test_a_thing_of_another_kind_is_refused(action: Action) -> None:
    assert not allowed(actor(1, *Role), action, "a string")
