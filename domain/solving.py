"""What the solvers of the domain share: a model of HiGHS that gives the same answer to the same question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import highspy


def model() -> Any:
    """An empty model: one thread, a fixed seed, solved to the very optimum, silent."""
    made = highspy.Highs()  # type: ignore[no-untyped-call]
    made.silent()
    made.setOptionValue("threads", 1)
    made.setOptionValue("random_seed", 1)
    made.setOptionValue("mip_rel_gap", 0.0)
    return made


def total(terms: Iterable[Any]) -> Any:
    """The sum of terms, also of none."""
    return sum(terms, start=highspy.highs_linear_expression())


def solved(made: Any) -> bool:
    """Whether the best answer was found; False when there is none at all."""
    return bool(made.getModelStatus() == highspy.HighsModelStatus.kOptimal)
