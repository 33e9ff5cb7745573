"""Public names of the reviewing area: the queue, claims, decisions and the reasons for them."""

from domain.reviewing import refusals, rules
from domain.reviewing.deciding import (
    Assessment,
    Decision,
    approve,
    assess,
    claim,
    full_id,
    overview,
    queue,
    reject,
    release,
    remind_to_mend,
    return_for_mending,
)
from domain.reviewing.reasons import REASONS_TO_REJECT, Reason, reasons_of
from domain.reviewing.store import ReviewingStore

__all__ = [
    "REASONS_TO_REJECT",
    "Assessment",
    "Decision",
    "Reason",
    "ReviewingStore",
    "approve",
    "assess",
    "claim",
    "full_id",
    "overview",
    "queue",
    "reasons_of",
    "refusals",
    "reject",
    "release",
    "remind_to_mend",
    "return_for_mending",
    "rules",
]
