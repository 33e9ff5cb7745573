"""Certificates in the chat: issued by two persons, held, verified by anybody, ended with a reason."""

from __future__ import annotations

from collections.abc import Mapping

from bot.certificates import ending, holding, issuing, verifying
from bot.certificates.drawing import KIND, CertificateTrade
from bot.engine.area import Word, Workshop
from bot.engine.jobs import Trade

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(
        desks=[issuing.desk, holding.desk, verifying.desk, ending.desk],
        dialogues=[verifying.asking, ending.looking, ending.proposing],
        sections=[holding.section, ending.section],
        trades=_trades,
    )


def _trades(workshop: Workshop) -> Mapping[str, Trade]:
    return {KIND: CertificateTrade(workshop).trade()}
