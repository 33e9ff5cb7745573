"""How each language writes days, spells, money, lists and names; and how it would be written by another that is new."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from bot.texts import locales
from bot.texts.en import English
from bot.texts.zh import Chinese
from domain.language import OFFICIAL
from domain.registration import Month

AT = datetime(2026, 11, 27, 16, 5, tzinfo=UTC)  # five past midnight in Shanghai, on the 28th


@pytest.mark.parametrize(
    ("form", "value", "chinese", "english"),
    [
        ("day", AT, "11 月 28 日", "28 Nov"),
        ("day", date(2026, 1, 5), "1 月 5 日", "5 Jan"),
        ("full_day", AT, "2026 年 11 月 28 日", "28 Nov 2026"),
        ("moment", AT, "11 月 28 日 00:05", "28 Nov, 00:05"),
        ("clock", AT, "00:05", "00:05"),
        ("month", Month(2019, 3), "2019 年 3 月", "Mar 2019"),
        ("months", 0, "0 个月", "0 months"),
        ("months", 1, "1 个月", "1 month"),
        ("months", 12, "1 年", "1 year"),
        ("months", 62, "5 年 2 个月", "5 years 2 months"),
        ("yuan", 43000, "430 元", "CNY 430"),
        ("yuan", 43050, "430.50 元", "CNY 430.50"),
        ("mark", 865, "86.5", "86.5"),
        ("mark", 860, "86", "86"),
        ("mark", None, "–", "–"),
        ("level", 5, "五级／初级工", "Level 5 (entry)"),
        ("listed", ["a", "<b>"], "a、<b>", "a, <b>"),
        ("translated", {"zh": "电工", "en": "Electrician"}, "电工", "Electrician"),
        ("masked_phone", "13800138000", "138****8000", "138****8000"),
    ],
)
def test_values_are_written(form: str, value: object, chinese: str, english: str) -> None:
    assert (getattr(Chinese(), form)(value), getattr(English(), form)(value)) == (chinese, english)


def test_a_list_with_markup_in_it_escapes_the_rest() -> None:
    assert English().listed([Markup("<b>a</b>"), "<i>"]) == Markup("<b>a</b>, &lt;i&gt;")


def test_one_and_many() -> None:
    assert [English().plural(count, "day", "days") for count in (0, 1, 2)] == ["days", "day", "days"]


def test_what_the_field_lacks_in_a_language_is_read_in_the_next_and_at_last_in_the_official_one() -> None:
    class Welsh(English):
        reads = ("cy", "en")

    assert Welsh().translated({"zh": "电工", "en": "Electrician", "cy": "Trydanwr"}) == "Trydanwr"
    assert Welsh().translated({"zh": "电工", "en": "Electrician"}) == "Electrician"
    assert Welsh().translated({"zh": "电工"}) == "电工"


def test_the_languages_are_the_folders_and_the_official_one_comes_first() -> None:
    found = list(locales())
    assert [locale.code for locale in found] == [locale.folder.name for locale in found]
    assert found[0].code == OFFICIAL
