"""Buttons that an older release drew go on meaning what they said; what no release drew is answered kindly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from bot.app.areas import areas
from bot.app.staff import work_at
from bot.engine.dialogue.asking import ANSWER, BACK, KEEP, SAVE
from bot.engine.dialogue.steps import ADD, DONE, EDIT, NONE, REMOVE, SUBMIT
from bot.engine.press import Answer, Press, UnreadablePressError
from bot.importing.presses import TEMPLATE, WAITING
from bot.marking.sheet import LIST, VETO
from bot.registration.presses import OFFER, OTHER_BATCHES
from bot.reviewing.presses import LEAVE, REDO, TICK, UNTICK
from bot.scores.presses import Settlement
from bot.standards.steps import OFF, ON
from domain.certificates import EndKind
from domain.people import ConsentKind, Role, appoint_chat
from domain.registration import Field
from tests.town import Town

Given = Mapping[str, Any]
TOKEN = "f0-Zq_7hXv3yB1nK9sLw2A"
SEEN = {"application": 3, "version": 2}
PREVIEW = {"notice": 4, "version": 2, "batch_version": 5}

# What each kind of button held: one that is pressed below means the same. Whoever adds a press adds a line.
DRAWN: Mapping[str, Given] = {
    "home": {},
    "help": {},
    "languages": {},
    "language:zh": {"language": "zh"},
    "agree:terms:register": {"kind": ConsentKind.TERMS, "goal": "register", "about": None},
    "agree:id_number:register:7": {"kind": ConsentKind.ID_NUMBER, "goal": "register", "about": 7},
    "disagree": {},
    "resume:registration": {"dialogue": "registration"},
    "batch_new": {},
    "batch_edit:7": {"batch": 7},
    "batch_drop:7": {"batch": 7},
    "batch_drop_sure:7": {"batch": 7},
    "notice:7": {"batch": 7},
    "notice_out:4:2:5": PREVIEW,
    "notice_when:4:2:5": PREVIEW,
    "notice_wait:7": {"batch": 7},
    "notice_remark:7": {"batch": 7},
    "notice_withdraw:4:2": {"notice": 4, "version": 2},
    "notice_withdraw_sure:4:2": {"notice": 4, "version": 2},
    "notice_read:7": {"batch": 7},
    "follow": {},
    "follow_on:6-31-01-03": {"occupation": "6-31-01-03"},
    "follow_off:6-31-01-03": {"occupation": "6-31-01-03"},
    "register": {"batch": None},
    "register:7": {"batch": 7},
    "discard": {},
    "discard_sure": {},
    "my:3": {"application": 3},
    "my_photo:3": {"application": 3},
    "withdraw:3": {"application": 3},
    "withdraw_sure:3": {"application": 3},
    "mend:3": {"application": 3},
    "later:3": {"application": 3},
    "close:7": {"batch": 7},
    "close_sure:7": {"batch": 7},
    "queue": {},
    "next": {},
    "go_on:3:2": SEEN,
    "approve:3:2": SEEN,
    "send_back:3:2": SEEN,
    "reject:3:2": SEEN,
    "full_id:3:2": SEEN,
    "materials:3:2:1": {**SEEN, "page": 1},
    "card:3:2": SEEN,
    "put_back:3:2": SEEN,
    "overview": {},
    "imports": {},
    "import:7": {"batch": 7},
    "join": {},
    "plan:7": {"batch": 7},
    "plan_propose:7": {"batch": 7},
    "plan_moves:7": {"batch": 7},
    "plan_sitting:5": {"sitting": 5},
    "plan_room:5:2": {"sitting": 5, "room": 2},
    "plan_time:5:1797728400": {"sitting": 5, "moment": 1797728400},
    "lists:7": {"batch": 7},
    "lists_of:5": {"sitting": 5},
    "ticket:9": {"ticket": 9},
    "stuff:7": {"batch": 7},
    "restock:8": {"line": 8},
    "waive:8": {"line": 8},
    "staff:7": {"batch": 7},
    "staff_anew:7": {"batch": 7},
    "staff_confirm:7": {"batch": 7},
    "staff_change:7": {"batch": 7},
    "staff_duty:6": {"duty": 6},
    "staff_to:6:12": {"duty": 6, "person": 12},
    "tickets:7": {"batch": 7},
    "duties": {},
    "duty:7": {"batch": 7},
    "duty_accept:7": {"batch": 7},
    "duty_decline:7": {"batch": 7},
    "checkin": {},
    f"admit:{TOKEN}": {"ticket": TOKEN},
    f"away:{TOKEN}": {"ticket": TOKEN},
    "find": {},
    "undo:11": {"admission": 11},
    "rooms": {},
    "room:5": {"sitting": 5},
    "room_start:5": {"sitting": 5},
    "room_add:5:10:0": {"sitting": 5, "minutes": 10, "before": 0},
    "room_finish:5": {"sitting": 5},
    "room_over:5": {"sitting": 5},
    "incident:5": {"sitting": 5},
    "sign:13": {"incident": 13},
    "marks": {},
    "marks_of:5": {"sitting": 5},
    "sheet:14": {"booking": 14},
    "entries": {},
    "enter:5": {"sitting": 5},
    "score:3": {"application": 3},
    "score_detail:3": {"application": 3},
    "scores_all": {},
    "scores:7": {"batch": 7},
    "scores_sum:7": {"batch": 7},
    "scores_audit:7": {"batch": 7},
    "scores_finding:15": {"finding": 15},
    "scores_word:15:papers": {"finding": 15, "settlement": Settlement.PAPERS},
    "scores_write:15": {"finding": 15},
    "scores_pass:7": {"batch": 7},
    "scores_release:7": {"batch": 7},
    "scores_now:7": {"batch": 7},
    "scores_at:7:1797728400": {"batch": 7, "moment": 1797728400},
    "scores_time:7": {"batch": 7},
    "scores_drop:7": {"batch": 7},
    "publics": {},
    "public:7": {"batch": 7, "page": None},
    "public:7:2": {"batch": 7, "page": 2},
    "public_sheet:7": {"batch": 7},
    "recheck:3": {"application": 3},
    "rechecks": {},
    "recheck_see:16": {"check": 16},
    "recheck_uphold:16": {"check": 16},
    "recheck_change:16": {"check": 16},
    "recheck_approve:16": {"check": 16},
    "recheck_back:16": {"check": 16},
    "certificates_all": {},
    "certificates:7": {"batch": 7, "page": None},
    "certificates:7:1": {"batch": 7, "page": 1},
    "certificates_prepare:7": {"batch": 7},
    "certificates_approve:7:20": {"batch": 7, "count": 20},
    "certificate_draw:17": {"certificate": 17},
    "certificate:17": {"certificate": 17},
    "certificate_find": {},
    "certificate_staff:17": {"certificate": 17},
    "verify": {},
    f"verified:{TOKEN}": {"token": TOKEN},
    "end:17:revoke": {"certificate": 17, "kind": EndKind.REVOKE},
    "ending:18": {"ending": 18},
    "end_yes:18": {"ending": 18},
    "end_no:18": {"ending": 18},
    "archives": {},
    "archive:7": {"batch": 7},
    "archive_build:7": {"batch": 7},
    "archive_send:7": {"batch": 7},
    "stats_all": {},
    "stats:7": {"batch": 7},
    "boards": {},
    "board:7": {"batch": 7},
}

# What an answer held, behind the token of the dialogue and the question that it was drawn for.
ANSWERED: Sequence[tuple[str, Answer, Given]] = [
    ("back", BACK, {}),
    ("keep", KEEP, {}),
    ("save", SAVE, {}),
    ("add", ADD, {}),
    ("del-1", REMOVE, {"number": 1}),
    ("done", DONE, {}),
    ("none", NONE, {}),
    ("submit", SUBMIT, {}),
    ("edit-exam_on", EDIT, {"step": "exam_on"}),
    ("on-5", ON, {"level": 5}),
    ("off-5", OFF, {"level": 5}),
    ("12-4", OFFER, {"batch": 12, "level": 4}),
    ("others", OTHER_BATCHES, {}),
    ("on-id_number", TICK, {"field": Field.ID_NUMBER}),
    ("off-id_number", UNTICK, {"field": Field.ID_NUMBER}),
    ("redo-work", REDO, {"field": Field.WORK}),
    ("leave", LEAVE, {}),
    ("template", TEMPLATE, {}),
    ("waiting", WAITING, {}),
    ("list", LIST, {}),
    ("veto-wiring", VETO, {"criterion": "wiring"}),
]


def routed() -> Mapping[str, Press]:
    """The presses that are answered, by name."""
    routes = (route for area in areas() for router in area.routers for route in router.routes)
    return {route.press.name: route.press for route in routes if route.press is not None}


def forged(press: Press) -> Iterator[str]:
    """What no release drew: too few arguments, too many, and of other kinds."""
    wanted = list(press.arguments.items())
    free = bool(wanted) and wanted[-1][1] is str
    if wanted and not free and not press.optional:
        yield press.name
    if not free:
        yield ":".join([press.name, *(["1"] * len(wanted)), "1"])
    for place, (_, kind) in enumerate(wanted):
        if kind is not str:
            yield from (":".join([press.name, *(["1"] * place), wrong]) for wrong in ("x", "-1", "²", "9" * 30))


@pytest.mark.parametrize("data", DRAWN)
def test_a_button_of_before_means_the_same(data: str) -> None:
    press = routed()[data.partition(":")[0]]
    assert press.read(data) == DRAWN[data]
    assert press(**DRAWN[data]) == data


@pytest.mark.parametrize(("data", "answer", "given"), ANSWERED)
def test_an_answer_of_before_means_the_same(data: str, answer: Answer, given: Given) -> None:
    drawn = f"d:0a1b2c3d:12:v:{data}"
    read = ANSWER.read(drawn)
    assert read == {"instance": "0a1b2c3d", "round": 12, "verb": "v", "value": data}
    assert ANSWER(**read) == drawn
    assert answer.read(data) == given
    assert answer(**given) == data


def test_every_press_that_is_answered_stands_in_the_list() -> None:
    assert {data.partition(":")[0] for data in DRAWN} == set(routed())


@pytest.mark.parametrize("name", sorted(routed()))
def test_what_no_release_drew_is_not_read(name: str) -> None:
    press = routed()[name]
    for data in forged(press):
        with pytest.raises(UnreadablePressError):
            press.read(data)


async def test_what_no_release_drew_is_answered_kindly(town: Town) -> None:
    """By whoever may do everything, so that it is the button and not the right that is answered."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for role in Role:
            if role is not Role.CANDIDATE:
                await appoint_chat(work, town.chen.id, role, "陈")
    await town.chen.say("/start")
    await town.chen.sees("陈")
    pressed = [*(data for press in routed().values() for data in forged(press)), "nothing:1", "", "d:1", "d:0:x:v:y"]
    for data in pressed:
        await town.chen.press_data(data)
    await town.settle()
    async with town.http.get(f"{town.address}/calls", params={"method": "answerCallbackQuery"}) as answer:
        told = [call["params"].get("text", "") for call in (await answer.json())["calls"]]
    assert len(told) == len(pressed)
    assert {text[:8] for text in told} == {"这是以前的按钮，"}
