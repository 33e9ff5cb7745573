"""The bench measures what it says: real registrations and a bare echo, each in a process of its own."""

from __future__ import annotations

import pytest

from bot.tools.bench.candidate import Applicant, Deed, Kind, Sight
from bot.tools.bench.measuring import measure
from bot.tools.bench.meter import SideFailed, side
from bot.tools.bench.phone import Phone
from domain.registration import rules
from sandbox import NotSeen, Sandbox

PRESS_DONE = Deed(Kind.PRESS, "d:a:5:v:done")
RATIOS = ("turns_vs_ptb_echo", "latency_vs_ptb_echo", "sandbox_vs_ptb_echo")


def somebody(number: int) -> Applicant:
    return Applicant(number, 700000001, "8613800000001")


async def test_a_small_run_gives_every_figure() -> None:
    found = await measure(updates=60, rounds=2, presses=50)
    assert tuple(found)[:3] == RATIOS
    assert all(value > 0 for value in found.values())
    assert (found["updates_per_side"], found["presses_per_side"]) == (120, 50)
    assert found["turns_vs_ptb_echo"] == pytest.approx(
        found["turns_per_cpu_second"] / found["ptb_echo_updates_per_cpu_second"], abs=0.02
    )


async def test_a_side_that_does_not_come_up_is_told() -> None:
    """Negative control."""
    with pytest.raises(SideFailed):
        async with side("json.tool", "--help", settings={}):
            pass


async def test_a_silent_bot_is_told() -> None:
    """Negative control: nobody answers, and the text says what stood on the screen."""
    sandbox = Sandbox(people=[{"id": 1, "first_name": "某人"}])
    phone = Phone(sandbox.someone(1))
    await phone.do(Deed(Kind.SAY, "/start"), None)
    with pytest.raises(NotSeen, match=r"某人 gets no card to answer; the last messages are:\n/start"):
        await phone.answered(0, 0)


@pytest.mark.parametrize("number", [1, 2, 3, 12, 3649, 3650, 99_999])
def test_candidates_say_what_the_rules_accept(number: int) -> None:
    said = somebody(number).particulars()
    rules.check_identity(said.identity)
    assert (
        rules.check_spells(
            said.spells, said.identity.born_on, said.schooling.graduated, said.identity.born_on.replace(year=2026)
        )
        == frozenset()
    )


def test_no_two_candidates_have_the_same_papers() -> None:
    numbers = {somebody(number).id_number for number in range(20_000)}
    assert len(numbers) == 20_000


@pytest.mark.parametrize(
    ("text", "buttons", "deed"),
    [
        ("您好", ["register", "help"], Deed(Kind.PRESS, "register")),
        ("报名须知", ["agree:terms:register", "disagree"], Deed(Kind.PRESS, "agree:terms:register")),
        ("还没填完", ["resume:registration"], Deed(Kind.PRESS, "resume:registration")),
        ("您想报哪一个？", ["d:a:1:v:3-4", "d:a:1:m:save"], Deed(Kind.PRESS, "d:a:1:v:3-4")),
        ("请输入姓名", ["d:a:2:m:back"], Deed(Kind.SAY, "李伟伟")),
        ("请发一张证件照", ["d:a:3:m:back"], Deed(Kind.PHOTO)),
        ("工作经历", ["d:a:4:v:add", "d:a:4:v:none"], Deed(Kind.PRESS, "d:a:4:v:add")),
        (
            "工作经历",
            ["d:a:5:v:del-0", "d:a:5:v:del-1", "d:a:5:v:add", "d:a:5:v:done"],
            Deed(Kind.PRESS, "d:a:5:v:done"),
        ),
        ("您符合申报条件", ["d:a:6:v:submit", "d:a:6:v:edit-name"], Deed(Kind.PRESS, "d:a:6:v:submit")),
        ("报名已提交", ["my:1", "home"], None),
    ],
)
def test_a_candidate_answers_what_is_asked(text: str, buttons: list[str], deed: Deed | None) -> None:
    assert somebody(2001).decide(Sight(1, 1, text, tuple(buttons))) == deed


def test_the_contact_is_shared_where_it_is_asked_for() -> None:
    assert somebody(1).decide(Sight(1, 1, "请发送您的手机号", asks_contact=True)) == Deed(Kind.CONTACT)
