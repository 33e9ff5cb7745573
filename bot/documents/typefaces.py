"""The typefaces of documents: Noto Sans SC and Noto Serif SC as TrueType, which ReportLab can embed.

They come as CFF outlines; turning them into TrueType takes some 25 s each, so it is done once, at set-up
(`python -m bot.documents.typefaces`) or at first need, and kept in the user's cache folder: an installed program may
not own the folder that it lies in.
"""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from enum import StrEnum
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from platformdirs import user_cache_path
from reportlab.pdfbase import pdfmetrics, ttfonts

VERSION = 1
MOST_ERROR = 1.0  # units of the em, of which there are 1000


class Face(StrEnum):
    """What is set in it: lists and tickets in Sans, certificates in Serif."""

    SANS = "sans"
    SERIF = "serif"


SOURCES = {Face.SANS: noto.sans_path, Face.SERIF: noto.serif_path}


@cache
def typeface(face: Face) -> str:
    """The name under which ReportLab knows the face; registered once per process, made where it is not there yet."""
    name = f"Noto-{face}"
    pdfmetrics.registerFont(ttfonts.TTFont(name, str(made(face))))
    return name


def file_of(face: Face) -> Path:
    """Where the face is kept, once it is made."""
    return user_cache_path("jianding") / f"noto-{face}-{VERSION}.ttf"


def made(face: Face) -> Path:
    """The file of the face; made at first need, and complete or not there at all, also where two processes make it."""
    path = file_of(face)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        os.close(handle)
        unfinished = Path(name)
        try:
            as_truetype(SOURCES[face](), unfinished)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return path


def as_truetype(source: Path, target: Path) -> None:
    """Write a font of CFF outlines anew with quadratic ones, which differ by a thousandth of the em at most."""
    with TTFont(source, lazy=False) as font:
        glyphs = font.getGlyphSet()
        order = font.getGlyphOrder()
        drawn = {}
        for name in order:
            pen = TTGlyphPen(glyphs)
            # TrueType has quadratic curves and turns the other way round than CFF.
            glyphs[name].draw(Cu2QuPen(pen, MOST_ERROR, reverse_direction=True))
            drawn[name] = pen.glyph()
        builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
        builder.setupGlyphOrder(order)
        builder.setupCharacterMap(font["cmap"].getBestCmap())
        builder.setupGlyf(drawn)
        widths = font["hmtx"].metrics
        sides = {name: (widths[name][0], getattr(drawn[name], "xMin", 0)) for name in order}
        builder.setupHorizontalMetrics(sides)
        builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
        builder.setupNameTable({"familyName": f"Jianding {source.stem}", "styleName": "Regular"})
        builder.setupOS2(sTypoAscender=font["OS/2"].sTypoAscender, sTypoDescender=font["OS/2"].sTypoDescender)
        builder.setupPost()
        builder.save(target)


def main() -> None:
    """Make all faces, side by side."""
    with ProcessPoolExecutor() as pool:
        list(pool.map(made, Face))


if __name__ == "__main__":
    main()
