"""The staff's side of registration: the queue and its cards, decisions with reasons, the director's overview."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.desk import Desk
from bot.engine.dialogue import Dialogue
from bot.people.home import SectionOf
from bot.registration.reviewing import deciding, overview, queueing, rejecting, returning


def desks() -> Sequence[Desk]:
    """The desks of the reviewers and of the director."""
    return [queueing.desk, deciding.desk, overview.desk]


def dialogues() -> Sequence[Dialogue]:
    """Returning and rejecting, with reasons."""
    return [returning.dialogue, rejecting.dialogue]


def sections() -> Sequence[SectionOf]:
    """What stands on the home card of reviewers and of the director."""
    return [queueing.section, overview.section]
