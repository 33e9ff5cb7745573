"""How long updates and presses are kept, and how many."""

import time

import pytest

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.test_polling import say, texts


def turn_on(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    later = time.time() + seconds
    monkeypatch.setattr("sandbox.bots.updates.time.time", lambda: later)


@pytest.mark.parametrize(("hours", "kept"), [(23.9, ["a"]), (24.1, [])])
async def test_a_message_is_kept_for_a_day(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, hours: float, kept: list[str]
) -> None:
    await say(rig, "a")
    turn_on(monkeypatch, hours * 3600)
    assert texts(await rig.updates()) == kept


@pytest.mark.parametrize(("seconds", "kept"), [(149, 1), (151, 0)])
async def test_a_press_is_kept_for_150_seconds(
    chat: Rig, monkeypatch: pytest.MonkeyPatch, seconds: float, kept: int
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    sent = await chat.ok("sendMessage", chat_id=ANN, text="x", reply_markup=keyboard)
    await chat.do(ANN, "press", message_id=sent["message_id"], data="a")
    turn_on(monkeypatch, seconds)
    assert len(await chat.updates()) == kept


async def test_the_oldest_go_when_there_are_too_many(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.bots.updates.QUEUED_UPDATES", 3)
    await say(rig, *"abcd")
    assert texts(await rig.updates()) == ["b", "c", "d"]


async def test_an_answer_is_cut_at_four_megabytes(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.methods.polling.UPDATES_BYTES", 800)
    sent = await say(rig, *"abcd")
    first = await rig.updates()
    assert 0 < len(first) < 4
    assert texts(await rig.updates(offset=first[-1]["update_id"] + 1))[0] == "abcd"[len(first)]
    assert first[0]["update_id"] == sent[0]


async def test_one_update_larger_than_an_answer_comes_all_the_same(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.methods.polling.UPDATES_BYTES", 10)
    await say(rig, "a")
    assert texts(await rig.updates()) == ["a"]


async def test_an_offset_far_below_counts_as_none(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.methods.polling.OFFSET_BELOW", 5)
    sent = await say(rig, "a")
    assert texts(await rig.updates(offset=sent[0] - 6)) == ["a"]
    assert texts(await rig.updates(offset=sent[0])) == ["a"]
