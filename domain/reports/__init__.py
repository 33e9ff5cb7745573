"""Public names of the reports area: where every batch stands."""

from domain.reports.board import BoardLine, Progress, Stage, Wait, board

__all__ = ["BoardLine", "Progress", "Stage", "Wait", "board"]
