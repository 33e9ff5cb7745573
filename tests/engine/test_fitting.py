"""Texts that outgrow a message: parted between paragraphs and lines, never through markup, and nothing is lost."""

from __future__ import annotations

import pytest

from bot.engine.fitting import fits, parted, plain, units


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("short", ["short"]),
        ("one two\n\nthree", ["one two", "three"]),
        ("a\n\nb\n\nc d e f g", ["a\n\nb", "c d e f g"]),
        ("a\nb b b b\nc c c c", ["a\nb b b b", "c c c c"]),
        ("<b>one\n\ntwo</b>\n\nthree", ["<b>one\n\ntwo</b>", "three"]),
        ("<i>a\nb</i>\nc c c c c", ["<i>a\nb</i>", "c c c c c"]),
        ("&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;", ["&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;"]),
        ("🎉🎉🎉\n🎉🎉🎉", ["🎉🎉🎉", "🎉🎉🎉"]),
        ("a line that is too long", ["a line that is too long"]),
        ("a line that is too long\nshort", ["a line that is too long", "short"]),
    ],
)
def test_a_text_goes_in_pieces_of_ten(text: str, pieces: list[str]) -> None:
    """Length is counted as Telegram counts it: markup aside, an emoji for two."""
    assert parted(text, 10) == pieces


def test_nothing_is_lost_in_between() -> None:
    text = "\n\n".join("\n".join(f"<b>{n}</b> line &amp; more" for n in range(each)) for each in range(1, 40))
    pieces = parted(text, 400)
    assert len(pieces) > 1
    assert all(fits(piece, 400) for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


def test_what_is_counted_is_what_is_read() -> None:
    assert plain("<b>a</b> &amp;&lt;b&gt; <a href='x'>c</a>") == "a &<b> c"
    assert units("<b>🎉</b>") == 2
    assert not fits("x" * 11, 10)
