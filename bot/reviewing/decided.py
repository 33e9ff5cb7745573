"""What a reviewer sees once a decision is taken: that it is taken, and what is next."""

from __future__ import annotations

from bot.engine.message import Screen, Text
from bot.engine.turn import Turn
from bot.registration.standing import facts_of
from bot.reviewing.card import go_on_rows, tail_of
from bot.reviewing.shown import put_in_place
from bot.reviewing.workload import waiting_here
from domain.registration import Application


async def show_decided(turn: Turn, application: Application) -> None:
    """The card gives way to one line about the decision, the count of what waits, and the next one."""
    left = len(await waiting_here(turn))
    tail = tail_of(application.particulars.identity.number)
    facts = {**await facts_of(turn, application), "left": left, "tail": tail}
    put_in_place(turn, Screen(Text(f"reviewing/decided_{application.status}", facts), go_on_rows(left)))
