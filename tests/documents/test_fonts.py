"""What the fonts can draw: names as they occur, rare ones too, and nothing that is no letter of a name."""

from __future__ import annotations

import subprocess
import sys

import pylopdf_fonts_zh_cn as noto
import pytest
from PIL import ImageFont

from bot.documents.fonts import drawn_by, printable_characters
from tests.project.source import ROOT

TIMED = """
import time
from bot.documents import fonts
begun = time.process_time()
assert fonts.printable_characters()
print(time.process_time() - begun)
"""


@pytest.mark.parametrize("character", "张伟娜龘㐀䶮喆燚〇·é-'’AzÜ")
def test_names_are_drawn(character: str) -> None:
    """Common and rare characters, the dot of names, accents."""
    assert ord(character) in printable_characters()


@pytest.mark.parametrize("character", ["😀", "𠮷", "\ue000", "\u0378", "\ud800", "ت"])
def test_what_the_fonts_lack_is_not(character: str) -> None:
    """Emoji, an ideograph beyond the fonts, private and unassigned code points, another script."""
    assert ord(character) not in printable_characters()


def test_the_table_tells_the_truth() -> None:
    """Drawn with the font itself, a listed character differs from the box of a missing one."""
    font = ImageFont.truetype(noto.serif_path(), 40)
    missing = bytes(font.getmask("\u0378"))
    assert bytes(font.getmask("龘")) != missing
    assert bytes(font.getmask("𠮷")) == missing


def test_both_fonts_must_have_it() -> None:
    """The certificate's font and that of the lists."""
    serif, sans = drawn_by(noto.serif_path()), drawn_by(noto.sans_path())
    assert printable_characters() == serif & sans
    assert serif - sans


def test_it_is_read_quickly_and_once() -> None:
    """Well below a third of a second of CPU, then not again."""
    result = subprocess.run([sys.executable, "-c", TIMED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(result.stdout) < 0.3
    assert printable_characters() is printable_characters()
