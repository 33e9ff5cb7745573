"""What the buttons of registration mean."""

from __future__ import annotations

from bot.engine.press import Answer, Press

REGISTER = Press("register", batch=int, optional=("batch",))
DISCARD = Press("discard")
DISCARD_SURE = Press("discard_sure")
LOOK = Press("my", application=int)
LOOK_AT_PHOTO = Press("my_photo", application=int)
WITHDRAW = Press("withdraw", application=int)
WITHDRAW_SURE = Press("withdraw_sure", application=int)
MEND = Press("mend", application=int)
MEND_LATER = Press("later", application=int)
CLOSE = Press("close", batch=int)
CLOSE_SURE = Press("close_sure", batch=int)

OFFER = Answer("", batch=int, level=int)
OTHER_BATCHES = Answer("others")
