"""What the buttons of scores mean."""

from __future__ import annotations

from enum import StrEnum

from bot.engine.press import Press


class Settlement(StrEnum):
    """The usual words by which an auditor settles a finding with one press."""

    PAPERS = "papers"
    PRACTICAL = "practical"
    CONFIRMED = "confirmed"


SCORES_ALL = Press("scores_all")
SCORES = Press("scores", batch=int)
SUM_UP = Press("scores_sum", batch=int)

AUDIT = Press("scores_audit", batch=int)
FINDING = Press("scores_finding", finding=int)
SETTLE = Press("scores_word", finding=int, settlement=Settlement)
WRITE = Press("scores_write", finding=int)
PASS_AUDIT = Press("scores_pass", batch=int)

RELEASE = Press("scores_release", batch=int)
RELEASE_NOW = Press("scores_now", batch=int)
RELEASE_AT = Press("scores_at", batch=int, moment=int)  # epoch seconds
RELEASE_TIME = Press("scores_time", batch=int)
DROP_RELEASE = Press("scores_drop", batch=int)

SCORE = Press("score", application=int)
SCORE_DETAIL = Press("score_detail", application=int)
PUBLIC_LISTS = Press("publics")
PUBLIC_LIST = Press("public", batch=int, page=int, optional=("page",))
PUBLIC_SHEET = Press("public_sheet", batch=int)

ASK_CHECK = Press("recheck", application=int)
CHECKS = Press("rechecks")
CHECK = Press("recheck_see", check=int)
UPHOLD = Press("recheck_uphold", check=int)
CORRECT = Press("recheck_change", check=int)
APPROVE = Press("recheck_approve", check=int)
SEND_BACK = Press("recheck_back", check=int)
