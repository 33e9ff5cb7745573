"""Public names of the notices area: notices and their subscribers; quiet hours, working days, reminders."""

from domain.notices.completeness import (
    check_complete,
    check_publishable,
    out_before,
)
from domain.notices.following import (
    follow,
    followed,
    occupations,
    unfollow,
)
from domain.notices.milestones import (
    Milestones,
    milestones,
)
from domain.notices.model import (
    Notice,
    NoticeCorrected,
    NoticeDue,
    NoticeNotOut,
    NoticePublished,
    NoticeStatus,
    NoticeToTell,
    NoticeWithdrawn,
    RegistrationEnds,
    Subscription,
)
from domain.notices.publishing import (
    Publish,
    publish,
    publish_later,
    stay_unpublished,
    withdraw_notice,
)
from domain.notices.refusals import (
    AfterClosing,
    AlreadyPublished,
    NoMarkingSheet,
    NotEnoughExaminers,
    NothingCorrected,
    NotPublished,
    QuietTime,
    RemarkTooLong,
    StalePreview,
)
from domain.notices.rules import (
    QuietHours,
    add_working_days,
    closing_reminder,
    is_working_day,
    next_allowed,
    working_deadline,
)
from domain.notices.store import (
    NoticesStore,
)
from domain.notices.telling import (
    tell_now,
    told_from,
)
from domain.notices.writing import (
    MOST_REMARK,
    keep_waiting,
    latest_notice,
    write_remark,
)

__all__ = [
    "MOST_REMARK",
    "AfterClosing",
    "AlreadyPublished",
    "Milestones",
    "NoMarkingSheet",
    "NotEnoughExaminers",
    "NotPublished",
    "NothingCorrected",
    "Notice",
    "NoticeCorrected",
    "NoticeDue",
    "NoticeNotOut",
    "NoticePublished",
    "NoticeStatus",
    "NoticeToTell",
    "NoticeWithdrawn",
    "NoticesStore",
    "Publish",
    "QuietHours",
    "QuietTime",
    "RegistrationEnds",
    "RemarkTooLong",
    "StalePreview",
    "Subscription",
    "add_working_days",
    "check_complete",
    "check_publishable",
    "closing_reminder",
    "follow",
    "followed",
    "is_working_day",
    "keep_waiting",
    "latest_notice",
    "milestones",
    "next_allowed",
    "occupations",
    "out_before",
    "publish",
    "publish_later",
    "stay_unpublished",
    "tell_now",
    "told_from",
    "unfollow",
    "withdraw_notice",
    "working_deadline",
    "write_remark",
]
