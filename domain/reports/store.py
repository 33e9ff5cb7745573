"""What the reports area asks of storage."""

from __future__ import annotations

from typing import Protocol

from domain.exam.store import WithExam
from domain.marking.store import WithMarking
from domain.planning.store import WithPlanning
from domain.registration.store import WithRegistration
from domain.resources.store import WithResources
from domain.scores.store import WithScores
from domain.staffing.store import WithStaffing
from domain.standards.store import WithStandards
from domain.work import Work


class ReportsWork(
    Work,
    WithStandards,
    WithRegistration,
    WithPlanning,
    WithResources,
    WithStaffing,
    WithExam,
    WithMarking,
    WithScores,
    Protocol,
):
    """What the deeds of reports work with."""
