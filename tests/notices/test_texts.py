"""The notice fits into one message, whatever it holds, and says what a notice has to say."""

from __future__ import annotations

import pytest

from bot.app.foundation import renderer, standards
from bot.engine.fitting import TEXT_LIMIT, parted, units
from bot.engine.message import Text
from domain.standards import Standard
from sandbox.text.formatted import message_text
from tests.languages import LANGUAGES, every_language
from tests.made_up import CODE
from tests.notices.samples import about


def plain(text: str) -> str:
    return str(message_text(text, "HTML", None)[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("standard", standards().values(), ids=lambda each: f"{each.code}-{each.edition}")
def test_the_longest_notice_fits_into_one_message(standard: Standard, language: str) -> None:
    """All levels, every clause, and a remark as long as may be."""
    text = renderer().text(Text("notices/notice", about(standard)), language)
    assert len(plain(text).encode("utf-16-le")) // 2 <= TEXT_LIMIT


@pytest.mark.parametrize("standard", standards().values(), ids=lambda each: f"{each.code}-{each.edition}")
def test_it_names_the_standard_and_every_condition_of_every_level(standard: Standard) -> None:
    text = plain(renderer().text(Text("notices/notice", about(standard)), "zh"))
    assert standard.code in text
    assert f"{standard.edition} 版" in text
    for level in standard.levels.values():
        assert all(clause.text["zh"] in text for clause in level.clauses if clause.by_document is None)


@pytest.mark.parametrize("standard", standards().values(), ids=lambda each: f"{each.code}-{each.edition}")
def test_in_a_longer_language_it_goes_in_several(standard: Standard) -> None:
    """The longest one; between them nothing of it is lost."""
    text = every_language().text(Text("notices/notice", about(standard)), CODE)
    pieces = parted(text, TEXT_LIMIT)
    assert all(units(piece) <= TEXT_LIMIT and plain(piece) for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


def test_no_remark_no_line() -> None:
    some = next(iter(standards().values()))
    assert "备注" not in renderer().text(Text("notices/notice", about(some, "")), "zh")
    assert "备注" in renderer().text(Text("notices/notice", about(some, "停车免费")), "zh")
