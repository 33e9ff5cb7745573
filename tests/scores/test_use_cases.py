"""The deeds on scores against a real database: what is kept, what is refused, what the next area sees."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Forbidden
from domain.people import Actor, Role, actor_of
from domain.scores import (
    AskCheck,
    CheckAskedAlready,
    CheckGround,
    NotCheckable,
    NotReleased,
    Outcome,
    OwnWork,
    ReleaseTime,
    Result,
    ask_check,
    audit,
    breakdown,
    hands_in,
    own_score,
    pass_audit,
    public_list,
    release,
    release_due,
    resolve,
    set_release,
    summarise,
    unanswered,
)
from domain.standards import OutOfOrder, Part
from storage.work import StoredWork
from tests.scores.marked import CLERKS, GOOD, actor, also, asked, at, audited, marked, released, round_of, summarised
from tests.stage import EXAMINERS, Stage
from tests.town import Town


async def test_the_results_are_what_the_marks_come_to(town: Town) -> None:
    stage = await summarised(town, theory={0: 600, 1: 599}, absent=())
    async with at(town) as work:
        found = {(r.application_id, r.part): (r.outcome, r.tenths) for r in await work.scores.results(stage.batch.id)}
    first, second = (each.id for each in stage.applications)
    assert found == {
        (first, Part.THEORY): (Outcome.PASSED, 600),
        (first, Part.PRACTICAL): (Outcome.PASSED, 860),
        (second, Part.THEORY): (Outcome.FAILED, 599),
        (second, Part.PRACTICAL): (Outcome.FAILED, 540),
    }


async def test_everybody_who_made_the_scores_is_known(town: Town) -> None:
    stage = await summarised(town)
    async with at(town) as work:
        made = {(await actor(work, name)).person_id for name in (*EXAMINERS, *CLERKS)}
        assert await hands_in(work, stage.batch.id) == made


async def test_looking_again_finds_nothing_twice(town: Town) -> None:
    stage = await summarised(town, theory={0: 605})
    async with at(town) as work:
        first = len(await audit(work, await actor(work, "qin"), stage.batch.id))
    async with at(town) as work:
        assert len(await audit(work, await actor(work, "qin"), stage.batch.id)) == first == 1


async def test_whoever_settled_a_finding_does_not_release(town: Town) -> None:
    """Even when another one passed the audit."""
    stage = await summarised(town, theory={0: 605})
    await also(town, "xu", Role.SCORE_AUDITOR)
    await also(town, "xu", Role.DIRECTOR)
    async with at(town) as work:
        (finding,) = await audit(work, await actor(work, "xu"), stage.batch.id)
        await resolve(work, await actor(work, "xu"), finding.id, "已核对")
    await town.qin.press_data(f"scores_pass:{stage.batch.id}")
    await town.qin.sees("等待公布")
    async with at(town) as work:
        with pytest.raises(OwnWork):
            await release(work, await actor(work, "xu"), stage.batch.id)
        assert await release(work, await actor(work, "chen"), stage.batch.id)


async def test_a_candidate_of_the_batch_does_not_audit_it(town: Town) -> None:
    stage = await summarised(town)
    async with at(town) as work:
        auditor = await actor(work, "qin")
        stage.applications[0].person_id = auditor.person_id
        held = await work.registration.application(stage.applications[0].id)
        held.person_id = auditor.person_id
        await work.registration.flush()
        with pytest.raises(OwnWork):
            await audit(work, auditor, stage.batch.id)


async def test_a_release_is_set_for_the_days_ahead_only(town: Town) -> None:
    stage = await audited(town)
    async with at(town) as work:
        director = await actor(work, "chen")
        for wrong in (timedelta(0), timedelta(minutes=-1), timedelta(days=31)):
            with pytest.raises(ReleaseTime):
                await set_release(work, director, stage.batch.id, work.now + wrong)
        assert await release_due(work, director, stage.batch.id) is None  # nothing was set


async def test_a_due_release_that_was_moved_waits(town: Town) -> None:
    stage = await audited(town)
    async with at(town) as work:
        director = await actor(work, "chen")
        await set_release(work, director, stage.batch.id, work.now + timedelta(hours=2))
        assert await release_due(work, director, stage.batch.id) is None
    assert (await round_of(town, stage)).released_at is None


async def test_a_release_counts_working_days(town: Town) -> None:
    stage = await released(town)
    done = await round_of(town, stage)
    assert done.public_until is not None
    assert done.check_until is not None
    assert done.released_at is not None
    assert timedelta(days=7) <= done.check_until - done.public_until <= timedelta(days=12)


async def test_a_kept_or_void_part_is_not_checked_and_a_strange_one_neither(town: Town) -> None:
    stage = await released(town)
    async with at(town) as work:
        for result in await work.scores.results_of(stage.applications[1].id):
            result.outcome = Outcome.VOID if result.part is Part.PRACTICAL else result.outcome
    async with at(town) as work:
        who = await actor_at(work, stage.chat(1))
        for part in (Part.PRACTICAL, Part.REVIEW):
            with pytest.raises(NotCheckable):
                await ask_check(work, who, AskCheck(stage.applications[1].id, part, CheckGround.WRONG_ENTRY))


async def actor_at(work: StoredWork, chat: int) -> Actor:
    """Whoever talks in that chat."""
    person = await work.people.by_chat(chat)
    assert person is not None
    return await actor_of(work, person)


async def test_a_part_is_asked_about_once(town: Town) -> None:
    stage = await released(town)
    await asked(town, stage)
    async with at(town) as work:
        who = await actor_at(work, stage.chat(1))
        again = AskCheck(stage.applications[1].id, Part.PRACTICAL, CheckGround.WRONG_ENTRY)
        with pytest.raises(CheckAskedAlready):
            await ask_check(work, who, again)


async def test_what_is_unanswered_is_known_to_the_next_step(town: Town) -> None:
    stage = await released(town)
    async with at(town) as work:
        assert await unanswered(work, stage.batch.id) == []
    check = await asked(town, stage)
    async with at(town) as work:
        assert [each.id for each in await unanswered(work, stage.batch.id)] == [check.id]


async def test_the_breakdown_is_the_mean_of_the_examiners(town: Town) -> None:
    stage = await marked(town, practical=[GOOD])
    async with at(town) as work:
        sheets = await work.marking.sheets(stage.sittings[Part.PRACTICAL].id)
        sheets[0].marks = (24, 26, 17, 18)
    await further(town, stage)
    async with at(town) as work:
        who = await actor_at(work, stage.chat(0))
        found = await breakdown(work, who, stage.applications[0].id)
    assert [each.tenths for each in found] == [247, 260, 170, 180]


async def further(town: Town, stage: Stage) -> None:
    """From marking to the release, by the use cases."""
    key = stage.batch.id
    async with at(town) as work:
        await summarise(work, await actor(work, "yang"), key)
        await audit(work, await actor(work, "qin"), key)
        await pass_audit(work, await actor(work, "qin"), key)
        await release(work, await actor(work, "chen"), key)


async def test_only_the_version_in_force_counts(town: Town) -> None:
    stage = await released(town)
    async with at(town) as work:
        held = next(r for r in await work.scores.results_of(stage.applications[1].id) if r.part is Part.PRACTICAL)
        held.replaced = True
        new = (Outcome.PASSED, 700, work.now, held.made_by)
        work.scores.add(Result(held.batch_id, held.application_id, held.part, *new, number=2, reason="登分有误"))
    async with at(town) as work:
        who = await actor_at(work, stage.chat(1))
        assert (await own_score(work, who, stage.applications[1].id)).outcome is Outcome.PASSED
        listed = await public_list(work, who, stage.batch.id)
        assert [line.outcome for line in listed] == [Outcome.PASSED, Outcome.PASSED]


async def test_nothing_is_seen_or_done_without_the_right(town: Town) -> None:
    stage = await audited(town)
    async with at(town) as work:
        who = await actor_at(work, stage.chat(0))
        with pytest.raises(NotReleased):
            await own_score(work, who, stage.applications[0].id)
        with pytest.raises(Forbidden):
            await release(work, who, stage.batch.id)
        with pytest.raises(OutOfOrder):
            await summarise(work, await actor(work, "yang"), stage.batch.id)
