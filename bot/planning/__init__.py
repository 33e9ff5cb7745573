"""Planning in the chat: the plan of a batch, tickets and lists."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.area import Area, JobTools
from bot.engine.jobs import JobHandler
from bot.planning import arranging, drawing, listing, lists, tickets

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(
        routers=[arranging.router, tickets.router, lists.router], sections=[tickets.section], job_handlers=_job_handlers
    )


def _job_handlers(tools: JobTools) -> Mapping[str, JobHandler]:
    return {
        drawing.KIND: drawing.TicketJob(tools).handler(),
        listing.KIND: listing.ListsJob(tools).handler(),
    }
