"""What the buttons of reviewing mean; those on a card name the application and the version that the card shows."""

from __future__ import annotations

from bot.engine.press import Answer, Press
from domain.registration import Field

QUEUE = Press("queue")
NEXT = Press("next")
GO_ON = Press("go_on", application=int, version=int)
APPROVE = Press("approve", application=int, version=int)
SEND_BACK = Press("send_back", application=int, version=int)
REJECT = Press("reject", application=int, version=int)
FULL_ID = Press("full_id", application=int, version=int)
MATERIALS = Press("materials", application=int, version=int, page=int)
CARD = Press("card", application=int, version=int)
PUT_BACK = Press("put_back", application=int, version=int)
OVERVIEW = Press("overview")

TICK = Answer("on", field=Field)
UNTICK = Answer("off", field=Field)
REDO = Answer("redo", field=Field)
LEAVE = Answer("leave")
