"""Certificates in the chat: issued by two persons, held, verified by anybody, ended with a reason."""

from __future__ import annotations

from collections.abc import Mapping

from bot.certificates import ending, holding, issuing, verifying
from bot.certificates.drawing import KIND, CertificateJob
from bot.engine.area import Area, JobTools
from bot.engine.jobs import JobHandler

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(
        routers=[issuing.router, holding.router, verifying.router, ending.router],
        dialogues=[verifying.asking, ending.looking, ending.proposing],
        sections=[holding.section, ending.section],
        job_handlers=_job_handlers,
    )


def _job_handlers(tools: JobTools) -> Mapping[str, JobHandler]:
    return {KIND: CertificateJob(tools).handler()}
