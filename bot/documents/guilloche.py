"""Fine line work for certificates: waves that cross along an edge, and rosettes."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from reportlab.pdfgen.pathobject import PDFPathObject

Point = tuple[float, float]
Curve = Callable[[float], Point]
NUDGE = 1e-4


def band(length: float, height: float, strands: int = 5) -> PDFPathObject:
    """Waves along the x axis from 0 to `length`, each a phase behind the last, swelling to `height` and back."""
    waves = max(2, round(length / (height * 2.6)))
    path = PDFPathObject()
    for strand in range(strands):
        phase = pi * strand / strands
        _draw(path, _wave(length, height, waves, phase), waves * 8)
        _draw(path, _wave(length, height, waves, phase + pi), waves * 8)
    return path


def _wave(length: float, height: float, waves: int, phase: float) -> Curve:
    def at(t: float) -> Point:
        swell = 0.62 + 0.38 * cos(2 * pi * waves * t) ** 2
        return length * t, height / 2 * swell * sin(2 * pi * waves * t + phase)

    return at


def rosette(radius: float, petals: int, strands: int = 12, depth: float = 0.09) -> PDFPathObject:
    """Closed curves around the origin, one within the other, their petals drifting both ways until they meet again."""
    path = PDFPathObject()
    for strand in range(strands):
        share = strand / strands
        for way in (1, -1):
            _draw(path, _flower(radius * (1 - 0.5 * share), petals, depth, way * pi * share), petals * 4)
    return path


def _flower(radius: float, petals: int, depth: float, phase: float) -> Curve:
    def at(t: float) -> Point:
        angle = 2 * pi * t
        reach = radius * (1 - depth + depth * sin(petals * angle + phase))
        return reach * cos(angle), reach * sin(angle)

    return at


def _draw(path: PDFPathObject, curve: Curve, pieces: int) -> None:
    """The curve for t from 0 to 1 as so many Bézier pieces that share their tangents."""
    path.moveTo(*curve(0))
    for piece in range(pieces):
        begins, ends = piece / pieces, (piece + 1) / pieces
        (x1, y1), (x2, y2) = curve(begins), curve(ends)
        (dx1, dy1), (dx2, dy2) = _slope(curve, begins), _slope(curve, ends)
        third = 1 / (3 * pieces)
        bends = (x1 + dx1 * third, y1 + dy1 * third, x2 - dx2 * third, y2 - dy2 * third, x2, y2)
        path.curveTo(*(round(value, 2) for value in bends))


def _slope(curve: Curve, t: float) -> Point:
    (x1, y1), (x2, y2) = curve(t - NUDGE), curve(t + NUDGE)
    return (x2 - x1) / (2 * NUDGE), (y2 - y1) / (2 * NUDGE)
