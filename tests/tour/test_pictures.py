"""The pictures of the tour: each that the story shows is there, is small, and stands in the page about it."""

from __future__ import annotations

import re

from tests.project.source import ROOT

TOUR = ROOT / "bot" / "tools" / "tour"
PICTURES = ROOT / "docs" / "pictures" / "tour"
MOST_BYTES = 60_000
SHOWN = re.compile(r'(?:\.show|\.camera)\("(\d\d-[a-z]+)"')
NAMED = re.compile(r"\(pictures/tour/(\d\d-[a-z]+)\.png\)")


def test_what_the_story_shows_is_what_the_page_shows() -> None:
    shown = [name for file in TOUR.glob("*.py") for name in SHOWN.findall(file.read_text("utf-8"))]
    named = NAMED.findall((ROOT / "docs" / "tour.md").read_text("utf-8"))
    assert sorted(shown) == sorted(named) == sorted(file.stem for file in PICTURES.iterdir())
    assert len(shown) > 20


def test_pictures_are_small() -> None:
    assert [file.name for file in PICTURES.iterdir() if file.stat().st_size > MOST_BYTES] == []
