"""The certificate (职业技能等级证书) as PDF: one A4 page, worth framing; what stands on it is that of facts §6.3."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from bot.documents.fonts import printable_characters
from bot.documents.ornament import BLUE, GOLD, HEIGHT, WIDTH, draw_ornament
from bot.documents.qr import draw_qr
from bot.documents.seal import draw_seal
from bot.documents.typefaces import Face, typeface

INK, PALE, LINE = HexColor("#1b2430"), HexColor("#6d7783"), HexColor("#d5c49a")
LEFT, RIGHT = 34 * mm, WIDTH - 30 * mm
TEXT = 82 * mm
PHOTO = (35 * mm, 49 * mm)
QR = 27 * mm
ROW = 14.6 * mm
STOPS = "，。、；：）"
TITLE, TITLE_EN = "职业技能等级证书", "CERTIFICATE OF OCCUPATIONAL SKILL LEVEL"


@dataclass(frozen=True)
class PrintedField:
    """One field: its label in Chinese and English, its value, and that in English where it is another."""

    label: str
    label_en: str
    value: str
    value_en: str = ""


@dataclass(frozen=True)
class CertificatePage:
    """What is printed: body text in both languages, fields left and right in turn, the body, the code.

    `queries` are pairs of what can be looked up and where; `seal` what the drawn seal is for, empty for none.
    """

    body_text: str
    body_text_en: str
    fields: Sequence[PrintedField]
    body: PrintedField
    photo_note: str
    code: str
    code_note: str
    code_note_en: str
    queries: Sequence[tuple[str, str]]
    seal: str = ""
    photo: bytes = b""


class NoGlyph(ValueError):  # noqa: N818 - says what is missing
    """The fonts cannot draw these characters."""


def certificate_pdf(page: CertificatePage) -> bytes:
    """The PDF; the same page gives the same bytes. Raises `NoGlyph`: nothing is printed with a hole in it."""
    # A missing glyph prints as an empty box, and nobody looks at a certificate more closely than its holder.
    _check_glyphs(page)
    rl_config.useA85 = 0  # bytes as they are: text of them costs more time than all the rest
    written = io.BytesIO()
    # invariant: no dates and random ids inside, so the same page has the same SHA-256 and can be verified by its bytes.
    options = {"invariant": 1, "pageCompression": 1, "initialFontName": typeface(Face.SERIF), "lang": "zh-CN"}
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT), **options)
    canvas.setTitle(TITLE)
    canvas.setAuthor(page.body.value)
    canvas.setSubject(page.fields[0].value)
    draw_ornament(canvas)
    _head(canvas)
    _photo(canvas, page)
    _code(canvas, page)
    _body_text(canvas, page)
    _fields(canvas, page.fields)
    _foot(canvas, page)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


@dataclass(frozen=True)
class Style:
    """How a text is set: face, size in points, ink, blank between letters, and the width that it may take."""

    size: float
    ink: Color = INK
    face: Face = Face.SERIF
    spaced: float = 0
    heavy: float = 0
    widest: float = 0


def _write(canvas: Canvas, text: str, at: tuple[float, float], style: Style) -> None:
    """One line; smaller when it would be too wide, heavier by an outline."""
    size = style.size
    if style.widest:
        size *= min(1, style.widest / max(1, stringWidth(text, typeface(style.face), size)))
    written = canvas.beginText(*at)
    written.setFont(typeface(style.face), size)
    written.setFillColor(style.ink)
    # There is no bold Chinese face at hand: an outline of a fraction of a point makes one.
    if style.heavy:
        canvas.setLineWidth(style.heavy)
        written.setStrokeColor(style.ink)
        written.setTextRenderMode(2)
    written.setCharSpace(style.spaced)
    written.textOut(text)
    written.setCharSpace(0)
    written.setTextRenderMode(0)
    canvas.drawText(written)


def _centred(canvas: Canvas, text: str, at: tuple[float, float], style: Style) -> None:
    width = stringWidth(text, typeface(style.face), style.size) + style.spaced * (len(text) - 1)
    _write(canvas, text, (at[0] - width / 2, at[1]), style)


def _head(canvas: Canvas) -> None:
    middle = WIDTH / 2
    _centred(canvas, TITLE, (middle, HEIGHT - 45 * mm), Style(42, BLUE, spaced=12, heavy=0.9))
    y = HEIGHT - 55 * mm
    _centred(canvas, TITLE_EN, (middle, y), Style(11, GOLD, spaced=3))
    canvas.setStrokeColor(GOLD)
    canvas.setFillColor(GOLD)
    canvas.setLineWidth(0.7)
    for side in (-1, 1):
        canvas.line(middle + side * 79 * mm, y + 4, middle + side * 103 * mm, y + 4)
        _diamond(canvas, middle + side * 77 * mm, y + 4)


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x - 3, y)
    for dx, dy in ((0, 3), (3, 0), (0, -3)):
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _photo(canvas: Canvas, page: CertificatePage) -> None:
    x, y = LEFT, HEIGHT - 68 * mm - PHOTO[1]
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.8)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.rect(x - 4, y - 4, PHOTO[0] + 8, PHOTO[1] + 8, stroke=1, fill=1)
    if page.photo:
        canvas.drawImage(ImageReader(io.BytesIO(page.photo)), x, y, *PHOTO)
    else:
        _centred(canvas, page.photo_note, (x + PHOTO[0] / 2, y + PHOTO[1] / 2), Style(9, PALE, Face.SANS))
    canvas.setLineWidth(0.3)
    canvas.rect(x, y, *PHOTO, stroke=1, fill=0)


def _code(canvas: Canvas, page: CertificatePage) -> None:
    x, y = LEFT + (PHOTO[0] - QR) / 2, 44 * mm
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.rect(x - 6, y - 6, QR + 12, QR + 12, stroke=0, fill=1)
    canvas.setFillColor(INK)
    draw_qr(canvas, page.code, (x, y), QR)
    _centred(canvas, page.code_note, (x + QR / 2, y - 14), Style(8, INK, Face.SANS))
    _centred(canvas, page.code_note_en, (x + QR / 2, y - 23), Style(6.5, PALE, Face.SANS))


def _body_text(canvas: Canvas, page: CertificatePage) -> None:
    y = HEIGHT - 73 * mm
    for line in _broken(page.body_text, 13, RIGHT - TEXT):
        _write(canvas, line, (TEXT, y), Style(13))
        y -= 7.4 * mm
    y += 1.8 * mm
    for line in simpleSplit(page.body_text_en, typeface(Face.SERIF), 8, RIGHT - TEXT):
        _write(canvas, line, (TEXT, y), Style(8, PALE))
        y -= 3.9 * mm


def _broken(text: str, size: float, width: float) -> Sequence[str]:
    """Chinese text in lines; a line begins with no stop."""
    lines = [""]
    for letter in text:
        full = stringWidth(lines[-1] + letter, typeface(Face.SERIF), size) > width
        if full and letter not in STOPS:
            lines.append("")
        lines[-1] += letter
    return lines


def _fields(canvas: Canvas, fields: Sequence[PrintedField]) -> None:
    top, gap = HEIGHT - 98.5 * mm, 8 * mm
    width = (RIGHT - TEXT - gap) / 2
    for number, field in enumerate(fields):
        x = TEXT + (number % 2) * (width + gap)
        y = top - number // 2 * ROW
        _label(canvas, field, (x, y))
        _value(canvas, field, (x, y - 6.4 * mm), width)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(x, y - 8.6 * mm, x + width, y - 8.6 * mm)


def _value(canvas: Canvas, field: PrintedField, at: tuple[float, float], width: float) -> None:
    _write(canvas, field.value, at, Style(14, BLUE, heavy=0.25, widest=width))
    beside = stringWidth(field.value, typeface(Face.SERIF), 14) + 8
    if field.value_en and beside < width:
        _write(canvas, field.value_en, (at[0] + beside, at[1]), Style(8.5, PALE, widest=width - beside))


def _label(canvas: Canvas, field: PrintedField, at: tuple[float, float]) -> None:
    _write(canvas, field.label, at, Style(8.5, PALE, Face.SANS))
    beside = at[0] + stringWidth(field.label, typeface(Face.SANS), 8.5) + 5
    _write(canvas, field.label_en, (beside, at[1]), Style(6.5, PALE, Face.SANS))


def _foot(canvas: Canvas, page: CertificatePage) -> None:
    left, middle, y = (TEXT + RIGHT) / 2 + 4 * mm, RIGHT - 36 * mm, 37 * mm
    _write(canvas, page.body.label, (left, y + 1.4 * mm), Style(8.5, PALE, Face.SANS))
    _write(canvas, page.body.label_en, (left, y - 2 * mm), Style(6.5, PALE, Face.SANS))
    _centred(canvas, page.body.value, (middle, y), _fitting(page.body.value, 14))
    _centred(canvas, page.body.value_en, (middle, y - 4.6 * mm), _fitting(page.body.value_en, 7.5, PALE))
    if page.seal:
        draw_seal(canvas, page.body.value, page.seal, (middle, y + 4))
    for number, (what, where) in enumerate(page.queries):
        _write(canvas, f"{what}　{where}", (TEXT, 38.5 * mm - number * 4.6 * mm), Style(7.5, PALE, Face.SANS))


def _fitting(text: str, size: float, ink: Color = INK) -> Style:
    """A size at which the text is no wider than the foot's column."""
    return Style(min(size, size * 64 * mm / max(1, stringWidth(text, typeface(Face.SERIF), size))), ink)


def _check_glyphs(page: CertificatePage) -> None:
    lines = (*page.fields, page.body)
    texts = [page.body_text, page.body_text_en, page.photo_note, page.code_note, page.code_note_en, page.seal]
    texts += [text for line in lines for text in (line.label, line.label_en, line.value, line.value_en)]
    missing = {ord(c) for c in "".join(texts)} - printable_characters() - {ord(" ")}
    if missing:
        raise NoGlyph("".join(map(chr, sorted(missing))))
