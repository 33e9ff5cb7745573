"""Facts for every text of scores."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from bot.scores.auditing import FindingShown, resolving
from bot.scores.changing import Correcting
from domain.language import Words
from domain.marking import MarkingState
from domain.registration import Application, Status
from domain.scores import (
    AuditFinding,
    Behind,
    ByCriterion,
    CheckGround,
    CheckStatus,
    FindingKind,
    Outcome,
    PublicLine,
    Result,
    Score,
    ScoreCheck,
    ScoreRound,
)
from domain.standards import Criterion, Part
from tests.registration.examples import NOW, batch, particulars
from tests.stored import stored
from tests.town import facts_of_centre

AT = datetime(2026, 12, 21, 2, tzinfo=UTC)
DONE = ScoreRound(1, AT, 1, AT, 2, AT, 3, date(2026, 12, 28), date(2027, 1, 5))
APPLICATION = stored(Application(1, 1, 4, particulars(), b"", "4b", NOW, Status.APPROVED), 1)
WIRING = ByCriterion(Criterion("1", Words({"zh": "布线", "en": "Wiring layout"}), 30), 123)
SAFETY = ByCriterion(Criterion("4", Words({"zh": "安全文明操作", "en": "Safe working"}), 20, veto=True), 100)


def result(part: Part, outcome: Outcome, tenths: int | None, **more: Any) -> Result:
    """A result of application 1."""
    return Result(1, 1, part, outcome, tenths, AT, 1, **more)


def check(status: CheckStatus = CheckStatus.ASKED, **more: Any) -> ScoreCheck:
    """A score check of the practical."""
    return stored(ScoreCheck(1, Part.PRACTICAL, AT, CheckGround.WRONG_ADDITION, date(2027, 1, 5), status, **more), 1)


def score(outcome: Outcome = Outcome.FAILED) -> Score:
    """Of somebody who passed theory only, with a vetoed and corrected practical."""
    results = [
        result(Part.THEORY, Outcome.PASSED, 720),
        result(Part.PRACTICAL, outcome, 540, vetoed=True, number=2),
        result(Part.REVIEW, Outcome.ABSENT, None),
    ]
    kept = date(2027, 11, 10) if outcome is Outcome.FAILED else None
    return Score(APPLICATION, batch(), results, outcome, DONE, 60, [check()], date(2027, 1, 12), kept)


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    about = {"batch": batch(), "name": Words({"zh": "电工", "en": "Electrician"})}
    return {**_own(about), **_batch(about), **_checks(about), **_public(about)}


def _own(about: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    shown = {
        **about,
        "score": score(),
        "weakest": WIRING,
        "checking": [check()],
        "may_check": True,
        "on_notice": True,
    }
    answered = check(CheckStatus.CHANGED, answer="x")
    return {
        "scores/score": shown,
        "scores/home_score": shown,
        "scores/none": {},
        "scores/detail": {**about, "score": score(), "criteria": [WIRING, SAFETY], "corrected": True},
        "scores/check_closing": shown,
        "scores/check_answered": {**shown, "check": answered, "result": score().results[1]},
    }


def _batch(about: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    parts = [(Part.THEORY, [(Outcome.PASSED, 20), (Outcome.ABSENT, 1)])]
    card = {"done": None, "outstanding": MarkingState(3, 2, 1), "parts": parts, "passed": (18, 21)}
    finding = stored(AuditFinding(1, FindingKind.OUTLIER, 1, Part.PRACTICAL, AT, 2, "x"), 1)
    found = FindingShown(finding, "260900001", 700, (60, 70, 80))
    return {
        "scores/choose": {"count": 2},
        "scores/card": {**about, **card, "open": 0, "checks": 0},
        "scores/audit": {**about, "shown": [found], "open": 1, "total": 2},
        "scores/finding": {"one": found},
        "scores/ask_words": {"draft": resolving.draft(1), "parent": None, "position": 1, "total": 1},
        "scores/release": {**about, "done": ScoreRound(1, AT, 1, AT, 2, release_at=AT), "count": 30},
        "scores/ask_moment": {},
        "scores/released_on_time": about,
        "scores/result_changed": {**about, "number": "260900001", "outcome": Outcome.PASSED},
    }


def _checks(about: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    proposed = check(CheckStatus.PROPOSED, tenths=610, answer="x", lifts_veto=True)
    facts = {**about, "number": "260900001", "level": 4, "result": score().results[1], "check": proposed}
    facts["marks"] = [Behind(800, (24, 24, 16, 16), vetoed=True), Behind(865)]
    draft = Correcting(1, vetoed=True, held=540, tenths=610, lifts_veto=True, why="x")
    asking = {"draft": draft, "parent": None, "position": 1, "total": 3}
    return {
        "scores/ask_part": asking,
        "scores/ask_ground": {**asking, "draft": check()},
        "scores/check_asked": {"check": check()},
        "scores/rechecks": {"shown": [facts], "count": 12, "today": date(2027, 1, 6)},
        "scores/recheck": facts,
        "scores/check_waits": facts,
        "scores/change_waits": facts,
        "scores/ask_answer": asking,
        "scores/home_rechecks": {"count": 1, "first": check()},
        "scores/ask_tenths": asking,
        "scores/ask_lifts_veto": asking,
        "scores/ask_why": asking,
        "scores/ask_change": {**asking, **facts},
    }


def _public(about: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    lines = [
        (1, PublicLine("张＊", "110105********123X", 4, Outcome.PASSED)),
        (2, PublicLine("王＊", "4403**", 3, Outcome.FAILED)),
    ]
    listed = {"done": DONE, "lines": lines, "total": 42, "page": 1, "pages": 3, "centre": facts_of_centre()}
    return {
        "scores/publics": {"count": 2},
        "scores/home_public": {"count": 1},
        "scores/public": {**about, **listed},
        "scores/sheet_coming": {},
        "scores/sheet": {**about, "made": True},
    }
