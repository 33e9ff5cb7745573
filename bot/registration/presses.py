"""What the buttons of registration mean."""

from __future__ import annotations

from bot.engine.press import Press

REGISTER = Press("register", batch=int, optional=("batch",))
CLOSE = Press("close", batch=int)
