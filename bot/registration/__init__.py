"""Registration in the chat, from the first question to the application that was handed in."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.area import Area, JobTools
from bot.engine.jobs import JobHandler
from bot.registration import closing
from bot.registration.dialogue import mending, registration, spell
from bot.registration.news import news
from bot.registration.photos import KIND, PhotoJob, PhotoJudged
from bot.registration.router import begin, router
from bot.registration.status import SECTIONS

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(
        routers=[router, news, closing.router],
        dialogues=[registration, mending, spell],
        sections=[*SECTIONS, closing.section],
        events=[PhotoJudged],
        job_handlers=_job_handlers,
        goals={"register": begin},
    )


def _job_handlers(tools: JobTools) -> Mapping[str, JobHandler]:
    return {KIND: PhotoJob(tools.api, tools.files).handler()}
