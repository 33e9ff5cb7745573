"""What no sequence of deeds can reach: an approval by one person, a way out of a final status (facts §2.5)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.people import Actor, Role
from domain.registration import (
    FINAL,
    Application,
    Field,
    Finding,
    Policy,
    Resubmit,
    Status,
    Submit,
    resubmit,
    submit,
    withdraw,
)
from domain.reviewing import Decision, Reason, approve, claim, reject, release, return_for_mending
from tests.registration.examples import BOTH, CANDIDATE, DIRECTOR, FIRST, SECOND, actor, particulars
from tests.registration.fakes import Turn

OWN_REVIEWER = actor(1, Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)


async def started(levels: int = 2) -> Turn:
    """A turn with one application waiting for its first review."""
    work = Turn(policy=Policy(review_levels=levels))
    work.people.consenting(CANDIDATE.person_id)
    await submit(work, CANDIDATE, Submit(1, 4, particulars()))
    return work


REVIEWERS = st.sampled_from([FIRST, SECOND, BOTH, OWN_REVIEWER, CANDIDATE, DIRECTOR])
DEEDS = st.sampled_from(["claim", "release", "approve", "return", "reject", "resubmit", "withdraw", "wait"])
NO = (Finding(Field.PHOTO, Reason.PHOTO_BLURRED),)


async def act(work: Turn, who: Actor, deed: str) -> None:
    """One deed of a sequence, from a fresh screen; withdrawals are rare, or nothing else would be seen."""
    application = work.registration.kept[0]
    decision = Decision(1, application.version, NO)
    steps: dict[str, Callable[[], Coroutine[Any, Any, object]]] = {
        "claim": lambda: claim(work, who, 1, application.version),
        "release": lambda: release(work, who, 1),
        "approve": lambda: approve(work, who, decision),
        "return": lambda: return_for_mending(work, who, decision),
        "reject": lambda: reject(work, who, decision),
        "resubmit": lambda: resubmit(work, CANDIDATE, Resubmit(1, application.version, particulars())),
        "withdraw": lambda: withdraw(work, who, 1),
    }
    if deed == "wait":
        work.now += timedelta(minutes=6)
        return
    try:
        await steps[deed]()
    except Refusal:
        return


async def history(work: Turn, sequence: list[tuple[Actor, str]]) -> list[Status]:
    """The statuses that the application went through."""
    seen = [work.registration.kept[0].status]
    for who, deed in sequence:
        await act(work, who, deed)
        seen.append(work.registration.kept[0].status)
    return seen


sequences = st.lists(
    st.tuples(REVIEWERS, DEEDS) | st.tuples(REVIEWERS, st.just("take and pass")), min_size=1, max_size=24
).map(
    lambda steps: [
        one
        for who, deed in steps
        for one in ([(who, "claim"), (who, "approve")] if deed == "take and pass" else [(who, deed)])
    ]
)


@given(sequences)
def test_no_sequence_of_deeds_goes_round_the_second_person(sequence: list[tuple[Actor, str]]) -> None:
    """Approved only by two persons, neither of them the candidate; and what is final stays."""

    async def run() -> tuple[Application, list[Status]]:
        work = await started()
        seen = await history(work, sequence)
        return work.registration.kept[0], seen

    application, seen = asyncio.run(run())
    for before, after in pairwise(seen):
        assert before == after or before not in FINAL
    if application.status is Status.APPROVED:
        assert len({application.person_id, application.first_reviewer_id, application.second_reviewer_id}) == 3


async def test_the_property_above_can_fail() -> None:
    """Negative control: with one level of review, one reviewer suffices; with two the same sequence does not."""
    sequence = [(BOTH, "claim"), (BOTH, "approve"), (BOTH, "claim"), (BOTH, "approve")]
    assert (await history(await started(1), sequence))[-1] is Status.APPROVED
    assert (await history(await started(2), sequence))[-1] is Status.FIRST_PASSED
    other = [(BOTH, "claim"), (BOTH, "approve"), (SECOND, "claim"), (SECOND, "approve")]
    assert (await history(await started(2), other))[-1] is Status.APPROVED
