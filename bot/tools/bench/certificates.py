"""One certificate drawn as it is done here, against the same page with freshly registered fonts; CPU, interleaved."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

from bot.app.foundation import renderer
from bot.certificates.drawing import CertificateTexts
from bot.documents.certificate import CertificatePage, certificate_pdf
from bot.documents.typefaces import typeface
from bot.tools.bench.phone import portrait
from config.settings import load_settings
from domain.certificates import Certificate, Printed

ROUNDS = 12
LINK = "https://verify.example.org/verify/0123456789abcdefghijkl"


def example_page() -> CertificatePage:
    """A page with everything that can stand on it, and a photo."""
    names = ("示例职业技能鉴定中心", "Example Occupational Skills Appraisal Centre")
    identity = ("张伟", "resident", "11010519491231002X")
    printed = Printed(*identity, "6-31-01-03", "电工", "Electrician", 4, *names, date(2026, 12, 20), "")
    certificate = Certificate("S000031450001264000001", "", 1, 1, 1, printed, 1, datetime(2026, 12, 20, tzinfo=UTC))
    return CertificateTexts(renderer(), load_settings(None, {})).page(certificate, LINK, portrait())


def measure_certificates(rounds: int = ROUNDS) -> dict[str, Any]:
    """The ratio first, then CPU milliseconds a certificate of both (medians), and the certificates drawn of each."""
    page = example_page()
    sides: dict[str, Callable[[], bytes]] = {"cached": lambda: certificate_pdf(page), "naive": lambda: _naive(page)}
    drawn = {draw() for draw in sides.values()}  # both are warm, and the pages must be the same, byte for byte
    if len(drawn) != 1:
        raise AssertionError("the two sides drew different pages")
    spent: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        # Who begins changes, so that neither side always has the warmer cache.
        for name in sorted(sides, reverse=bool(number % 2)):
            spent[name].append(_cpu(sides[name]))
    cached, naive = (median(spent[name]) * 1000 for name in ("cached", "naive"))
    return {
        "certificate_vs_naive": round(naive / cached, 2),
        "certificate_cpu_ms": round(cached, 2),
        "naive_certificate_cpu_ms": round(naive, 2),
        "certificates_per_side": rounds,
    }


def _naive(page: CertificatePage) -> bytes:
    """Register the fonts anew, as a script does that is run for each certificate."""
    typeface.cache_clear()
    return certificate_pdf(page)


def _cpu(draw: Callable[[], bytes]) -> float:
    begins = time.process_time()
    draw()
    return time.process_time() - begins
