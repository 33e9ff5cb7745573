"""Public names of the standards word: occupations, levels, clauses, photo profiles and batches."""

from domain.standards.model import (
    Batch,
    BatchStatus,
    Clause,
    LevelStandard,
    Offer,
    Part,
    PhotoProfile,
    School,
    Standard,
    Words,
)
from domain.standards.node import BadStandard
from domain.standards.parsing import parse_standard
from domain.standards.refusals import (
    BatchEndsBeforeStart,
    BatchExists,
    ExamBeforeClosing,
    LevelsNotInStandard,
    NoPlaces,
)
from domain.standards.rules import check_batch, is_open, offers_of
from domain.standards.store import StandardsStore
from domain.standards.use_cases import OpenBatch, offers, open_batch

__all__ = [
    "BadStandard",
    "Batch",
    "BatchEndsBeforeStart",
    "BatchExists",
    "BatchStatus",
    "Clause",
    "ExamBeforeClosing",
    "LevelStandard",
    "LevelsNotInStandard",
    "NoPlaces",
    "Offer",
    "OpenBatch",
    "Part",
    "PhotoProfile",
    "School",
    "Standard",
    "StandardsStore",
    "Words",
    "check_batch",
    "is_open",
    "offers",
    "offers_of",
    "open_batch",
    "parse_standard",
]
