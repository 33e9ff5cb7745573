"""Facts for every text of certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from domain.certificates import (
    Certificate,
    CertificateStatus,
    Ending,
    EndKind,
    Printed,
    Readiness,
    Standing,
)
from domain.language import Words
from domain.registration import IdKind
from domain.standards import BatchStatus
from tests.registration.examples import batch
from tests.stored import changed, stored

AT = datetime(2026, 12, 20, 2, tzinfo=UTC)
PRINTED = Printed(
    "王小明",
    "resident",
    "11010519491231002X",
    "6-31-01-03",
    "电工",
    "Electrician",
    4,
    "示例职业技能鉴定中心",
    "Example Appraisal Centre",
    date(2026, 12, 20),
    "",
)
CERTIFICATE = stored(
    Certificate(
        "S000031450001264000001", "t" * 22, 1, 2, 3, PRINTED, 4, AT, CertificateStatus.ISSUED, 5, AT, "ab" * 32
    ),
    1,
)
ENDING = Ending(1, EndKind.REPLACE, "Name misprinted", "王小明", 4, AT, 5, AT, True)
REVOKED = replace(CERTIFICATE, status=CertificateStatus.REVOKED, ended_at=AT, end_reason="Issued in error")
RENEWED = changed(CERTIFICATE, printed=replace(PRINTED, reissued_on=date(2027, 1, 5)))
ABOUT = {"certificate": CERTIFICATE, "printed": PRINTED, "id_kind": IdKind.RESIDENT}


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    found = batch()
    found.status = BatchStatus.RELEASED
    of_batch = {"batch": found, "name": Words({"zh": "电工", "en": "Electrician"})}
    ending = {**ABOUT, "ending": ENDING, "proposer": "王小明"}
    return {
        "certificates/print_text": {},
        "certificates/choose": {"count": 1},
        "certificates/card": {
            **of_batch,
            "ready": Readiness(date(2026, 12, 10), True, 1),
            "shown": [CERTIFICATE] * 30,
            "first": 1,
            "count": 31,
            "prepared": 2,
            "undrawn": 1,
            "due": 3,
            "held": 1,
            "unprintable": [("王小明", "小")],
        },
        "certificates/prepared": {**of_batch, "count": 3},
        "certificates/approved": {**of_batch, "count": 3},
        "certificates/done": {**of_batch, "count": 3},
        "certificates/draw_failed": {"certificate": CERTIFICATE},
        "certificates/coming": {},
        "certificates/issued": {**ABOUT, "public_url": "https://verify.example.org"},
        "certificates/again": ABOUT,
        "certificates/none": {},
        "certificates/home": ABOUT,
        "certificates/home_endings": {"count": 1},
        "certificates/ask_number": {},
        "certificates/verified": {**ABOUT, "standing": Standing.GENUINE, "current": None, "phone": "400-000-0000"},
        "certificates/staff_card": {**ABOUT, "history": [ENDING]},
        "certificates/ask_reason": {"draft": ENDING},
        "certificates/ask_name": {"draft": ENDING},
        "certificates/end_kept": ending,
        "certificates/end_proposed": ending,
        "certificates/end_decided": ending,
        "certificates/revoked": {**ABOUT, "certificate": REVOKED, "phone": "400-000-0000"},
    }
