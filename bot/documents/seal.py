"""The round seal of a body: its name along the rim, a star in the middle, what the seal is for beneath."""

from __future__ import annotations

from math import cos, pi, radians, sin

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from bot.documents.typefaces import Face, typeface

SCALE = 0.87
RED = HexColor("#c8352d")
WIDEST = 250  # degrees of the rim that the name may take
POINTS, INNER = 5, 0.382


def draw_seal(canvas: Canvas, name: str, purpose: str, centre: tuple[float, float]) -> None:
    """Draw it, 34 mm wide, around `centre`; it lets what lies beneath shine through."""
    canvas.saveState()
    canvas.translate(*centre)
    canvas.scale(SCALE, SCALE)
    canvas.setFillAlpha(0.86)
    canvas.setStrokeAlpha(0.86)
    canvas.setStrokeColor(RED)
    canvas.setFillColor(RED)
    canvas.setLineWidth(2.2)
    canvas.circle(0, 0, 55)
    canvas.setLineWidth(0.5)
    canvas.circle(0, 0, 51.5)
    _star(canvas, 16)
    _rim(canvas, name)
    canvas.setFont(typeface(Face.SERIF), 8.5)
    canvas.drawCentredString(0, -34, purpose, charSpace=1)
    canvas.restoreState()


def _star(canvas: Canvas, radius: float) -> None:
    path = canvas.beginPath()
    for corner in range(2 * POINTS):
        reach = radius if corner % 2 == 0 else radius * INNER
        angle = pi / 2 + corner * pi / POINTS
        (path.lineTo if corner else path.moveTo)(reach * cos(angle), reach * sin(angle))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _rim(canvas: Canvas, name: str) -> None:
    """The letters stand upright on a circle, evenly, symmetric about the top."""
    step = min(22.0, WIDEST / max(1, len(name) - 1))
    size = min(12.5, 0.95 * radians(step) * 40)
    canvas.setFont(typeface(Face.SERIF), size)
    for place, letter in enumerate(name):
        canvas.saveState()
        canvas.rotate((len(name) - 1) / 2 * step - place * step)
        canvas.drawCentredString(0, 49 - size, letter)
        canvas.restoreState()
