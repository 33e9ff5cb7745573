"""Facts for every text of the notices area; the longest notice that there can be is one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.notices import asking
from domain.language import Words
from domain.notices import MOST_REMARK, Notice, NoticeStatus, milestones
from domain.standards import Standard, Timeline
from tests.registration.examples import NOW, batch, standard
from tests.stored import stored
from tests.town import facts_of_centre

REMARK = "<" * MOST_REMARK


def about(of: Standard, remark: str = REMARK) -> Mapping[str, Any]:
    """A notice of all levels of a standard."""
    whole = batch(levels=tuple(of.levels), places=300, occupation=of.code, edition=of.edition)
    return {
        "batch": whole,
        "name": of.name,
        "notice": stored(Notice(1, remark, 1, NoticeStatus.PUBLISHED, NOW), 3),
        "levels": list(of.levels.values()),
        "photo": of.photo,
        "milestones": milestones(whole, Timeline()),
        "centre": facts_of_centre(),
        "on": NOW,
    }


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    whole = about(standard())
    some = {"batch": whole["batch"], "name": whole["name"], "notice": whole["notice"]}
    asked = {"parent": None, "position": 1, "total": 1}
    return {
        "notices/notice": whole,
        "notices/correction": some,
        "notices/withdrawn": {**some, "applied": True},
        "notices/published": {**some, "followers": 120, "told_at": NOW},
        "notices/withdraw": some,
        "notices/taken_back": some,
        "notices/not_out": {**some, "why": ""},
        "notices/ask_remark": {**asked, "draft": asking.remark.draft(1)},
        "notices/ask_at": {**asked, "draft": asking.timing.draft(1, 2, 3)},
        "notices/follow": {"names": [Words({"zh": "电工", "en": "Electrician"})]},
        "notices/home": {"names": []},
    }
