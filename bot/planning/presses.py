"""What the buttons of planning mean; `moment` counts seconds since 1970."""

from __future__ import annotations

from bot.engine.press import Press

PLAN = Press("plan", batch=int)
PROPOSE = Press("plan_propose", batch=int)
CHANGE = Press("plan_moves", batch=int)
SITTING = Press("plan_sitting", sitting=int)
TO_ROOM = Press("plan_room", sitting=int, room=int)
TO_TIME = Press("plan_time", sitting=int, moment=int)
LISTS = Press("lists", batch=int)
LISTS_OF = Press("lists_of", sitting=int)
TICKET = Press("ticket", ticket=int)
PLAN = Press("plan", batch=int)
