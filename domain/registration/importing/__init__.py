"""A class or a company registered from one table (集体报名): judged, enrolled, joined by each himself (facts §2.1)."""

from domain.registration.importing.columns import ASIDE, HEADINGS, MARK, NEEDED, Column, columns_of
from domain.registration.importing.enrolling import Enrolled, Roll, check_may_import, enrol, roll_of
from domain.registration.importing.faults import Problem
from domain.registration.importing.joining import Join, join, joinable
from domain.registration.importing.judging import Judged, Sheet, Standing, judge
from domain.registration.importing.model import Cell, CellKind, Enrolee, Enrolment, ImportPolicy, Row
from domain.registration.importing.rows import CHOICES, EXAMPLE_NAME, EXAMPLE_NUMBER

__all__ = [
    "ASIDE",
    "CHOICES",
    "EXAMPLE_NAME",
    "EXAMPLE_NUMBER",
    "HEADINGS",
    "MARK",
    "NEEDED",
    "Cell",
    "CellKind",
    "Column",
    "Enrolee",
    "Enrolled",
    "Enrolment",
    "ImportPolicy",
    "Join",
    "Judged",
    "Problem",
    "Roll",
    "Row",
    "Sheet",
    "Standing",
    "check_may_import",
    "columns_of",
    "enrol",
    "join",
    "joinable",
    "judge",
    "roll_of",
]
