"""Polls as people see them: votes, what is shown to whom, and polls that close by themselves."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.rig import ANN, BOB, Rig, running
from tests.sandbox.test_keyboards import GROUP, with_group
from tests.sandbox.test_polls import QUIZ, ask, heard


async def shown(rig: Rig, person: int = ANN, chat: str = "") -> dict[str, Any]:
    """The poll of the last message as the person sees it."""
    return dict((await rig.see(f"/people/{person}{chat}/screen"))["messages"][-1]["poll"])


def counts(poll: dict[str, Any]) -> list[int]:
    return [option["voter_count"] for option in poll["options"]]


async def vote(rig: Rig, message_id: int, options: Any, person: int = ANN) -> dict[str, Any]:
    return dict(await rig.do(person, "vote", message_id=message_id, options=options))


async def stumbles(rig: Rig, deed: str, **given: Any) -> str:
    status, answer = await rig.request("POST", f"/people/{ANN}/{deed}", json=given)
    assert status in (400, 404)
    return str(answer["error"])


async def test_who_has_voted_sees_the_counts_and_the_own_vote(chat: Rig) -> None:
    sent = await ask(chat)
    assert (await shown(chat))["chosen"] == []
    await vote(chat, sent["message_id"], [1])
    seen = await shown(chat)
    assert (counts(seen), seen["chosen"]) == ([0, 1], [1])


async def test_who_has_not_voted_sees_no_counts(chat: Rig) -> None:
    with_group(chat)
    chat.sandbox.groups[GROUP].members[BOB] = {"status": "member"}
    screen = type(chat.sandbox.groups[GROUP].screens[ANN])
    screen(chat.sandbox.groups[GROUP], chat.sandbox.people[BOB])
    sent = await ask(chat, chat_id=GROUP)
    await chat.post(f"/people/{ANN}/chats/{GROUP}/vote", message_id=sent["message_id"], options=[0])
    anns, bobs = await shown(chat, ANN, f"/chats/{GROUP}"), await shown(chat, BOB, f"/chats/{GROUP}")
    assert (counts(anns), anns["chosen"]) == ([1, 0], [0])
    assert (counts(bobs), bobs["chosen"], bobs["total_voter_count"]) == ([0, 0], [], 1)
    await chat.ok("stopPoll", chat_id=GROUP, message_id=sent["message_id"])
    assert counts(await shown(chat, BOB, f"/chats/{GROUP}")) == [1, 0]


async def test_results_can_be_hidden_until_the_end(chat: Rig) -> None:
    sent = await ask(chat, hide_results_until_closes=True)
    await vote(chat, sent["message_id"], [1])
    assert counts(await shown(chat)) == [0, 0]
    await chat.ok("stopPoll", chat_id=ANN, message_id=sent["message_id"])
    assert counts(await shown(chat)) == [0, 1]


async def test_the_answers_of_a_quiz_are_shown_with_the_vote(chat: Rig) -> None:
    sent = await ask(chat, **QUIZ, correct_option_ids=[0], explanation="even")
    assert not (await shown(chat)).keys() & {"correct_option_ids", "explanation"}
    await vote(chat, sent["message_id"], [1])
    seen = await shown(chat)
    assert (seen["correct_option_ids"], seen["explanation"]) == ([0], "even")


async def test_a_vote_comes_as_an_edit(chat: Rig) -> None:
    sent = await ask(chat)
    seq = (await chat.see(f"/people/{ANN}/chat"))["seq"]
    await vote(chat, sent["message_id"], [1])
    (event,) = (await chat.see(f"/people/{ANN}/chat?after={seq}"))["events"]
    assert (event["type"], event["message"]["poll"]["chosen"]) == ("edit", [1])


async def test_the_stream_shows_the_own_vote(chat: Rig) -> None:
    sent = await ask(chat)
    await vote(chat, sent["message_id"], [1])
    async with asyncio.timeout(3), chat.http.get(f"{chat.base}/people/{ANN}/stream?after=2") as response:
        async for line in response.content:
            if line.startswith(b"data: "):
                assert json.loads(line[6:])["message"]["poll"]["chosen"] == [1]
                return


async def test_a_vote_is_changed_and_taken_back(chat: Rig) -> None:
    sent = await ask(chat)
    for options in ([0], [1], []):
        await vote(chat, sent["message_id"], options)
        assert (await shown(chat))["chosen"] == options


async def test_several_answers_where_they_are_allowed(chat: Rig) -> None:
    sent = await ask(chat, allows_multiple_answers=True)
    await vote(chat, sent["message_id"], [1, 0, 1])
    assert (await shown(chat))["chosen"] == [0, 1]


async def test_a_quiz_takes_the_first_answer(chat: Rig) -> None:
    message_id = (await ask(chat, **QUIZ, correct_option_ids=[0]))["message_id"]
    refusal = "a vote in this poll cannot be changed or taken back"
    assert await stumbles(chat, "vote", message_id=message_id, options=[]) == refusal
    await vote(chat, message_id, [1])
    assert await stumbles(chat, "vote", message_id=message_id, options=[0]) == refusal
    assert await stumbles(chat, "vote", message_id=message_id, options=[]) == refusal


async def test_a_quiz_may_allow_another_answer(chat: Rig) -> None:
    message_id = (await ask(chat, **QUIZ, correct_option_ids=[0], allows_revoting=True))["message_id"]
    for options in ([1], [0]):
        await vote(chat, message_id, options)
    assert (await shown(chat))["chosen"] == [0]


async def test_a_poll_may_forbid_another_answer(chat: Rig) -> None:
    message_id = (await ask(chat, allows_revoting="false"))["message_id"]
    await vote(chat, message_id, [1])
    assert "cannot be changed" in await stumbles(chat, "vote", message_id=message_id, options=[0])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([0, 1], "this poll takes one answer only"),
        ([2], "options is a list of numbers from 0 to 1"),
        ([-1], "options is a list of numbers from 0 to 1"),
        ([True], "options is a list of numbers from 0 to 1"),
        ("0", "options is a list of numbers from 0 to 1"),
    ],
)
async def test_a_wrong_vote_is_told(chat: Rig, options: Any, told: str) -> None:
    sent = await ask(chat)
    assert await stumbles(chat, "vote", message_id=sent["message_id"], options=options) == told


async def test_a_closed_poll_takes_no_vote(chat: Rig) -> None:
    sent = await ask(chat, is_closed=True)
    assert await stumbles(chat, "vote", message_id=sent["message_id"], options=[0]) == "this poll is closed"


async def test_only_polls_are_voted_in(chat: Rig) -> None:
    assert await stumbles(chat, "vote", message_id=1, options=[0]) == "message 1 is no poll"


async def test_a_person_asks_and_ends_the_own_poll(chat: Rig) -> None:
    own = await chat.do(ANN, "poll", question="?", options=["a", "b"], type="quiz", correct_option_id=1)
    message = (await chat.updates(offset=-1))[0]["message"]
    assert (message["from"]["id"], message["poll"]["correct_option_ids"]) == (ANN, [1])
    await chat.do(ANN, "stop_poll", message_id=own["message_id"])
    assert (await shown(chat))["is_closed"] is True
    assert await stumbles(chat, "stop_poll", message_id=own["message_id"]) == "this poll is closed"


async def test_a_person_asks_no_more_than_255_characters(chat: Rig) -> None:
    told = await stumbles(chat, "poll", question="q" * 256, options=["a"])
    assert told == "Bad Request: poll question length must not exceed 255"


async def test_a_person_stops_no_poll_of_the_bot(chat: Rig) -> None:
    sent = await ask(chat)
    assert await stumbles(chat, "stop_poll", message_id=sent["message_id"]) == "only an own poll can be stopped"


async def test_a_poll_tells_when_it_closes(chat: Rig) -> None:
    sent = await ask(chat, open_period=600)
    assert (sent["poll"]["open_period"], sent["poll"]["close_date"]) == (600, sent["date"] + 600)
    by_date = await ask(chat, close_date=sent["date"] + 600)
    assert 595 <= by_date["poll"]["open_period"] <= 600
    assert by_date["poll"]["close_date"] == sent["date"] + 600


async def test_a_poll_closes_by_itself(chat: Rig) -> None:
    sent = await ask(chat, open_period=1)
    assert sent["poll"]["is_closed"] is False
    async with asyncio.timeout(20):
        while not (seen := await shown(chat))["is_closed"]:
            await asyncio.sleep(0.05)
    assert not seen.keys() & {"open_period", "close_date"}
    assert [update["poll"]["is_closed"] for update in await heard(chat)] == [True]


async def test_a_poll_closes_by_the_clock_of_the_sandbox(chat: Rig) -> None:
    await ask(chat, open_period=3600)
    await chat.post("/clock", advance_seconds=3599)
    assert (await shown(chat))["is_closed"] is False
    await chat.post("/clock", advance_seconds=1)
    assert (await shown(chat))["is_closed"] is True


async def test_polls_survive_a_restart(tmp_path: Path) -> None:
    async with running(path=tmp_path) as rig:
        await rig.hello()
        sent = await ask(rig, open_period=600, is_anonymous=False)
        await vote(rig, sent["message_id"], [1])
        before = await shown(rig)
    async with running(path=tmp_path) as rig:
        assert await shown(rig) == before
        await vote(rig, sent["message_id"], [0])
        assert counts(await shown(rig)) == [1, 0]
        await rig.post("/clock", advance_seconds=600)
        assert (await shown(rig))["is_closed"] is True
        kinds = [next(kind for kind in update if kind != "update_id") for update in await heard(rig)]
        assert kinds == ["poll_answer", "poll", "poll_answer", "poll", "poll"]


async def test_a_poll_that_should_have_closed_closes_at_the_next_start(tmp_path: Path) -> None:
    async with running(path=tmp_path) as rig:
        await rig.hello()
        await ask(rig, open_period=1)
    await asyncio.sleep(1.1)
    async with running(path=tmp_path) as rig:
        await asyncio.sleep(0.1)
        assert (await shown(rig))["is_closed"] is True
