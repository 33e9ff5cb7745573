"""Steps 8 and 9: at the door and in the rooms, on the day of the exam."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.tools.tour.arranging import sittings_of
from bot.tools.tour.cast import CANDIDATES, Candidate
from bot.tools.tour.opening import PLANNER
from bot.tools.tour.stage import Stage, expect
from bot.tools.tour.step import TourStep
from domain.planning import Sitting
from domain.staffing import DutyRole, DutyStatus
from domain.standards import Part
from sandbox import Someone

ABSENT, LATE, MISTAKEN, DOUBTED, STRUCK = CANDIDATES[29], CANDIDATES[5], CANDIDATES[6], CANDIDATES[7], CANDIDATES[8]
COMING = tuple(who for who in CANDIDATES if who is not ABSENT)


@dataclass(frozen=True)
class StaffedSitting:
    """A sitting: who watches it, who marks it, and by candidate the code and number on the ticket, and the seat."""

    sitting: Sitting
    watchers: Sequence[Someone]
    examiners: Sequence[Someone]
    codes: Mapping[Candidate, str]
    seats: Mapping[Candidate, int]
    numbers: Mapping[Candidate, str]

    @property
    def starts_at(self) -> datetime:
        """When the sitting begins by the plan."""
        return self.sitting.starts_at


async def halls(stage: Stage, part: Part) -> Sequence[StaffedSitting]:
    """The rooms of a part. The codes are what a camera reads from the printed tickets."""
    return [await _hall(stage, sitting) for sitting in await sittings_of(stage, part)]


async def _hall(stage: Stage, sitting: Sitting) -> StaffedSitting:
    by_chat = {who.chat: who for who in CANDIDATES}
    codes, seats, numbers = {}, {}, {}
    async with stage.records() as work:
        for booking in await work.planning.bookings(sitting.id):
            ticket = await work.planning.ticket(booking.ticket_id)
            who = by_chat[(await work.people.person(ticket.person_id)).chat_id]
            codes[who], seats[who], numbers[who] = ticket.token, booking.seat, ticket.number
        duties = [d for d in await work.staffing.duties(sitting.id) if d.status is DutyStatus.ACCEPTED]
        serving = {(await work.people.person(duty.person_id)).chat_id: duty.role for duty in duties}
    watchers = [stage.staff(chat) for chat, role in serving.items() if role is DutyRole.INVIGILATOR]
    examiners = [stage.staff(chat) for chat, role in serving.items() if role is not DutyRole.INVIGILATOR]
    return StaffedSitting(sitting, watchers, examiners, codes, seats, numbers)


async def scan(watcher: Someone, hall: StaffedSitting, who: Candidate) -> None:
    """Open the link in a ticket's code, as the telephone's camera does."""
    await watcher.say(f"/start in_{hall.codes[who]}")


async def let_in(watcher: Someone, hall: StaffedSitting, who: Candidate) -> None:
    """Compare photo, name and last four digits; one press."""
    await scan(watcher, hall, who)
    await watcher.sees(who.name, f"证件末四位 {who.id_number[-4:]}", f"{hall.seats[who]} 座")
    await watcher.press("人证一致")
    await watcher.sees("已入场", who.name)


async def check_in_theory(stage: Stage) -> str:
    """Too early, twice, mistaken and doubted: each is answered with the facts; twenty-eight come in on time."""
    (hall,) = await halls(stage, Part.THEORY)
    door, other = hall.watchers[:2]
    await scan(door, hall, COMING[0])
    await door.sees("还没有到入场时间")
    await stage.go_to(hall.starts_at - timedelta(minutes=25))
    before = len(door.deeds)
    await let_in(door, hall, COMING[0])
    stage.figures["taps_per_check_in"] = len(door.deeds) - before
    await scan(door, hall, COMING[1])
    await door.sees(COMING[1].name, "证件末四位")
    await stage.show("08-door", door)
    await scan(other, hall, COMING[0])
    await other.sees("已经入场", f"由 {door.name} 核对")
    await stage.show("08-twice", other)
    await _undo(stage, hall, door)
    await _doubt(stage, hall, door)
    await _all_in(hall, [who for who in COMING[1:] if who not in {LATE, MISTAKEN, DOUBTED}])
    await stage.settle()
    await stage.candidate(COMING[1]).sees("签到成功")
    await stage.show("08-receipt", stage.candidate(COMING[1]))
    stage.figures["second_scans_refused"] = 1
    taps = stage.figures["taps_per_check_in"]
    return f"28 in, scan and press: {taps} taps each; a second scan, an early one and a wrong face refused"


async def _undo(stage: Stage, hall: StaffedSitting, door: Someone) -> None:
    """The wrong one was let in: undone with a reason, and let in again."""
    await let_in(door, hall, MISTAKEN)
    await scan(door, hall, MISTAKEN)
    await door.press("撤销")
    await door.press("认错了人")
    await door.sees("已撤销")
    await stage.candidate(MISTAKEN).sees("签到已撤销")
    await let_in(door, hall, MISTAKEN)


async def _doubt(stage: Stage, hall: StaffedSitting, door: Someone) -> None:
    """The papers do not match: noted, told to the planner; with the right papers they come in."""
    await scan(door, hall, DOUBTED)
    await door.press("不一致")
    await door.sees("人证不符，没有入场")
    await stage.staff(PLANNER).sees("人证不符", DOUBTED.name)
    await scan(door, hall, DOUBTED)
    await door.sees(DOUBTED.name, "判定过“人证不符”")
    await door.press("人证一致")
    await door.sees("已入场", DOUBTED.name)


async def _all_in(hall: StaffedSitting, queue: Sequence[Candidate]) -> None:
    """Everybody of the queue, at as many doors as there are watchers."""

    async def at_one_door(watcher: Someone, mine: Sequence[Candidate]) -> None:
        for who in mine:
            await let_in(watcher, hall, who)

    doors = len(hall.watchers)
    # Side by side, as on the day: at two doors at once somebody could be let in twice.
    await asyncio.gather(*(at_one_door(each, queue[n::doors]) for n, each in enumerate(hall.watchers)))


async def sit_theory(stage: Stage) -> str:
    """Begun by the server's clock; one comes late, one too late; minutes are added; an incident has two signatures."""
    (hall,) = await halls(stage, Part.THEORY)
    door, other = hall.watchers[:2]
    await stage.go_to(hall.starts_at)
    await _open_room(door, "理论知识")
    await door.press("开始考试")
    await door.sees("还剩 90 分钟")
    await _late(stage, hall, other)
    await _open_room(door, "理论知识")
    await door.press("全场加 10 分钟")
    await door.sees("已加 10 分钟")
    await stage.show("09-room", door)
    await _incident(hall, door, other)
    await stage.show("09-incident", other)
    # Ninety minutes, and the ten that were added.
    await stage.go_to(hall.starts_at + timedelta(minutes=101))
    await _open_room(door, "理论知识")
    await door.press("结束考试")
    await door.sees(f"没有到场的座位：{hall.seats[ABSENT]}", "记为缺考")
    await door.press("确定结束")
    await door.sees("考试结束", f"实到 {len(COMING)}", "缺考 1")
    await stage.settle()
    return f"{len(COMING)} sat, 1 late; 10 minutes added, an incident signed by two; seat {hall.seats[ABSENT]} absent"


