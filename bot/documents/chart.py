"""A chart for the chat: horizontal bars with their numbers, in the project's own type.

matplotlib takes a fifth of a process's start to load, so it is loaded with the first chart.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pylopdf_fonts_zh_cn as noto

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

INK, BAR, PALE = "#1f2933", "#2a78b8", "#d9e2ec"
SIZE, DOTS = (8.0, 4.5), 130


@dataclass(frozen=True)
class Bars:
    """What is drawn: a title, and a number for each name."""

    title: str
    names: Sequence[str]
    values: Sequence[int]


def chart(bars: Bars) -> bytes:
    """The picture, PNG, 1040 × 585 pixels."""
    # At first use: it takes long to load, and most processes never draw (decision 0010).
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=SIZE, dpi=DOTS, facecolor="white", layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    places = range(len(bars.names))
    most = max([*bars.values, 1])
    # A pale bar behind each: the eye compares lengths to the whole.
    axes.barh(places, [most] * len(bars.names), color=PALE, height=0.6)
    axes.barh(places, bars.values, color=BAR, height=0.6)
    axes.set_yticks(list(places), list(bars.names), fontproperties=_face(15), color=INK)
    axes.set_title(bars.title, fontproperties=_face(18), color=INK, pad=16, loc="left")
    for place, value in zip(places, bars.values, strict=True):
        axes.text(most * 1.02, place, str(value), va="center", fontproperties=_face(15), color=INK)
    axes.set_xlim(0, most * 1.12)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()


def _face(size: float) -> FontProperties:
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    return FontProperties(fname=str(noto.sans_path()), size=size)
