"""Facts for every text of the staffing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.staffing.answering import OwnDuty
from bot.staffing.assigning import Served
from domain.staffing import Bar, Duty, DutyRole, DutyStatus
from tests.planning.samples import ABOUT, BEGINS, ROOM, SITTING
from tests.stored import stored


def duty(status: DutyStatus = DutyStatus.OFFERED) -> Duty:
    """A duty in that state."""
    return stored(Duty(5, 1, DutyRole.EXAMINER, status, BEGINS, reason="<reason>"), 1)


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    own = [OwnDuty(duty(), SITTING, ROOM)]
    named = [(duty(status), "<N>") for status in DutyStatus]
    said = (Bar.EMPLOYER, Bar.CANDIDATE, Bar.EXPIRED, Bar.DECLINED)
    served = Served(SITTING, ROOM, named, [(DutyRole.EXAMINER, 2)], [("<N>", why) for why in said])
    one = {"duty": duty(), "sitting": SITTING, "person": "<N>", "gone": False}
    return {
        "staffing/accepted": {"duties": own},
        "staffing/ask_reason": {},
        "staffing/choose_duty": {**ABOUT, "count": 2},
        "staffing/choose_person": {**one, "free": 2},
        "staffing/declined": {},
        "staffing/duties": {"duties": own},
        "staffing/home": {"waiting": 1, "next": own[0], "until": BEGINS},
        "staffing/lapsed": {"duties": own},
        "staffing/offered": {**ABOUT, "duties": own},
        "staffing/plan": {**ABOUT, "served": [served], "waiting": 1},
        "staffing/reassigned": {"duties": own},
        "staffing/tickets_issued": {**ABOUT, "count": 30},
        "staffing/unfilled": {**ABOUT, **one},
    }
