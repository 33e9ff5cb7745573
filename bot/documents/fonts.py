"""Which characters the fonts of certificates and tickets can draw."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
from fontTools.ttLib import TTFont


@cache
def printable_characters() -> frozenset[int]:
    """Code points that both Noto Serif SC (certificates) and Noto Sans SC (tickets, lists) can draw."""
    return drawn_by(noto.serif_path()) & drawn_by(noto.sans_path())


def drawn_by(font: Path) -> frozenset[int]:
    """Code points of a font file; only its table of characters is read."""
    with TTFont(font, lazy=True) as opened:
        return frozenset(opened["cmap"].getBestCmap())
