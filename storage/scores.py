"""Results, rounds, findings and score checks: tables, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, UniqueConstraint, bindparam, select

from domain.scores.model import (
    AuditFinding,
    CheckGround,
    CheckStatus,
    FindingKind,
    Outcome,
    Result,
    ScoreCheck,
    ScoreRound,
)
from domain.standards.model import Part
from storage.engine.metadata import Id, Instant, Sealed, code, mapped, metadata
from storage.engine.prepared import Prepared
from storage.registration import application
from storage.store import Store

result = Table(
    "result",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),
    Column("application_id", ForeignKey("application.id"), nullable=False),
    Column("part", code(Part), nullable=False),
    Column("outcome", code(Outcome), nullable=False),
    Column("tenths", Sealed("result.tenths", of=int)),
    Column("made_at", Instant(), nullable=False),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("vetoed", Boolean, nullable=False),
    Column("number", Integer, nullable=False),
    Column("reason", Sealed("result.reason"), nullable=False),
    Column("approved_by", ForeignKey("person.id")),
    Column("replaced", Boolean, nullable=False),
    UniqueConstraint("application_id", "part", "number"),
)
score_round = Table(
    "score_round",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, unique=True),
    Column("summarised_at", Instant(), nullable=False),
    Column("summarised_by", ForeignKey("person.id"), nullable=False),
    Column("audited_at", Instant()),
    Column("audited_by", ForeignKey("person.id")),
    Column("released_at", Instant()),
    Column("released_by", ForeignKey("person.id")),
    Column("public_until", Date),
    Column("check_until", Date),
    Column("release_at", Instant()),
    Column("version", Integer, nullable=False),
)
# Built once: building a statement costs more than running it, and every home card asks.
_on_notice = Prepared(
    select(score_round.c.batch_id)
    .where(score_round.c.public_until >= bindparam("day"), score_round.c.released_at.is_not(None))
    .order_by(score_round.c.released_at.desc(), score_round.c.id)
)
audit_finding = Table(
    "audit_finding",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),
    Column("kind", code(FindingKind), nullable=False),
    Column("application_id", ForeignKey("application.id")),
    Column("part", code(Part)),
    Column("resolved_at", Instant()),
    Column("resolved_by", ForeignKey("person.id")),
    Column("resolution", Sealed("audit_finding.resolution"), nullable=False),
    Column("version", Integer, nullable=False),
)
score_check = Table(
    "score_check",
    metadata,
    Column("id", Id, primary_key=True),
    Column("application_id", ForeignKey("application.id"), nullable=False),
    Column("part", code(Part), nullable=False),
    Column("asked_at", Instant(), nullable=False),
    Column("ground", code(CheckGround), nullable=False),
    Column("answer_by", Date, nullable=False),
    Column("status", code(CheckStatus), nullable=False),
    Column("handler_id", ForeignKey("person.id")),
    Column("answered_at", Instant()),
    Column("answer", Sealed("score_check.answer"), nullable=False),
    Column("tenths", Sealed("score_check.tenths", of=int)),
    Column("lifts_veto", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("application_id", "part"),
)


def map_scores() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Result, result)
    mapped.map_imperatively(ScoreRound, score_round, version_id_col=score_round.c.version)
    mapped.map_imperatively(AuditFinding, audit_finding, version_id_col=audit_finding.c.version)
    mapped.map_imperatively(ScoreCheck, score_check, version_id_col=score_check.c.version)


class ScoresStore(Store):
    """`domain.scores.ScoresStore` over a session."""

    what = "score"

    async def round(self, batch_id: int) -> ScoreRound | None:
        """What was done with the scores of a batch; None before they are summarised."""
        return await self._first(select(ScoreRound).where(score_round.c.batch_id == batch_id))

    async def on_notice(self, day: date) -> Sequence[int]:
        """The batches whose scores are out and on public notice on that day, the newest release first."""
        return [row.batch_id for row in await _on_notice.rows(self._unit.connection, {"day": day})]

    async def results(self, batch_id: int) -> Sequence[Result]:
        """The results in force of a batch, by application and part."""
        live = (result.c.batch_id == batch_id) & ~result.c.replaced
        return await self._all(select(Result).where(live).order_by(result.c.application_id, result.c.part))

    async def results_of(self, application_id: int) -> Sequence[Result]:
        """All versions of an application's results, by part, oldest first."""
        query = select(Result).where(result.c.application_id == application_id)
        return await self._all(query.order_by(result.c.part, result.c.number))

    async def findings(self, batch_id: int) -> Sequence[AuditFinding]:
        """What the audit found in a batch."""
        query = select(AuditFinding).where(audit_finding.c.batch_id == batch_id)
        return await self._all(query.order_by(audit_finding.c.id))

    async def finding(self, finding_id: int) -> AuditFinding:
        """One finding. Raises `Missing`."""
        return await self._get(AuditFinding, finding_id, "finding")

    async def check(self, check_id: int) -> ScoreCheck:
        """One score check. Raises `Missing`."""
        return await self._get(ScoreCheck, check_id, "check")

    async def checks_of(self, application_id: int) -> Sequence[ScoreCheck]:
        """The score checks of an application."""
        return await self._all(select(ScoreCheck).where(score_check.c.application_id == application_id))

    async def checks(self, batch_id: int) -> Sequence[ScoreCheck]:
        """The score checks of a batch, oldest first."""
        query = select(ScoreCheck).join_from(score_check, application).where(application.c.batch_id == batch_id)
        return await self._all(query.order_by(score_check.c.id))

    async def open_checks(self) -> Sequence[ScoreCheck]:
        """The score checks of all batches that wait for an answer or a second person, the most urgent first."""
        waiting = score_check.c.status.in_([CheckStatus.ASKED, CheckStatus.PROPOSED])
        return await self._all(select(ScoreCheck).where(waiting).order_by(score_check.c.answer_by, score_check.c.id))
