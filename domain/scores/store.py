"""What the scores area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from domain.marking.store import WithMarking
from domain.planning.store import WithPlanning
from domain.registration.store import WithRegistration
from domain.scores.model import AuditFinding, Result, ScoreCheck, ScoreRound
from domain.staffing.store import WithStaffing
from domain.standards.store import WithStandards
from domain.work import WithSettings, Work


class ScoresStore(Protocol):
    """Results, rounds, findings and score checks."""

    async def round(self, batch_id: int) -> ScoreRound | None:
        """What was done with the scores of a batch; None before they are summarised."""
        ...

    async def on_notice(self, day: date) -> Sequence[int]:
        """The batches whose scores are out and on public notice on that day, the newest release first."""
        ...

    async def results(self, batch_id: int) -> Sequence[Result]:
        """The results in force of a batch, by application and part."""
        ...

    async def results_of(self, application_id: int) -> Sequence[Result]:
        """All versions of an application's results, by part, oldest first."""
        ...

    async def findings(self, batch_id: int) -> Sequence[AuditFinding]:
        """What the audit found in a batch."""
        ...

    async def finding(self, finding_id: int) -> AuditFinding:
        """One finding. Raises `Missing`."""
        ...

    async def check(self, check_id: int) -> ScoreCheck:
        """One score check. Raises `Missing`."""
        ...

    async def checks_of(self, application_id: int) -> Sequence[ScoreCheck]:
        """The score checks of an application."""
        ...

    async def checks(self, batch_id: int) -> Sequence[ScoreCheck]:
        """The score checks of a batch, oldest first."""
        ...

    async def open_checks(self) -> Sequence[ScoreCheck]:
        """The score checks of all batches that wait for an answer or a second person, the most urgent first."""
        ...

    def add(self, record: Result | ScoreRound | AuditFinding | ScoreCheck) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...


class WithScores(Protocol):
    """For whoever works with results, audits and score checks."""

    @property
    def scores(self) -> ScoresStore:
        """Results, audits and score checks."""
        ...


class ScoresWork(
    Work,
    WithSettings,
    WithStandards,
    WithRegistration,
    WithPlanning,
    WithStaffing,
    WithMarking,
    WithScores,
    Protocol,
):
    """What the deeds of scores work with."""
