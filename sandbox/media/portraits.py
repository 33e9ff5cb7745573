"""Sample ID photos, drawn on the spot: a good one, and three with a known fault each."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 590, 826
_FINE = 2  # drawn larger and made smaller: smooth edges
_STEPS = 24
_QUALITY = 92
_SKIN, _SHADE, _HAIR, _COAT, _SHIRT = "#f0c9a8", "#dca983", "#2b2320", "#2f4257", "#f4f6f8"

Point = tuple[float, float]


@dataclass(frozen=True)
class Sample:
    """What a sample is like."""

    width: int = WIDTH
    height: int = HEIGHT
    ground: str = "#ffffff"
    blur: int = 0


SAMPLES = {
    "good": Sample(),
    "size": Sample(width=640, height=480),
    "blue": Sample(ground="#438edb"),
    "blur": Sample(blur=9),
}


@lru_cache(maxsize=len(SAMPLES))
def portrait(kind: str) -> bytes:
    """The sample as JPEG; KeyError for a kind that there is not."""
    sample = SAMPLES[kind]
    scale = sample.height / HEIGHT
    figure = _figure(sample.ground)
    figure = figure.resize((round(WIDTH * scale), sample.height), Image.Resampling.LANCZOS)
    picture = Image.new("RGB", (sample.width, sample.height), sample.ground)
    picture.paste(figure, ((sample.width - figure.width) // 2, 0))
    if sample.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(sample.blur))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _figure(ground: str) -> Image.Image:
    image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), ground)
    pen = ImageDraw.Draw(image)
    _shoulders(pen)
    _head(pen)
    _face(pen)
    return image


def _shoulders(pen: ImageDraw.ImageDraw) -> None:
    left = _curve((70, 826), (75, 680), (150, 640), (235, 615))
    right = _curve((355, 615), (440, 640), (515, 680), (520, 826))
    _fill(pen, [*left, *right], _COAT)
    _fill(pen, [(232, 612), (295, 720), (358, 612), (345, 590), (245, 590)], _SHIRT)
    throat = _curve((352, 610), (314, 647), (276, 647), (238, 610))
    _fill(pen, [(240, 520), (350, 520), *throat], _SHADE)


def _head(pen: ImageDraw.ImageDraw) -> None:
    _ellipse(pen, (295, 330), (152, 178), _HAIR)
    _ellipse(pen, (160, 395), (20, 38), _SHADE)
    _ellipse(pen, (430, 395), (20, 38), _SHADE)
    _ellipse(pen, (295, 395), (133, 172), _SKIN)
    above = _curve((160, 355), (170, 160), (420, 160), (430, 355))
    right = _curve((430, 355), (400, 300), (350, 272), (300, 272))
    left = _curve((300, 272), (240, 272), (190, 300), (160, 355))
    _fill(pen, [*above, *right, *left], _HAIR)


def _face(pen: ImageDraw.ImageDraw) -> None:
    for x in (240, 350):
        _ellipse(pen, (x, 395), (22, 11), "#ffffff")
        _ellipse(pen, (x, 395), (11, 11), _HAIR)
        _stroke(pen, _curve((x - 30, 358), (x - 10, 349), (x + 10, 349), (x + 30, 358)), 8)
    _stroke(pen, _curve((292, 405), (300, 438), (295, 457), (278, 460)), 4)
    _stroke(pen, _curve((258, 500), (283, 511), (307, 511), (332, 500)), 6)


def _curve(start: Point, one: Point, two: Point, end: Point) -> Iterator[Point]:
    """The points of a cubic Bézier curve."""
    for step in range(_STEPS + 1):
        t = step / _STEPS
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        x, y = (sum(w * p[axis] for w, p in zip(weights, (start, one, two, end), strict=True)) for axis in (0, 1))
        yield x, y


def _fine(points: list[Point]) -> list[Point]:
    return [(x * _FINE, y * _FINE) for x, y in points]


def _fill(pen: ImageDraw.ImageDraw, points: list[Point], colour: str) -> None:
    pen.polygon(_fine(points), fill=colour)


def _ellipse(pen: ImageDraw.ImageDraw, at: Point, radii: Point, colour: str) -> None:
    (x, y), (across, down) = at, radii
    pen.ellipse(_fine([(x - across, y - down), (x + across, y + down)]), fill=colour)


def _stroke(pen: ImageDraw.ImageDraw, points: Iterator[Point], thick: int) -> None:
    pen.line(_fine(list(points)), fill=_HAIR, width=thick * _FINE, joint="curve")
