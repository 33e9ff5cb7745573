"""What the buttons of marking mean."""

from __future__ import annotations

from bot.engine.press import Press

MARKS = Press("marks")
MARKS_OF = Press("marks_of", sitting=int)
SHEET = Press("sheet", booking=int)
ENTRIES = Press("entries")
ENTER = Press("enter", sitting=int)
