"""Scores in the chat: summary, audit and release for staff; one's own score, the public list and checks for all."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.area import Area, JobTools
from bot.engine.jobs import JobHandler
from bot.scores import answering, asking, auditing, card, changing, own, public, releasing

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    routers = [
        own.router,
        asking.router,
        public.router,
        card.router,
        auditing.router,
        releasing.router,
        answering.router,
    ]
    dialogues = [asking.asking, auditing.resolving, releasing.timing, answering.upholding, changing.correcting]
    sections = [own.section, public.section, answering.section]
    return Area(routers=[*routers, changing.router], dialogues=dialogues, sections=sections, job_handlers=_job_handlers)


def _job_handlers(tools: JobTools) -> Mapping[str, JobHandler]:
    return {public.KIND: public.PublicListJob(tools).handler()}
