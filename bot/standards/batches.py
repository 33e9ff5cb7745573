"""A batch on the screen: what texts about it name, and its button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.engine.message import Button
from bot.engine.press import Press
from bot.engine.turn import Turn
from domain.standards import Batch


def batch_facts(turn: Turn, batch: Batch) -> Mapping[str, Any]:
    """What every text about a batch names."""
    return {"batch": batch, "name": turn.work.standards.standard(batch.occupation, batch.edition).name}


def batch_button(turn: Turn, batch: Batch, press: Press) -> Button:
    """A button that opens something of a batch: its press takes the argument `batch`."""
    return Button("standards.batch", press(batch=batch.id), batch_facts(turn, batch))
