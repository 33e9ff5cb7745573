"""What the buttons of importing mean."""

from __future__ import annotations

from bot.engine.press import Answer, Press

CHOOSE = Press("imports")
IMPORT = Press("import", batch=int)
JOIN = Press("join")

TEMPLATE = Answer("template")
WAITING = Answer("waiting")
