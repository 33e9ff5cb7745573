"""The archive in the chat: what is in it, closing a batch, and statistics."""

from __future__ import annotations

from collections.abc import Mapping

from bot.archive import statistics
from bot.archive.building import KIND, ArchiveJob
from bot.archive.router import router, section
from bot.engine.area import Area, JobTools
from bot.engine.jobs import JobHandler

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(routers=[router, statistics.router], sections=[section], job_handlers=_job_handlers)


def _job_handlers(tools: JobTools) -> Mapping[str, JobHandler]:
    return {KIND: ArchiveJob(tools).handler(), statistics.KIND: statistics.StatisticsJob(tools).handler()}
