"""What the buttons of importing mean."""

from __future__ import annotations

from bot.engine.press import Press

IMPORT = Press("import", batch=int)
