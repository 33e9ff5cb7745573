"""A batch on the screen: what texts about it name, its button, and the id that a button holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.engine.message import Button
from bot.engine.press import Press
from bot.engine.turn import Turn
from domain.errors import Missing
from domain.standards import Batch

MOST_DIGITS = 18


def number_of(word: str, what: str = "batch") -> int:
    """The id in a button. Raises `Missing` for what no button of ours says."""
    if not word.isdecimal() or len(word) > MOST_DIGITS:
        raise Missing(what)
    return int(word)


def batch_facts(turn: Turn, batch: Batch) -> Mapping[str, Any]:
    """What every text about a batch names."""
    return {"batch": batch, "name": turn.work.standards.standard(batch.occupation, batch.edition).name}


def batch_button(turn: Turn, batch: Batch, press: Press) -> Button:
    """A button that opens something of a batch: its press takes the argument `batch`."""
    return Button("standards.batch", press(batch=batch.id), batch_facts(turn, batch))
