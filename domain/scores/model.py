"""Scores: results by part, the round that summarises, audits and releases them, findings, and score checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.standards import Part


class Outcome(StrEnum):
    """The result of a part, and of the whole (facts §5)."""

    PASSED = "passed"  # 合格
    FAILED = "failed"  # 不合格
    ABSENT = "absent"  # 缺考
    VOID = "void"  # 违纪取消
    KEPT = "kept"  # 沿用: a part passed before


@dataclass(eq=False)
class Result:
    """A candidate's result in one part, in tenths; a change is a new version with a reason and two approvals.

    `tenths` None: no mark (absent, void). `vetoed`: a ★ criterion was broken.
    """

    batch_id: int
    application_id: int
    part: Part
    outcome: Outcome
    tenths: int | None
    made_at: datetime
    made_by: int
    vetoed: bool = False
    number: int = 1  # of this version
    reason: str = ""
    approved_by: int | None = None
    replaced: bool = False
    id: int = field(init=False, repr=False)  # none before it is stored


@dataclass(eq=False)
class ScoreRound:
    """What was done with the scores of a batch, when, by whom; dates of the public list and of score checks."""

    batch_id: int
    summarised_at: datetime
    summarised_by: int
    audited_at: datetime | None = None
    audited_by: int | None = None
    released_at: datetime | None = None
    released_by: int | None = None
    public_until: date | None = None
    check_until: date | None = None
    release_at: datetime | None = None  # when a release that was set for later is due
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


class FindingKind(StrEnum):
    """What an audit of scores finds (facts §5)."""

    MISSING = "missing"  # a part without a result
    UNEXPECTED = "unexpected"  # a mark for somebody absent
    WRONG_SUM = "wrong_sum"  # the result is not what its marks come to
    CLOSE = "close"  # 59.0-60.9
    OUTLIER = "outlier"  # examiners far apart
    IDENTICAL = "identical"  # many sheets of one examiner alike in every mark
    UNUSUAL_RATE = "unusual_rate"  # nobody, or everybody, passed


@dataclass(eq=False)
class AuditFinding:
    """Something that the auditor must look at; open until resolved with a word of explanation."""

    batch_id: int
    kind: FindingKind
    application_id: int | None
    part: Part | None
    resolved_at: datetime | None = None
    resolved_by: int | None = None
    resolution: str = ""
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


class CheckStatus(StrEnum):
    """Where a score check (复核) stands."""

    ASKED = "asked"
    PROPOSED = "proposed"  # a change waits for a second person
    UPHELD = "upheld"
    CHANGED = "changed"


class CheckGround(StrEnum):
    """What a score check may look at: never the marking standard itself (facts §5)."""

    MISSED_MARKING = "missed_marking"  # 漏评
    WRONG_ADDITION = "wrong_addition"  # 合分有误
    WRONG_ENTRY = "wrong_entry"  # 登分有误


@dataclass(eq=False)
class ScoreCheck:
    """A candidate's wish to have a part's score checked, and the answer of somebody who had no hand in it.

    `tenths` is the mark that the handler proposes, `lifts_veto` that no ★ was broken after all.
    """

    application_id: int
    part: Part
    asked_at: datetime
    ground: CheckGround
    answer_by: date
    status: CheckStatus = CheckStatus.ASKED
    handler_id: int | None = None
    answered_at: datetime | None = None
    answer: str = ""
    tenths: int | None = None
    lifts_veto: bool = False
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(frozen=True)
class Publication:
    """How scores are made public (facts §5 {cfg}): working days on the public list, to ask for a check, to answer.

    Certificates come about `certificate_days` working days after the release.
    """

    public_days: int = 5
    check_days: int = 10
    answer_days: int = 10
    certificate_days: int = 15
    spread: int = 10  # points between examiners that an auditor must look at


@dataclass(frozen=True)
class Retake:
    """How long a single part that was passed is kept, in months from the end of registration (facts §5 {cfg})."""

    kept_months: int = 12


@dataclass(frozen=True)
class Released:
    """To the candidate: the score can be seen."""

    application_id: int


@dataclass(frozen=True)
class CheckAsked:
    """To score auditors: a score check waits."""

    check_id: int


@dataclass(frozen=True)
class CheckAnswered:
    """To the candidate: the answer to the score check."""

    check_id: int


@dataclass(frozen=True)
class ChangeProposed:
    """To directors and auditors: a change of a score waits for a second person."""

    check_id: int


@dataclass(frozen=True)
class ResultChanged:
    """To certificate officers: a score check has changed whether somebody passed."""

    application_id: int


@dataclass(frozen=True)
class ReleaseDue:
    """To the director who set it: the moment of the release has come."""

    batch_id: int


@dataclass(frozen=True)
class CheckClosing:
    """To a candidate who did not pass: score checks can be asked for a little longer."""

    application_id: int
