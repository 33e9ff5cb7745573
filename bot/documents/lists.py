"""Lists of a sitting for print, A4: the door list with photos (入场核对表), the sign-in sheet (签到表; facts §11)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from bot.documents.typefaces import Face, typeface

WIDTH, HEIGHT = A4
LEFT, RIGHT, BOTTOM = 14 * mm, WIDTH - 14 * mm, 14 * mm
INK, PALE, BLUE, LINE, SHADE = (HexColor(code) for code in ("#16202a", "#5b6b7b", "#1f4e79", "#9fb0c0", "#eaf0f6"))
TOP = HEIGHT - 44 * mm  # where the list begins, below the head
SMALLEST = 5.5
CARDS_ACROSS, CARDS_DOWN = 3, 6
CARD = ((RIGHT - LEFT) / CARDS_ACROSS, 37 * mm)
PHOTO = (22 * mm, 30.8 * mm)
ROWS = 30  # a standard room (facts §1.5)
ROW = 7.3 * mm
COLUMNS = (11, 13, 32, 34, 40, 20, 32)  # mm: number, seat, ticket, name, paper, time, signature


@dataclass(frozen=True)
class ListLine:
    """One candidate: all texts as printed; `photo` is a picture's bytes, or empty."""

    seat: str
    number: str
    name: str
    paper: str
    photo: bytes = b""


@dataclass(frozen=True)
class ListPage:
    """One sitting: its head, its candidates by seat, and the blanks at the foot that are filled in by hand."""

    title: str
    body: str
    about: Sequence[tuple[str, str]]
    lines: Sequence[ListLine]
    foot: Sequence[str]


@dataclass(frozen=True)
class ListWords:
    """Texts that stand on every page: the heads of the sign-in sheet, the box of a card, the page's number."""

    heads: Sequence[str]
    entered: str
    page: Callable[[int, int], str]


Drawing = Callable[[Canvas, "ListPage", ListWords, int], None]


def door_list(sittings: Sequence[ListPage], words: ListWords) -> bytes:
    """The PDF: a card for each candidate, with photo, seat, name and number; the same input gives the same bytes."""
    return _pdf(sittings, words, (CARDS_ACROSS * CARDS_DOWN, _cards))


def sign_in_sheet(sittings: Sequence[ListPage], words: ListWords) -> bytes:
    """The PDF: a line for each candidate to sign, and the counts and signatures of the room."""
    return _pdf(sittings, words, (ROWS, _table))


