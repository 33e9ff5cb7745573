"""What the solvers of the domain share: a model of HiGHS that gives the same answer to the same question.

HiGHS takes a twelfth of a process's start to load, so it is loaded with the first model.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any


def model() -> Any:
    """An empty model: one thread, a fixed seed, solved to the very optimum, silent."""
    made = _highs().Highs()
    made.silent()
    made.setOptionValue("threads", 1)
    made.setOptionValue("random_seed", 1)
    made.setOptionValue("mip_rel_gap", 0.0)
    return made


def total(terms: Iterable[Any]) -> Any:
    """The sum of terms, also of none."""
    return sum(terms, start=_highs().highs_linear_expression())


def solved(made: Any) -> bool:
    """Whether the best answer was found; False when there is none at all."""
    return bool(made.getModelStatus() == _highs().HighsModelStatus.kOptimal)


@cache
def _highs() -> Any:
    return import_module("highspy")
