"""A class or a company registered from one table (集体报名): judged, enrolled, joined by each of them (facts §2.1)."""

from domain.importing import refusals
from domain.importing.columns import ASIDE, MARK, columns_of
from domain.importing.enrolling import Enrolled, Roll, check_may_import, enrol, roll_of
from domain.importing.faults import Problem
from domain.importing.joining import Join, join, joinable
from domain.importing.judging import JudgedRow, RowStanding, TableRows, judge
from domain.importing.model import Cell, CellKind, Enrolee, Enrolment, ImportPolicy, Row
from domain.importing.store import ImportingStore

__all__ = [
    "ASIDE",
    "MARK",
    "Cell",
    "CellKind",
    "Enrolee",
    "Enrolled",
    "Enrolment",
    "ImportPolicy",
    "ImportingStore",
    "Join",
    "JudgedRow",
    "Problem",
    "Roll",
    "Row",
    "RowStanding",
    "TableRows",
    "check_may_import",
    "columns_of",
    "enrol",
    "join",
    "joinable",
    "judge",
    "refusals",
    "roll_of",
]
