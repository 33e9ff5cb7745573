"""Importing in the chat: enrolling a class or a company from a table, and joining as one of those enrolled."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.area import Area, JobTools
from bot.engine.jobs import JobHandler
from bot.importing import joining, router
from bot.importing.dialogue import importing
from bot.importing.job import TABLE, TEMPLATE, TableJob, TableRead, TemplateJob

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(
        routers=[router.router, joining.router],
        dialogues=[importing, joining.joining],
        sections=[joining.section],
        events=[TableRead],
        job_handlers=_job_handlers,
        goals={"join": joining.begin},
    )


def _job_handlers(tools: JobTools) -> Mapping[str, JobHandler]:
    return {TABLE: TableJob(tools).handler(), TEMPLATE: TemplateJob(tools).handler()}
