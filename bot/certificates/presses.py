"""What the buttons of certificates mean."""

from __future__ import annotations

from bot.engine.press import Press

CERTIFICATES = Press("certificates", batch=int, page=int, optional=("page",))
