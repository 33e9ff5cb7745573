"""All tales, by client."""

from tests.clients import ptb_answers, ptb_groups, ptb_talks, ptb_webhooks
from tests.clients.aiogram_tales import AIOGRAM
from tests.clients.ptb import PTB

__all__ = ["AIOGRAM", "ALL", "PTB", "ptb_answers", "ptb_groups", "ptb_talks", "ptb_webhooks"]

ALL = (PTB, AIOGRAM)
