"""The certificate as paper: all that facts §6.3 asks for, fonts inside, text that can be copied, the same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from bot.app.foundation import renderer
from bot.certificates.drawing import CertificateTexts, link_of
from bot.documents.certificate import CertificatePage, NoGlyph, certificate_pdf
from bot.documents.guilloche import band, rosette
from bot.tools.bench.phone import portrait
from config.model import Settings
from config.settings import load_settings
from tests.certificates.samples import CERTIFICATE, PRINTED
from tests.stored import changed

A4_LANDSCAPE = (842, 595)
TOKEN = CERTIFICATE.token


def settings(**more: str) -> Settings:
    return load_settings(None, more)


def page_of(photo: bytes = b"", given: Settings | None = None, **changes: Any) -> CertificatePage:
    """The page of the sample, changed where asked."""
    used = given or settings()
    certificate = changed(CERTIFICATE, printed=replace(PRINTED, **changes))
    return CertificateTexts(renderer(), used).page(certificate, link_of(used, "jianding_bot", TOKEN), photo)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def flat(pdf: bytes) -> str:
    return read(pdf).pages[0].extract_text()


WANTED = (
    "职业技能等级证书",
    "本证书由备案的评价机构颁发",
    "示例职业技能鉴定中心",
    "2026 年 12 月 20 日",
    "王小明",
    "居民身份证",
    "11010519491231002X",
    "电工",
    "--",
    "四级／中级工",
    "S000031450001264000001",
    "http://jndj.osta.org.cn",
    "http://pjjg.osta.org.cn",
)
ENGLISH = ("CERTIFICATE OF OCCUPATIONAL SKILL LEVEL", "ID card", "Electrician", "Level 4", "20 Dec 2026")


def test_all_that_is_asked_for_can_be_copied_as_text() -> None:
    text = flat(certificate_pdf(page_of()))
    assert [each for each in WANTED if each not in text.replace("\n", "")] == []
    assert [each for each in ENGLISH if each.lower() not in text.lower()] == []


def test_no_score_stands_on_it() -> None:
    """Facts §6.3: the new certificate shows none."""
    assert not any(word in flat(certificate_pdf(page_of())) for word in ("理论", "操作技能", "成绩", "分数"))


def test_one_page_of_a4() -> None:
    pages = read(certificate_pdf(page_of())).pages
    assert [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages] == [A4_LANDSCAPE]


def fonts(pdf: bytes) -> list[Mapping[str, Any]]:
    resources: Any = read(pdf).pages[0]["/Resources"]
    return [font.get_object() for font in resources["/Font"].values()]


def test_fonts_are_inside_as_subsets_with_their_unicode() -> None:
    found = fonts(certificate_pdf(page_of()))
    assert len(found) >= 2
    for font in found:
        assert font["/Subtype"] == "/TrueType"
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font
        assert font["/BaseFont"][7] == "+"


def test_the_same_certificate_gives_the_same_bytes() -> None:
    photo = portrait()
    assert certificate_pdf(page_of(photo)) == certificate_pdf(page_of(photo))
    assert certificate_pdf(page_of(photo)) != certificate_pdf(page_of(photo, name="王小红"))


def test_the_photo_is_in_it() -> None:
    with_photo, without = (read(certificate_pdf(page_of(photo))).pages[0] for photo in (portrait(), b""))
    assert len(with_photo.images) == 1
    assert len(without.images) == 0
    assert "照片" in without.extract_text()


def test_a_character_that_the_fonts_lack_is_never_printed_as_a_hole() -> None:
    with pytest.raises(NoGlyph, match="\U0003106c"):
        certificate_pdf(page_of(name="李\U0003106c"))


@pytest.mark.parametrize(
    "name",
    [
        "阿卜杜热西提·买买提吐尔逊·艾合买提江·库尔班江·托合提",
        "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine-Zimmermann",
    ],
)
def test_a_long_name_stays_within_its_line(name: str) -> None:
    """Set smaller: its end lies left of the number's column."""
    ends = []

    def visit(text: str, _cm: Any, matrix: Any, _font: Any, size: float) -> None:
        if text.strip().startswith(name[:6]):
            ends.append((matrix[4], size))

    read(certificate_pdf(page_of(name=name))).pages[0].extract_text(visitor_text=visit)
    assert ends
    assert ends[0][1] < 14
    assert name in flat(certificate_pdf(page_of(name=name))).replace("\n", "")


def test_a_new_issue_says_so_beside_the_date() -> None:
    text = flat(certificate_pdf(page_of(reissued_on=date(2027, 1, 5))))
    assert "2026 年 12 月 20 日 （2027 年 1 月 5 日 补发）" in text


def test_the_code_leads_to_the_page_or_to_the_bot() -> None:
    public = settings(JIANDING_WEB__PUBLIC_URL="https://verify.example.org/")
    assert link_of(public, "b", TOKEN) == f"https://verify.example.org/verify/{TOKEN}"
    start = link_of(settings(), "jianding_bot", TOKEN)
    assert start == f"https://t.me/jianding_bot?start=verify_{TOKEN}"
    assert len(start.split("start=")[1]) <= 64


def test_the_seal_can_be_left_to_a_stamp() -> None:
    assert "证书专用章" in flat(certificate_pdf(page_of()))
    bare = page_of(given=settings(JIANDING_BODY__SEAL="false"))
    assert "证书专用章" not in flat(certificate_pdf(bare))


def test_line_work_is_closed_and_within_its_bounds() -> None:
    for path, reach in ((rosette(50, 12), 50.5), (band(200, 20), 200.5)):
        numbers = [float(word) for word in path.getCode().split() if word.lstrip("-").replace(".", "", 1).isdigit()]
        assert max(map(abs, numbers)) <= reach
