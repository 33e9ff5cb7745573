"""What the buttons of the exam mean."""

from __future__ import annotations

from bot.engine.press import Press

ROOMS = Press("rooms")
ROOM = Press("room", sitting=int)
START = Press("room_start", sitting=int)
ADD_TIME = Press("room_add", sitting=int, minutes=int, before=int)  # `before`: minutes added until then
FINISH = Press("room_finish", sitting=int)
FINISH_SURE = Press("room_over", sitting=int)
INCIDENT = Press("incident", sitting=int)
SIGN = Press("sign", incident=int)
