"""Lists for print: every candidate once, fonts embedded, text that can be copied out, pages that hold a room."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from pypdf import PdfReader
from reportlab.lib.units import mm

from bot.documents.lists import ListLine, ListPage, ListWords, door_list, fitting, sign_in_sheet
from tests.documents.samples import portrait, saved
from tests.planning.test_conversation import described

PHOTO = saved(portrait((295, 413)))
WORDS = ListWords(
    ["序号", "座位", "准考证号", "姓名", "证件号码", "签到时间", "本人签名"], "已入场", lambda n, of: f"{n}／{of}"
)
Draw = Callable[[Sequence[ListPage], ListWords], bytes]


def room(candidates: int, name: str = "赵小魏") -> ListPage:
    lines = [
        ListLine(str(n), f"26000900{n:04d}", f"{name}{n}", "110105********1234", PHOTO)
        for n in range(1, candidates + 1)
    ]
    return ListPage("签到表", "示例中心", [("考场", "1 号考场"), ("应到", str(candidates))], lines, ["实到", "监考员"])


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize(("draw", "expected"), [(door_list, [18, 12]), (sign_in_sheet, [30])])
def test_a_standard_room_of_thirty(draw: Draw, expected: list[int]) -> None:
    found = pages(draw([room(30)], WORDS))
    assert [text.count("26000900") for text in found] == expected
    assert all("1 号考场" in text for text in found)
    assert "监考员" in found[-1]
    assert [f"{n}／{len(found)}" in text for n, text in enumerate(found, 1)] == [True] * len(found)


@pytest.mark.parametrize("draw", [door_list, sign_in_sheet])
def test_each_room_begins_a_page_and_the_same_input_gives_the_same_bytes(draw: Draw) -> None:
    rooms = [room(2), room(0), room(1)]
    assert draw(rooms, WORDS) == draw(rooms, WORDS)
    assert len(pages(draw(rooms, WORDS))) == 3


@pytest.mark.parametrize("draw", [door_list, sign_in_sheet])
def test_fonts_are_embedded(draw: Draw) -> None:
    page = PdfReader(io.BytesIO(draw([room(1)], WORDS))).pages[0]
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    assert all("/FontFile2" in described(font.get_object()) for font in fonts.values())


def test_a_long_name_is_set_smaller_until_it_fits() -> None:
    assert fitting("赵小魏", 12, 30 * mm) == 12
    assert 5.5 < fitting("阿卜杜外力·买买提艾力江", 12, 30 * mm) < 12
