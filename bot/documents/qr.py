"""QR codes as vector drawings; the mask is fixed, since trying all eight takes most of the time."""

from __future__ import annotations

import segno
from reportlab.pdfgen.canvas import Canvas

# Any mask can be read; the best one only matters for codes printed far larger or smaller than ours.
MASK = 3


def draw_qr(canvas: Canvas, text: str, corner: tuple[float, float], size: float) -> None:
    """Draw the code with its lower left corner there, `size` points wide, without a border."""
    rows = [list(row) for row in segno.make(text, error="m", mask=MASK, micro=False).matrix]
    cell = size / len(rows)
    x, y = corner
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        for begins, ends in _runs(row):
            path.rect(x + begins * cell, y + size - (number + 1) * cell, (ends - begins) * cell, cell)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """The dark stretches of a row: first cell and the one after the last."""
    found = []
    begins = None
    for place, dark in enumerate([*row, 0]):
        if dark and begins is None:
            begins = place
        elif not dark and begins is not None:
            found.append((begins, place))
            begins = None
    return found
