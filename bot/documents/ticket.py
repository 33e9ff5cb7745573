"""The admission ticket (准考证) as PDF: one page, the photo, every sitting with its seat, and the code for the door."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A5, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bot.documents.lists import fitting
from bot.documents.qr import draw_qr
from bot.documents.typefaces import Face, typeface

WIDTH, HEIGHT = landscape(A5)
MARGIN = 10 * mm
INK, PALE, BLUE, LINE = HexColor("#16202a"), HexColor("#5b6b7b"), HexColor("#1f4e79"), HexColor("#b8c4d0")
PHOTO = (25 * mm, 35 * mm)
QR = 30 * mm


@dataclass(frozen=True)
class TicketSitting:
    """One row of the ticket: all texts as printed."""

    part: str
    day: str
    hours: str
    place: str
    room: str
    seat: str


@dataclass(frozen=True)
class TicketPage:
    """What is printed: pairs of label and value, the sittings under their heads, notes, and the code's address."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    heads: Sequence[str]
    sittings: Sequence[TicketSitting]
    notes_title: str
    notes: Sequence[str]
    body: str
    code: str
    code_note: str
    photo: bytes = b""


def ticket_pdf(page: TicketPage) -> bytes:
    """The PDF; the same page gives the same bytes."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT), invariant=1, initialFontName=typeface(Face.SANS))
    canvas.setTitle(page.title)
    canvas.setAuthor(page.body)
    _head(canvas, page)
    _facts(canvas, page)
    bottom = _table(canvas, page, HEIGHT - 66 * mm)
    _notes(canvas, page, bottom - 6 * mm)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _write(canvas: Canvas, text: str, at: tuple[float, float], size: float, *, ink: Color = INK) -> None:
    canvas.setFont(typeface(Face.SANS), size)
    canvas.setFillColor(ink)
    canvas.drawString(*at, text)


def _head(canvas: Canvas, page: TicketPage) -> None:
    canvas.setFillColor(BLUE)
    canvas.rect(0, HEIGHT - 17 * mm, WIDTH, 17 * mm, stroke=0, fill=1)
    white = HexColor("#ffffff")
    _write(canvas, page.title, (MARGIN, HEIGHT - 11.5 * mm), 18, ink=white)
    canvas.setFont(typeface(Face.SANS), 9)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 11 * mm, page.subtitle)


def _facts(canvas: Canvas, page: TicketPage) -> None:
    left, top = MARGIN + PHOTO[0] + 6 * mm, HEIGHT - 25 * mm
    canvas.setStrokeColor(LINE)
    canvas.rect(MARGIN, HEIGHT - 22 * mm - PHOTO[1], *PHOTO)
    if page.photo:
        canvas.drawImage(ImageReader(io.BytesIO(page.photo)), MARGIN, HEIGHT - 22 * mm - PHOTO[1], *PHOTO)
    for number, (label, value) in enumerate(page.facts):
        column, row = number % 2, number // 2
        x, y = left + column * 60 * mm, top - row * 10.5 * mm
        _write(canvas, label, (x, y), 7.5, ink=PALE)
        _write(canvas, value, (x, y - 4.6 * mm), fitting(value, 11.5, 56 * mm))
    canvas.setFillColor(INK)
    draw_qr(canvas, page.code, (WIDTH - MARGIN - QR, HEIGHT - 52 * mm), QR)
    canvas.setFont(typeface(Face.SANS), 7)
    canvas.setFillColor(PALE)
    canvas.drawCentredString(WIDTH - MARGIN - QR / 2, HEIGHT - 56 * mm, page.code_note)


def _table(canvas: Canvas, page: TicketPage, top: float) -> float:
    columns = [x * mm for x in (0, 24, 58, 86, 146, 172)]
    canvas.setFillColor(HexColor("#eaf0f6"))
    canvas.rect(MARGIN, top - 2.5 * mm, WIDTH - 2 * MARGIN, 7.5 * mm, stroke=0, fill=1)
    for x, head in zip(columns, page.heads, strict=True):
        _write(canvas, head, (MARGIN + x + 2 * mm, top), 8, ink=PALE)
    y = top
    for one in page.sittings:
        y -= 9 * mm
        cells = (one.part, one.day, one.hours, one.place, one.room, one.seat)
        ends = [*columns[1:], WIDTH - 2 * MARGIN]
        for x, end, cell in zip(columns, ends, cells, strict=True):
            _write(canvas, cell, (MARGIN + x + 2 * mm, y), fitting(cell, 10, end - x - 3 * mm))
        canvas.setStrokeColor(LINE)
        canvas.line(MARGIN, y - 3 * mm, WIDTH - MARGIN, y - 3 * mm)
    return y


def _notes(canvas: Canvas, page: TicketPage, top: float) -> None:
    _write(canvas, page.notes_title, (MARGIN, top - 3 * mm), 9, ink=BLUE)
    for number, note in enumerate(page.notes, 1):
        _write(canvas, f"{number}. {note}", (MARGIN, top - 3 * mm - number * 5 * mm), 8.2)
    canvas.setFont(typeface(Face.SANS), 9)
    canvas.drawRightString(WIDTH - MARGIN, 8 * mm, page.body)
