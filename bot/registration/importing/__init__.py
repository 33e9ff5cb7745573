"""Enrolling a class or a company from a table, and joining as one of those enrolled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.engine.desk import Desk
from bot.engine.dialogue import Dialogue
from bot.engine.work_jobs import Trade
from bot.people.home import SectionOf
from bot.registration.importing import desk, joining
from bot.registration.importing.dialogue import importing
from bot.registration.importing.job import TABLE, TEMPLATE, TableRead, TableTrade, TemplateTrade

if TYPE_CHECKING:
    from bot.word import Workshop

EVENTS: Sequence[type] = (TableRead,)


def desks() -> Sequence[Desk]:
    """What planners and candidates may ask."""
    return [desk.desk, joining.desk]


def dialogues() -> Sequence[Dialogue]:
    """The planner's and the candidate's."""
    return [importing, joining.joining]


def sections() -> Sequence[SectionOf]:
    """The way in, on the home card."""
    return [joining.section]


def trades(workshop: Workshop) -> Mapping[str, Trade]:
    """The slow work."""
    return {TABLE: TableTrade(workshop).trade(), TEMPLATE: TemplateTrade(workshop).trade()}
