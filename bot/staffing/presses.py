"""What the buttons of staffing mean: the planner's, and those of whoever is asked to serve."""

from __future__ import annotations

from bot.engine.press import Press

STAFF = Press("staff", batch=int)
ANEW = Press("staff_anew", batch=int)
CONFIRM = Press("staff_confirm", batch=int)
ISSUE_TICKETS = Press("tickets", batch=int)
CHANGE = Press("staff_change", batch=int)
CHOOSE = Press("staff_duty", duty=int)
REPLACE = Press("staff_to", duty=int, person=int)
DUTIES = Press("duties")
OFFER = Press("duty", batch=int)
ACCEPT = Press("duty_accept", batch=int)
DECLINE = Press("duty_decline", batch=int)
