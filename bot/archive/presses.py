"""What the buttons of the archive mean."""

from __future__ import annotations

from bot.engine.press import Press

ARCHIVE = Press("archive", batch=int)