async def _open_room(watcher: Someone, part: str) -> None:
    """The room card; who watches several sittings on a day chooses first."""
    await watcher.say("/room")
    if "应到" not in await watcher.sees_one_of("我的考场", "应到"):
        await watcher.press(part)
        await watcher.sees("应到")


async def _late(stage: Stage, hall: StaffedSitting, door: Someone) -> None:
    await stage.go_to(hall.starts_at + timedelta(minutes=12))
    await scan(door, hall, LATE)
    await door.sees("按迟到入场")
    await door.press("人证一致")
    await door.sees("已入场", "（迟到）")
    await stage.go_to(hall.starts_at + timedelta(minutes=31))
    await scan(door, hall, ABSENT)
    await door.sees("已过入场时限")


async def _incident(hall: StaffedSitting, door: Someone, other: Someone) -> None:
    await door.press("记录情况")
    await door.press("突发")
    await door.sees("是哪位考生")
    await door.say(str(hall.seats[STRUCK]))
    await door.say("9:35 身体不适，休息 5 分钟后继续答题")
    await door.sees("请核对", STRUCK.name)
    await door.press("✅ 记录")
    await door.sees("等待第二人签字")
    await other.sees("请您签字确认", STRUCK.name)
    await other.press("签字确认")
    await other.sees("两人已签字")


async def sit_practical(stage: Stage) -> str:
    """Two rooms at once; a ticket of the other room is refused; all who came leave when it is over."""
    rooms = await halls(stage, Part.PRACTICAL)
    await stage.go_to(rooms[0].starts_at - timedelta(minutes=20))
    stranger = next(who for who in rooms[1].codes if who is not ABSENT)
    await scan(rooms[0].watchers[0], rooms[1], stranger)
    await rooms[0].watchers[0].sees("这位考生不在这个考场", "他的考场")
    offered = await rooms[0].watchers[0].buttons()
    expect(not any("人证一致" in label for label in offered[:2]), "another room's door lets in")
    await asyncio.gather(*(_all_in(hall, [who for who in hall.codes if who is not ABSENT]) for hall in rooms))
    await stage.go_to(rooms[0].starts_at)
    for hall in rooms:
        await _open_room(hall.watchers[0], "技能操作")
        await hall.watchers[0].press("开始考试")
        await hall.watchers[0].sees("还剩 150 分钟")
    await stage.go_to(rooms[0].starts_at + timedelta(minutes=151))
    for hall in rooms:
        await _open_room(hall.watchers[0], "技能操作")
        await hall.watchers[0].press("结束考试")
        await hall.watchers[0].press("确定结束")
        await hall.watchers[0].sees("考试结束")
    await stage.settle()
    return f"{len(COMING)} in {len(rooms)} rooms; a ticket of the other room refused; both ended"


STEPS = (
    TourStep(8, "签到入场 Check-in", check_in_theory),
    TourStep(9, "理论考试 Theory", sit_theory),
    TourStep(9, "技能考试 Practical", sit_practical),
)
