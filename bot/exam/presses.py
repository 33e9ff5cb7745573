"""What the buttons of the exam mean."""

from __future__ import annotations

from bot.engine.press import Press

ROOMS = Press("rooms")
