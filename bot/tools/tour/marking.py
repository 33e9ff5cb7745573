"""Step 10: each examiner marks the practical alone, by code; two clerks enter the theory marks, each alone."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from bot.tools.tour.cast import Candidate
from bot.tools.tour.sitting import COMING, StaffedSitting, halls
from bot.tools.tour.stage import Stage, expect
from bot.tools.tour.step import TourStep
from domain.standards import Part
from sandbox import Someone

CLERK, OTHER_CLERK = 6001, 6002
FAILS, VETOED = 3, 5  # whose work they are: the third in the list of the first room, the fifth of the second
CLOSE, MISREAD = COMING[12], COMING[17]  # just below the pass mark; written so that one clerk reads it wrongly
CODE = re.compile(r"A-\d{3}")
ENTRY = ("理论登分", "请按顺序回复分数")


def theory_mark(who: Candidate) -> str:
    """What stands on a candidate's paper."""
    return "59.5" if who is CLOSE else f"{66 + who.number * 7 % 29}.{5 * (who.number % 2)}"


def _place(hall: StaffedSitting, wanted: int) -> int:
    """That place of a room's list, or the next: codes fall by chance, and whose theory is close fails by that alone."""
    listed = sorted((who for who in hall.codes if who in COMING), key=lambda who: hall.codes[who])
    return wanted + (listed[wanted - 1] is CLOSE)


def _practical_marks(place: int, examiner: int, *, fails: bool) -> str:
    """What an examiner sees in the work of the candidate at a place of the list, from 1."""
    if fails:
        return f"{9 + examiner} 12 16 16"
    return f"{21 + place % 7 + examiner % 2} {22 + place % 5} {14 + place % 4} {15 + place % 3}"


async def mark_the_practical(stage: Stage) -> str:
    """One message and one press for each; nobody sees another's marks, nor a name, before all are in."""
    rooms = await halls(stage, Part.PRACTICAL)
    await stage.pass_time(hours=1)
    marking = [
        _mark_all(stage, who, At(room, number, _place(hall, FAILS if room == 0 else VETOED)))
        for room, hall in enumerate(rooms)
        for number, who in enumerate(hall.examiners)
    ]
    sheets = sum(await asyncio.gather(*marking))
    for hall in rooms:
        await _check_anonymous(hall)
    stage.figures |= {"sheets": sheets, "examiners": sum(len(hall.examiners) for hall in rooms)}
    return (
        f"{sheets} sheets by {stage.figures['examiners']} examiners, 1 message and 1 tap each, no name seen; one ★ veto"
    )


@dataclass(frozen=True)
class At:
    """Which room and examiner, from 0; and the place in the list, from 1, of whoever fails there or is vetoed."""

    room: int
    examiner: int
    special: int


async def _mark_all(stage: Stage, who: Someone, at: At) -> int:
    """Everybody in the list; how many they were."""
    await who.say("/mark")
    await who.sees("已评 0／")
    await who.press("A-0")
    card, place = await who.sees("请按顺序回复"), 0
    while "请按顺序回复" in card:
        place += 1
        code = CODE.findall(card)[-1]
        before = len(who.deeds)
        special = place == at.special
        await who.say(_practical_marks(place, at.examiner, fails=special and at.room == 0))
        await who.sees(code, "合计")
        if special and at.room == 1:
            await who.press("★ 否决")
            await who.sees("⛔ 否决", "提交后不能再改")
        if special and (at.room, at.examiner) == (1, 0):
            await stage.show("10-sheet", who)
        await who.press(f"提交 {code}")
        card = await who.sees(f"{code} 已交")
        if place == 1:
            stage.figures["deeds_per_sheet"] = len(who.deeds) - before
    expect("谁也看不到分数" in card, card)
    return place


async def _check_anonymous(hall: StaffedSitting) -> None:
    for examiner in hall.examiners:
        shown = await examiner.text()
        named = [who.name for who in hall.codes if who.name in shown or hall.numbers[who] in shown]
        expect(not named, f"{examiner.name} sees whose work it is: {named}")


async def enter_the_theory(stage: Stage) -> str:
    """Each clerk enters all marks; the one that they read differently is looked at again by both."""
    (hall,) = await halls(stage, Part.THEORY)
    one, other = stage.staff(CLERK), stage.staff(OTHER_CLERK)
    marks = {who: theory_mark(who) for who in COMING}
    for clerk, read in ((one, marks), (other, marks | {MISREAD: "58"})):
        await clerk.say("/entry")
        await clerk.press("登分")
        await clerk.sees(*ENTRY)
        await clerk.say("\n".join(f"{hall.numbers[who]} {mark}" for who, mark in read.items()))
    await other.sees("两遍不一致 1 份", hall.numbers[MISREAD], "您登的 58")
    await stage.show("10-entry", other)
    await stage.settle()
    await one.sees("两遍登分有不一致")
    await one.press("登分")
    await one.sees("两遍不一致 1 份", f"您登的 {marks[MISREAD].removesuffix('.0')}")
    await one.say(marks[MISREAD])
    await one.sees(f"要再看：{other.name}")
    await stage.settle()
    await other.say(f"{hall.numbers[MISREAD]} {marks[MISREAD]}")
    await other.sees("两遍全部一致")
    await stage.settle()
    await one.sees("分数全部交齐")
    stage.figures |= {"papers": len(marks), "differences": 1}
    return f"{len(marks)} papers entered twice; 1 difference listed to both clerks and resolved"


STEPS = (
    TourStep(10, "技能评分 Marking", mark_the_practical),
    TourStep(10, "理论登分 Entry", enter_the_theory),
)
