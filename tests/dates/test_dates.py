"""Days, months and moments as people type them and machines write them: one reader for all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Unreadable, Written, read

TODAY = date(2026, 11, 20)
DAY, MOMENT = Written(12, 2026, 20), Written(12, 2026, 20, time(9))

READ: list[tuple[str, Written]] = [
    *((text, DAY) for text in ("2026-12-20", "2026.12.20", "2026/12/20", "2026 12 20", "2026年12月20日", "20261220")),
    *((text, DAY) for text in ("２０２６／１２／２０", " 2026-12-20 ", "2026–12–20", "2026‐12‐20", "2026年12月20号")),
    *(
        (text, DAY)
        for text in ("\u200b2026-12-20\ufeff", "2026\u00a0年\u200312 月 20 日", "2026\\12\\20", "2026、12、20")
    ),
    *((text, DAY) for text in ("20 Dec 2026", "20 december, 2026", "Dec 20, 2026", "DEC. 20 2026", "20 dec. 2026")),
    *(
        (text, Written(12, None, 20))
        for text in ("12-20", "12月20日", "12/20", "12.20", "12月20号", "20 Dec", "Dec 20")
    ),
    *(
        (text, Written(3, 2019))
        for text in ("2019.3", "2019年3月", "2019-03", "201903", "2019/3", "2019 03", "2019。3")
    ),
    *((text, Written(3, 2019)) for text in ("2019年03月份", "3/2019", "03-2019", "3.2019", "Mar 2019", "march 2019")),
    *((text, Written(3, 2019)) for text in ("2019.03.", "Mar.2019", "Mar, 2019", "２０１９．３")),
    *((text, MOMENT) for text in ("2026-12-20 9:00", "2026-12-20 09:00", "2026-12-20T09:00", "20261220 9:00")),
    *(
        (text, MOMENT)
        for text in ("2026年12月20日9点", "2026年12月20日 9时", "2026年12月20日9：00", "2026/12/20, 9点00分")
    ),
    *((text, MOMENT) for text in ("20 Dec 2026 9:00", "20 Dec 2026, 09:00", "Dec 20, 2026 9:00", "2026-12-20 9")),
    ("12月20日 9点", Written(12, None, 20, time(9))),
    ("12月20日9", Written(12, None, 20, time(9))),
    ("12-20 18:30", Written(12, None, 20, time(18, 30))),
    ("12月20日 18点5分", Written(12, None, 20, time(18, 5))),
    ("20 Dec 18:30", Written(12, None, 20, time(18, 30))),
    ("2-29", Written(2, None, 29)),
    ("1985-02-02 00:00:00", Written(2, 1985, 2, time())),
    ("1985-02-02T00:00:00.000", Written(2, 1985, 2, time())),
    ("2024/6/30 0:00", Written(6, 2024, 30, time())),
    ("2024-06-30 14:22:10.5", Written(6, 2024, 30, time(14, 22, 10, 500_000))),
]
REFUSED = (
    *(
        "",
        " ",
        "💥",
        "明天",
        "三月",
        "20",
        "2026",
        "19.3",
        "9" * 40,
        "x" * 4000,
        "1 " * 2000,
        "2026-12-20" + " " * 4000 + "x",
    ),
    *("2026-13-01", "2026-02-30", "2-30", "2019-13", "2019-0", "0000-01-01", "1899-12-31", "31 Foo 2021", "5 foo"),
    *("03/04/2026", "20/12/2026", "26-12-20", "12-209", "20261220 0830", "2019.3-2020.4", "18:00"),
    *("2026-12-20 25:00", "2026-12-20 9:60", "2026-12-20 9:5", "2026-12-20 24:00", "2026-12-20 9:00:61"),
    *("2024-06-30T00:00:00Z", "2024-06-30T00:00:00+08:00"),
)


@pytest.mark.parametrize(("text", "written"), READ)
def test_what_is_written_is_read(text: str, written: Written) -> None:
    assert read(text) == written


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_mean_two_things_or_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1985-02-02 00:00:00", date(1985, 2, 2)),
        ("2024/6/30 0:00", date(2024, 6, 30)),
        ("2024-06-30 16:00:00", None),  # midnight of another day, told in London's time?
        ("6-30", None),
        ("2024-06", None),
    ],
)
def test_midnight_is_what_machines_add_to_a_day(text: str, day: date | None) -> None:
    written = read(text)
    if day is None:
        with pytest.raises(Unreadable):
            _ = written.whole_day
    else:
        assert written.whole_day == day
        assert written.whole_month == (day.year, day.month)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11-20", TODAY),
        ("11-21", date(2026, 11, 21)),
        ("11-19", date(2027, 11, 19)),
        ("1月8日", date(2027, 1, 8)),
        ("2025-01-08", date(2025, 1, 8)),
        ("2-29", None),  # 2027 has none
        ("2026-12", None),
        ("12-2010", None),  # a month of 2010, or the 20th at 10
    ],
)
def test_without_a_year_the_next_such_day_is_meant(text: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(Unreadable):
            read(text).day_from(TODAY)
    else:
        assert read(text).day_from(TODAY) == day


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
ENGLISH = [date(2000, number, 1).strftime("%B") for number in range(1, 13)]
WRITERS: tuple[Callable[[date], str], ...] = (
    lambda day: day.isoformat(),
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.day} {ENGLISH[day.month - 1]} {day.year}",
    lambda day: f"{ENGLISH[day.month - 1][:3]} {day.day}, {day.year}",
    lambda day: f"{day} 00:00:00",
    lambda day: f"{day.year}/{day.month}/{day.day} 0:00",
)
MONTH_WRITERS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day:%Y-%m}",
    lambda day: f"{day:%Y%m}",
    lambda day: f"{day.year}.{day.month}",
    lambda day: f"{day.year}年{day.month}月",
    lambda day: f"{day.month}/{day.year}",
    lambda day: f"{ENGLISH[day.month - 1]} {day.year}",
    *WRITERS,
)
TIME_WRITERS: tuple[Callable[[time], str], ...] = (
    lambda at: f" {at:%H:%M}",
    lambda at: f" {at.hour}:{at.minute:02}",
    lambda at: f"T{at:%H:%M:%S}",
    lambda at: f" {at.hour}点{at.minute}分",
    lambda at: f", {at.hour}时{at.minute}",
)


@given(DAYS, st.sampled_from(WRITERS))
def test_a_day_that_is_written_is_read(day: date, write: Callable[[date], str]) -> None:
    assert read(write(day)).whole_day == day


@given(DAYS, st.sampled_from(MONTH_WRITERS))
def test_a_month_that_is_written_is_read(day: date, write: Callable[[date], str]) -> None:
    assert read(write(day)).whole_month == (day.year, day.month)


@given(
    DAYS,
    st.times(),
    st.sampled_from(WRITERS[:7]),
    st.sampled_from(TIME_WRITERS),
)
def test_a_moment_that_is_written_is_read(
    day: date, at: time, write: Callable[[date], str], write_time: Callable[[time], str]
) -> None:
    at = at.replace(second=0, microsecond=0)
    written = read(write(day) + write_time(at))
    assert (written.day_from(TODAY), written.time_of_day) == (day, at)


@given(st.dates(TODAY, date(2027, 11, 19)))
def test_a_day_without_its_year_is_the_next_one(day: date) -> None:
    for text in (f"{day:%m-%d}", f"{day.month}月{day.day}日", f"{day.day} {ENGLISH[day.month - 1]}"):
        assert read(text).day_from(TODAY) == day


@given(st.text(max_size=60) | st.text("0123456789-/.年月日点: tT,", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        written = read(text)
        assert written.year is not None or written.day is not None
