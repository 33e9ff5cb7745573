"""What the buttons of notices mean; those of a preview carry the versions that were seen."""

from __future__ import annotations

from bot.engine.press import Press

NOTICE = Press("notice", batch=int)
PUBLISH = Press("notice_out", notice=int, version=int, batch_version=int)
PUBLISH_LATER = Press("notice_when", notice=int, version=int, batch_version=int)
KEEP_WAITING = Press("notice_wait", batch=int)
REMARK = Press("notice_remark", batch=int)
WITHDRAW = Press("notice_withdraw", notice=int, version=int)
WITHDRAW_SURE = Press("notice_withdraw_sure", notice=int, version=int)
READ = Press("notice_read", batch=int)
FOLLOWED = Press("follow")
FOLLOW = Press("follow_on", occupation=str)
UNFOLLOW = Press("follow_off", occupation=str)
