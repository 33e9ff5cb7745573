"""What the buttons of check-in mean."""

from __future__ import annotations

from bot.engine.press import Press

ROOMS = Press("checkin")
ADMIT = Press("admit", ticket=str)
TURN_AWAY = Press("away", ticket=str)
FIND = Press("find")
UNDO = Press("undo", admission=int)
