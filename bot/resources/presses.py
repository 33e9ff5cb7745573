"""What the buttons of resources mean: the checklists of a batch and their lines."""

from __future__ import annotations

from bot.engine.press import Press

CHECKLISTS = Press("stuff", batch=int)
RESTOCK = Press("restock", line=int)
WAIVE = Press("waive", line=int)
