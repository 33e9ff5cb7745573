"""Public names of the archive area: what an archive holds, its closing, and statistics."""

from domain.archive.cases import statistics
from domain.archive.model import VOLUME_OF, Archive, Built, Entry, Holding, Piece, Retention
from domain.archive.refusals import Incomplete
from domain.archive.statistics import Case, Count, Dimension, GroupCounts, count
from domain.archive.store import ArchiveStore
from domain.archive.use_cases import check_complete, close_archive, completeness, hand_out

__all__ = [
    "VOLUME_OF",
    "Archive",
    "ArchiveStore",
    "Built",
    "Case",
    "Count",
    "Dimension",
    "Entry",
    "GroupCounts",
    "Holding",
    "Incomplete",
    "Piece",
    "Retention",
    "check_complete",
    "close_archive",
    "completeness",
    "count",
    "hand_out",
    "statistics",
]
