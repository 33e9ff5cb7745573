"""What the buttons of reports mean: the board of a batch, and the choice of one."""

from __future__ import annotations

from bot.engine.press import Press

BOARDS = Press("boards")
BOARD = Press("board", batch=int)
