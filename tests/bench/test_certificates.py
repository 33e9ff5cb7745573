"""The bench of certificates draws the same page on both sides, and says how much the cached fonts save."""

from __future__ import annotations

import pytest

from bot.documents.certificate import certificate_pdf
from bot.documents.typefaces import typeface
from bot.tools.bench import certificates
from bot.tools.bench.certificates import example_page, measure_certificates

TARGET = 4


def test_a_run_gives_every_figure_and_reaches_its_target() -> None:
    found = measure_certificates(rounds=3)
    assert tuple(found) == (
        "certificate_vs_naive",
        "certificate_cpu_ms",
        "naive_certificate_cpu_ms",
        "certificates_per_side",
    )
    assert found["certificate_vs_naive"] >= TARGET
    assert found["certificate_vs_naive"] == pytest.approx(
        found["naive_certificate_cpu_ms"] / found["certificate_cpu_ms"], rel=0.02
    )
    assert found["certificates_per_side"] == 3


def test_both_sides_draw_the_same_bytes() -> None:
    first = certificate_pdf(example_page())
    typeface.cache_clear()
    assert certificate_pdf(example_page()) == first


def test_two_like_sides_would_show_no_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: without fresh fonts the ratio is about 1."""
    monkeypatch.setattr(certificates, "_naive", certificate_pdf)
    assert measure_certificates(rounds=6)["certificate_vs_naive"] < TARGET / 2
