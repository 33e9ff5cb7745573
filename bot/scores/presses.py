"""What the buttons of scores mean."""

from __future__ import annotations

from bot.engine.press import Press

SCORES = Press("scores", batch=int)
