"""The ornament of a certificate: paper, rosettes, a frame of fine lines. The same for all, so made and packed once."""

from __future__ import annotations

import io
import zlib
from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFFormXObject, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from bot.documents.guilloche import band, rosette

WIDTH, HEIGHT = landscape(A4)
PAPER, BLUE, GOLD = HexColor("#fdfcf7"), HexColor("#17365d"), HexColor("#a9853f")
FRAME, BAND = 9 * mm, 8.5 * mm
NAME = "ornament"


def draw_ornament(canvas: Canvas) -> None:
    """Lay it beneath the page; packing its lines anew for each page would take half of the page's time."""
    stream = PDFStream(content=_packed())
    stream.dictionary["Filter"] = PDFName("FlateDecode")
    form = PDFFormXObject(0, 0, WIDTH, HEIGHT)
    form.Contents = stream
    form.compression = 0
    canvas._doc.addForm(NAME, form)  # noqa: SLF001 - the canvas itself packs each form anew
    canvas.doForm(NAME)


@cache
def _packed() -> bytes:
    canvas = Canvas(io.BytesIO(), pagesize=(WIDTH, HEIGHT), invariant=1)
    _ground(canvas)
    _border(canvas)
    return zlib.compress(canvas.getCurrentPageContent().encode("ascii"), 9)


def _ground(canvas: Canvas) -> None:
    canvas.setFillColor(PAPER)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setLineWidth(0.3)
    for x, y, radius, petals, tint in (
        (WIDTH / 2 + 8 * mm, HEIGHT / 2 - 6 * mm, 74 * mm, 18, "#f0e6cd"),
        (WIDTH / 2 + 8 * mm, HEIGHT / 2 - 6 * mm, 46 * mm, 12, "#e4ebf2"),
        (54 * mm, HEIGHT / 2 - 6 * mm, 38 * mm, 14, "#eef1f4"),
        (WIDTH - 50 * mm, HEIGHT / 2 - 6 * mm, 38 * mm, 14, "#eef1f4"),
    ):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.setStrokeColor(HexColor(tint))
        canvas.drawPath(rosette(radius, petals), stroke=1, fill=0)
        canvas.restoreState()


def _border(canvas: Canvas) -> None:
    for inset, width, ink in (
        (FRAME - 1.6 * mm, 0.5, GOLD),
        (FRAME, 1.6, BLUE),
        (FRAME + BAND + 1.2 * mm, 0.9, BLUE),
        (FRAME + BAND + 2.2 * mm, 0.4, GOLD),
    ):
        canvas.setLineWidth(width)
        canvas.setStrokeColor(ink)
        canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
    middle = FRAME + BAND / 2 + 0.6 * mm
    inner = middle + BAND / 2 + 0.6 * mm
    for x, y, turn, length in (
        (inner, HEIGHT - middle, 0, WIDTH - 2 * inner),
        (inner, middle, 0, WIDTH - 2 * inner),
        (middle, inner, 90, HEIGHT - 2 * inner),
        (WIDTH - middle, inner, 90, HEIGHT - 2 * inner),
    ):
        _edge(canvas, (x, y), turn, length)
    for x in (middle, WIDTH - middle):
        for y in (middle, HEIGHT - middle):
            _corner(canvas, (x, y))


def _edge(canvas: Canvas, at: tuple[float, float], turn: int, length: float) -> None:
    canvas.saveState()
    canvas.translate(*at)
    canvas.rotate(turn)
    canvas.setLineWidth(0.35)
    canvas.setStrokeColor(BLUE)
    canvas.drawPath(band(round(length, 1), BAND * 0.9), stroke=1, fill=0)
    canvas.setStrokeColor(GOLD)
    canvas.drawPath(band(round(length, 1), BAND * 0.52, strands=2), stroke=1, fill=0)
    canvas.restoreState()


def _corner(canvas: Canvas, at: tuple[float, float]) -> None:
    half = BAND / 2 + 0.6 * mm
    canvas.saveState()
    canvas.translate(*at)
    canvas.setFillColor(PAPER)
    canvas.setStrokeColor(BLUE)
    canvas.setLineWidth(0.9)
    canvas.rect(-half, -half, 2 * half, 2 * half, stroke=1, fill=1)
    canvas.setLineWidth(0.3)
    canvas.setStrokeColor(GOLD)
    canvas.drawPath(rosette(half * 0.92, 12, strands=6, depth=0.22), stroke=1, fill=0)
    canvas.setStrokeColor(BLUE)
    canvas.drawPath(rosette(half * 0.6, 8, strands=4, depth=0.3), stroke=1, fill=0)
    canvas.restoreState()
