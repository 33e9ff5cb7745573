"""The areas of the product, in the order in which they are asked who answers."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from bot.engine.area import Area
from domain import AREAS


def areas() -> Sequence[Area]:
    """Every area, as its folder declares it; where two could answer, the earlier one is asked first."""
    return [import_module(f"bot.{name}").area() for name in AREAS]
