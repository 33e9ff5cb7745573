"""What the buttons of planning mean."""

from __future__ import annotations

from bot.engine.press import Press

LISTS_OF = Press("lists_of", sitting=int)
TICKET = Press("ticket", ticket=int)
