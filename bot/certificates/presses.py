"""What the buttons of certificates mean."""

from __future__ import annotations

from bot.engine.press import Press
from domain.certificates import EndKind

CERTIFICATES_ALL = Press("certificates_all")
CERTIFICATES = Press("certificates", batch=int, page=int, optional=("page",))
PREPARE = Press("certificates_prepare", batch=int)
APPROVE = Press("certificates_approve", batch=int, count=int)
DRAW = Press("certificate_draw", certificate=int)

CERTIFICATE = Press("certificate", certificate=int)
VERIFY = Press("verify")
VERIFIED = Press("verified", token=str)

FIND = Press("certificate_find")
STAFF_VIEW = Press("certificate_staff", certificate=int)
END = Press("end", certificate=int, kind=EndKind)
ENDING = Press("ending", ending=int)
CONFIRM_END = Press("end_yes", ending=int)
DECLINE_END = Press("end_no", ending=int)