def _pdf(sittings: Sequence[ListPage], words: ListWords, kind: tuple[int, Drawing]) -> bytes:
    most, draw = kind
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1, initialFontName=typeface(Face.SANS))
    canvas.setTitle(sittings[0].title if sittings else "")
    canvas.setAuthor(sittings[0].body if sittings else "")
    for one in sittings:
        # A sitting without anybody still gets its page: an empty list is an answer, too.
        pages = max(1, -(-len(one.lines) // most))
        for page in range(pages):
            _head(canvas, one)
            draw(canvas, one, words, page * most)
            if page == pages - 1:
                _foot(canvas, one)
            _write(canvas, words.page(page + 1, pages), (RIGHT, 8 * mm), (8, PALE, "right"))
            canvas.showPage()
    canvas.save()
    return written.getvalue()


def _write(canvas: Canvas, text: str, at: tuple[float, float], style: tuple[float, HexColor, str]) -> None:
    size, ink, side = style
    canvas.setFont(typeface(Face.SANS), size)
    canvas.setFillColor(ink)
    {"left": canvas.drawString, "right": canvas.drawRightString, "middle": canvas.drawCentredString}[side](*at, text)


def fitting(text: str, size: float, width: float) -> float:
    """The size of letters, at most `size` points, at which the text is `width` points long at most."""
    needed = stringWidth(text, typeface(Face.SANS), size)
    return size if needed <= width else max(SMALLEST, size * width / needed)


def _head(canvas: Canvas, page: ListPage) -> None:
    _write(canvas, page.title, (WIDTH / 2, HEIGHT - 19 * mm), (18, BLUE, "middle"))
    _write(canvas, page.body, (WIDTH / 2, HEIGHT - 25 * mm), (9, PALE, "middle"))
    canvas.setStrokeColor(BLUE)
    canvas.line(LEFT, HEIGHT - 28 * mm, RIGHT, HEIGHT - 28 * mm)
    across = -(-len(page.about) // 2)
    wide = (RIGHT - LEFT) / across
    for number, (label, value) in enumerate(page.about):
        x, y = LEFT + number % across * wide, HEIGHT - (33.5 + number // across * 6) * mm
        _write(canvas, label, (x, y), (7.5, PALE, "left"))
        after = stringWidth(label, typeface(Face.SANS), 7.5) + 2 * mm
        _write(canvas, value, (x + after, y), (fitting(value, 10, wide - after - 2 * mm), INK, "left"))


def _foot(canvas: Canvas, page: ListPage) -> None:
    wide = (RIGHT - LEFT) / max(1, len(page.foot))
    canvas.setStrokeColor(LINE)
    for number, label in enumerate(page.foot):
        x = LEFT + number * wide
        _write(canvas, label, (x, BOTTOM + 3 * mm), (9, INK, "left"))
        begins = x + stringWidth(label, typeface(Face.SANS), 9) + 2 * mm
        canvas.line(begins, BOTTOM + 2 * mm, x + wide - 3 * mm, BOTTOM + 2 * mm)


def _cards(canvas: Canvas, page: ListPage, words: ListWords, first: int) -> None:
    wide, tall = CARD
    for place, line in enumerate(page.lines[first : first + CARDS_ACROSS * CARDS_DOWN]):
        x = LEFT + place % CARDS_ACROSS * wide
        y = TOP - (place // CARDS_ACROSS + 1) * tall
        canvas.setStrokeColor(LINE)
        canvas.rect(x, y, wide - 2 * mm, tall - 2 * mm)
        _card(canvas, line, (x + 2 * mm, y + 2 * mm), words)


def _card(canvas: Canvas, line: ListLine, corner: tuple[float, float], words: ListWords) -> None:
    x, y = corner
    canvas.rect(x, y, *PHOTO)
    if line.photo:
        canvas.drawImage(ImageReader(io.BytesIO(line.photo)), x, y, *PHOTO)
    left, wide = x + PHOTO[0] + 3 * mm, CARD[0] - PHOTO[0] - 9 * mm
    _write(canvas, line.seat, (left, y + 23 * mm), (22, BLUE, "left"))
    _write(canvas, line.name, (left, y + 16 * mm), (fitting(line.name, 12, wide), INK, "left"))
    _write(canvas, line.number, (left, y + 11.5 * mm), (fitting(line.number, 8.5, wide), INK, "left"))
    _write(canvas, line.paper, (left, y + 7.5 * mm), (fitting(line.paper, 7.5, wide), PALE, "left"))
    canvas.setStrokeColor(INK)
    canvas.rect(left, y + 0.5 * mm, 3.6 * mm, 3.6 * mm)
    _write(canvas, words.entered, (left + 5 * mm, y + 1.2 * mm), (8, PALE, "left"))


def _table(canvas: Canvas, page: ListPage, words: ListWords, first: int) -> None:
    edges = [LEFT + sum(COLUMNS[:number]) * mm for number in range(len(COLUMNS) + 1)]
    lines = page.lines[first : first + ROWS]
    canvas.setFillColor(SHADE)
    canvas.rect(LEFT, TOP - ROW, edges[-1] - LEFT, ROW, stroke=0, fill=1)
    for x, head in zip(edges, words.heads, strict=False):
        _write(canvas, head, (x + 1.5 * mm, TOP - ROW + 2.4 * mm), (8.5, PALE, "left"))
    canvas.setStrokeColor(LINE)
    for number in range(len(lines) + 2):
        canvas.line(LEFT, TOP - number * ROW, edges[-1], TOP - number * ROW)
    for x in edges:
        canvas.line(x, TOP, x, TOP - (len(lines) + 1) * ROW)
    for number, line in enumerate(lines):
        y = TOP - (number + 2) * ROW + 2.4 * mm
        cells = (str(first + number + 1), line.seat, line.number, line.name, line.paper)
        for place, cell in enumerate(cells):
            size = fitting(cell, 10, COLUMNS[place] * mm - 3 * mm)
            _write(canvas, cell, (edges[place] + 1.5 * mm, y), (size, INK, "left"))
