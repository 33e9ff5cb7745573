"""Buttons and drafts of an older release, of exam to archive, go on meaning what they said."""

from __future__ import annotations

from typing import Any

import pytest

from bot.archive import presses as archive
from bot.certificates import ending, verifying
from bot.certificates import presses as certificates
from bot.engine.conversation import Frame
from bot.engine.dialogue import Dialogue
from bot.engine.press import Press
from bot.exam import presses as exam
from bot.marking import presses as marking
from bot.marking.sheet import LIST, SUBMIT, VETO
from bot.scores import answering, auditing, releasing
from bot.scores import presses as scores
from domain.certificates import EndKind

AREAS = (exam, marking, scores, certificates, archive)
OF_BEFORE: list[tuple[str, Press, dict[str, Any]]] = [
    ("rooms", exam.ROOMS, {}),
    ("room:5", exam.ROOM, {"sitting": 5}),
    ("room_start:5", exam.START, {"sitting": 5}),
    ("room_add:5:10:0", exam.ADD_TIME, {"sitting": 5, "minutes": 10, "before": 0}),
    ("room_finish:5", exam.FINISH, {"sitting": 5}),
    ("room_over:5", exam.FINISH_SURE, {"sitting": 5}),
    ("incident:5", exam.INCIDENT, {"sitting": 5}),
    ("sign:6", exam.SIGN, {"incident": 6}),
    ("marks", marking.MARKS, {}),
    ("marks_of:5", marking.MARKS_OF, {"sitting": 5}),
    ("sheet:8", marking.SHEET, {"booking": 8}),
    ("entries", marking.ENTRIES, {}),
    ("enter:5", marking.ENTER, {"sitting": 5}),
    ("scores_all", scores.SCORES_ALL, {}),
    ("scores:7", scores.SCORES, {"batch": 7}),
    ("scores_sum:7", scores.SUM_UP, {"batch": 7}),
    ("scores_audit:7", scores.AUDIT, {"batch": 7}),
    ("scores_finding:9", scores.FINDING, {"finding": 9}),
    ("scores_word:9:papers", scores.SETTLE, {"finding": 9, "settlement": scores.Settlement.PAPERS}),
    ("scores_write:9", scores.WRITE, {"finding": 9}),
    ("scores_pass:7", scores.PASS_AUDIT, {"batch": 7}),
    ("scores_release:7", scores.RELEASE, {"batch": 7}),
    ("scores_now:7", scores.RELEASE_NOW, {"batch": 7}),
    ("scores_at:7:1797987600", scores.RELEASE_AT, {"batch": 7, "moment": 1797987600}),
    ("scores_time:7", scores.RELEASE_TIME, {"batch": 7}),
    ("scores_drop:7", scores.DROP_RELEASE, {"batch": 7}),
    ("score:3", scores.SCORE, {"application": 3}),
    ("score_detail:3", scores.SCORE_DETAIL, {"application": 3}),
    ("publics", scores.PUBLIC_LISTS, {}),
    ("public:7", scores.PUBLIC_LIST, {"batch": 7, "page": None}),
    ("public:7:2", scores.PUBLIC_LIST, {"batch": 7, "page": 2}),
    ("public_sheet:7", scores.PUBLIC_SHEET, {"batch": 7}),
    ("recheck:3", scores.ASK_CHECK, {"application": 3}),
    ("rechecks", scores.CHECKS, {}),
    ("recheck_see:4", scores.CHECK, {"check": 4}),
    ("recheck_uphold:4", scores.UPHOLD, {"check": 4}),
    ("recheck_change:4", scores.CORRECT, {"check": 4}),
    ("recheck_approve:4", scores.APPROVE, {"check": 4}),
    ("recheck_back:4", scores.SEND_BACK, {"check": 4}),
    ("certificates_all", certificates.CERTIFICATES_ALL, {}),
    ("certificates:7", certificates.CERTIFICATES, {"batch": 7, "page": None}),
    ("certificates:7:1", certificates.CERTIFICATES, {"batch": 7, "page": 1}),
    ("certificates_prepare:7", certificates.PREPARE, {"batch": 7}),
    ("certificates_approve:7:30", certificates.APPROVE, {"batch": 7, "count": 30}),
    ("certificate_draw:2", certificates.DRAW, {"certificate": 2}),
    ("certificate:2", certificates.CERTIFICATE, {"certificate": 2}),
    ("verify", certificates.VERIFY, {}),
    ("verified:Zk3_-abcdefghijklmnopq", certificates.VERIFIED, {"token": "Zk3_-abcdefghijklmnopq"}),
    ("certificate_find", certificates.FIND, {}),
    ("certificate_staff:2", certificates.STAFF_VIEW, {"certificate": 2}),
    ("end:2:replace", certificates.END, {"certificate": 2, "kind": EndKind.REPLACE}),
    ("ending:1", certificates.ENDING, {"ending": 1}),
    ("end_yes:1", certificates.CONFIRM_END, {"ending": 1}),
    ("end_no:1", certificates.DECLINE_END, {"ending": 1}),
    ("archives", archive.ARCHIVES, {}),
    ("archive:7", archive.ARCHIVE, {"batch": 7}),
    ("archive_build:7", archive.BUILD, {"batch": 7}),
    ("archive_send:7", archive.SEND, {"batch": 7}),
    ("stats_all", archive.STATISTICS_ALL, {}),
    ("stats:7", archive.STATISTICS, {"batch": 7}),
]
ANSWERS: list[tuple[str, Press, dict[str, Any]]] = [
    ("submit", SUBMIT, {}),
    ("list", LIST, {}),
    ("veto-4", VETO, {"criterion": "4"}),
    ("veto-4-2", VETO, {"criterion": "4-2"}),
]
DRAFTS: list[tuple[Dialogue, dict[str, Any], int]] = [
    (auditing.resolving, {"finding_id": 9, "words": None}, 9),
    (releasing.timing, {"batch_id": 7, "moment": None}, 7),
    (answering.upholding, {"check_id": 4, "answer": None}, 4),
    (ending.looking, {"number": None}, 0),
    (verifying.asking, {"number": None}, 0),
]


@pytest.mark.parametrize(("data", "press", "given"), [*OF_BEFORE, *ANSWERS])
def test_a_button_of_before_means_the_same(data: str, press: Press, given: dict[str, Any]) -> None:
    assert press.read(data) == given
    assert press(**given) == data


def test_every_press_of_these_areas_stands_in_the_list() -> None:
    declared = {one for area in AREAS for one in vars(area).values() if isinstance(one, Press)}
    assert declared == {press for _, press, _ in OF_BEFORE}


@pytest.mark.parametrize(("dialogue", "stored", "about"), DRAFTS)
def test_a_draft_of_before_goes_on(dialogue: Dialogue, stored: dict[str, Any], about: int) -> None:
    """It was stored while its one question waited, under the field that named the record then."""
    step = dialogue.steps[0].name
    draft = dialogue.load(Frame(dialogue.name, step, stored, dialogue.schema, 0.0))
    assert (draft.about, getattr(draft, step)) == (about, None)
