"""Rules of the import: what a row says, everything that is wrong with it, and who is in already; enrolling, joining."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Forbidden
from domain.importing import (
    Cell,
    CellKind,
    Enrolled,
    JudgedRow,
    RowStanding,
    TableRows,
    columns_of,
    enrol,
    judge,
    roll_of,
)
from domain.importing.refusals import NothingToImport, WrongHeader
from domain.registration import (
    COLUMNS,
    Column,
    Education,
    IdKind,
    Month,
    PriorCertificate,
    Schooling,
    Sex,
    Submit,
    WorkSpell,
    columns,
    refusals,
    submit,
    withdraw,
)
from tests.importing.tables import PLANNER, Everything, candidate, enrolled, judged, number_of, phone_of, row
from tests.registration.examples import CANDIDATE, CLOSES, FIRST, NOW, OTHER_CANDIDATE, particulars
from tests.registration.fakes import Turn

FORMULA = Cell("=A1", CellKind.FORMULA)


@pytest.fixture
def work() -> Turn:
    turn = Turn()
    turn.people.consenting(CANDIDATE.person_id)
    turn.people.consenting(OTHER_CANDIDATE.person_id)
    return turn


def said(found: JudgedRow) -> list[tuple[Column | None, str]]:
    return [(problem.column, problem.kind) for problem in found.problems]


async def test_a_good_row_says_everything(work: Turn) -> None:
    cells = candidate(
        sex="男", born_on="1985年4月4日", education="大专", major="是", graduated="2009.7", level="4",
        employer_2="示例电厂", since_2="2006-02", until_2="2010/06",
        prior_level="五级", prior_number="S000011000123215000017", prior_on="20210615",
    )  # fmt: skip
    cells |= {columns.ID_NUMBER: number_of(3), columns.PHONE: "+86 139-1234-0003"}
    found = (await judged(work, cells))[0]
    assert found.enrolee is not None, said(found)
    stated = found.enrolee.particulars
    assert found.standing is RowStanding.NEW
    assert stated.identity.kind is IdKind.RESIDENT
    assert (stated.identity.born_on, stated.identity.sex) == (date(1985, 4, 4), Sex.MALE)
    assert stated.schooling == Schooling(Education.COLLEGE, related_major=True, graduated=Month(2009, 7))
    assert stated.spells == (
        WorkSpell("示例电厂", Month(2006, 2), Month(2010, 6)),
        WorkSpell("示例电力公司", Month(2010, 7), None),
    )
    assert stated.prior == PriorCertificate(5, "S000011000123215000017", date(2021, 6, 15))
    assert (stated.phone, stated.photo, found.enrolee.level) == ("13912340003", "", 4)


@pytest.mark.parametrize(
    ("changes", "column", "kind"),
    [
        ({"name": ""}, columns.NAME, "CellEmpty"),
        ({"name": "张3"}, columns.NAME, "NameFormat"),
        ({"name": "张龘"}, columns.NAME, "NameNotPrintable"),
        ({"name": "张" * 40}, columns.NAME, "NameTooLong"),
        ({"name": FORMULA}, columns.NAME, "CellIsFormula"),
        ({"id_kind": "驾照"}, columns.ID_KIND, "NotInList"),
        ({"id_number": ""}, columns.ID_NUMBER, "CellEmpty"),
        ({"id_number": 110105194912310020}, columns.ID_NUMBER, "CellIsNumber"),
        ({"id_number": "1.10105E+17"}, columns.ID_NUMBER, "CellIsNumber"),
        ({"id_number": number_of(1)[:-1] + "?"}, columns.ID_NUMBER, "WrongIdFormat"),
        (
            {"id_number": number_of(1)[:-1] + ("1" if number_of(1)[-1] == "0" else "0")},
            columns.ID_NUMBER,
            "WrongChecksum",
        ),
        ({"id_number": number_of(1)[:-1]}, columns.ID_NUMBER, "WrongLength"),
        ({"id_number": "110105850615123"}, columns.ID_NUMBER, "OldIdNumber"),
        ({"born_on": "1985-02-03"}, columns.BORN_ON, "BirthContradictsId"),
        ({"born_on": "什么时候"}, columns.BORN_ON, "DateFormat"),
        ({"sex": "女"}, columns.SEX, "SexContradictsId"),
        ({"sex": "?"}, columns.SEX, "NotInList"),
        ({"id_kind": "护照", "id_number": "E12345678"}, columns.BORN_ON, "CellEmpty"),
        ({"phone": "110"}, columns.PHONE, "WrongPhone"),
        ({"phone": FORMULA}, columns.PHONE, "CellIsFormula"),
        ({"level": "九级"}, columns.LEVEL, "NotInList"),
        ({"level": "一级"}, columns.LEVEL, "LevelNotOffered"),
        ({"education": "博士后"}, columns.EDUCATION, "NotInList"),
        ({"education": "大专"}, columns.GRADUATED, "CellEmpty"),
        ({"education": "大专", "graduated": 2019.1}, columns.GRADUATED, "CellIsNumber"),
        ({"education": "大专", "graduated": "2009-07", "major": "也许"}, columns.MAJOR, "NotInList"),
        ({"employer_1": ""}, columns.EMPLOYER_1, "CellEmpty"),
        ({"employer_1": "@"}, columns.EMPLOYER_1, "EmployerFormat"),
        ({"since_1": "2050-01"}, columns.SINCE_1, "MonthInFuture"),
        ({"since_1": "前年"}, columns.SINCE_1, "MonthFormat"),
        ({"until_1": "2009-01"}, columns.UNTIL_1, "SpellEndsBeforeStart"),
        ({"since_1": "1999-01"}, columns.SINCE_1, "SpellBeforeSixteen"),
        ({"employer_2": "乙厂", "since_2": "2012-01", "until_2": "2013-01"}, columns.SINCE_1, "SpellsOverlap"),
        ({"prior_number": "S000011000123215000017"}, columns.PRIOR_LEVEL, "CellEmpty"),
        ({"prior_level": "五级", "prior_number": 12345678901234567}, columns.PRIOR_NUMBER, "CellIsNumber"),
        (
            {"prior_level": "三级", "prior_number": "S000011000123213000017", "prior_on": "2021-06-15"},
            columns.PRIOR_LEVEL,
            "HigherHeld",
        ),
        ({"since_1": "2024-01"}, None, "NotEligible"),
    ],
)
async def test_what_is_wrong_is_named_at_its_cell(
    work: Turn, changes: dict[str, Any], column: Column | None, kind: str
) -> None:
    found = (await judged(work, candidate(1, **changes)))[0]
    assert found.standing is RowStanding.FAULTY
    assert (column, kind) in said(found)


async def test_all_that_is_wrong_is_said_at_once(work: Turn) -> None:
    found = (await judged(work, candidate(name="", phone="1", level="x", education="y")))[0]
    assert {column for column, _ in said(found)} == {columns.NAME, columns.PHONE, columns.LEVEL, columns.EDUCATION}


async def test_too_few_years_names_how_many_are_missing(work: Turn) -> None:
    found = (await judged(work, candidate(since_1="2023-01")))[0]
    shortfalls: Any = found.problems[0].facts["shortfalls"]
    assert (shortfalls[0].needs, shortfalls[0].months_have, shortfalls[0].months_needed) == ("work", 48, 60)


@pytest.mark.parametrize(
    "text", ["1985-02-02", "1985/2/2", "1985.02.02", "19850202", "1985年2月2日", "１９８５－０２－０２"]
)
async def test_a_day_may_be_written_in_many_ways(work: Turn, text: str) -> None:
    assert (await judged(work, candidate(born_on=text)))[0].standing is RowStanding.NEW


async def test_days_as_databases_export_them_are_days(work: Turn) -> None:
    """Text with the time of midnight, as in an export; another time may be of another day."""
    changes = {"born_on": "1985-02-02 00:00:00", "graduated": "2006/6/30 0:00", "since_1": "2006-07-01T00:00:00"}
    assert said((await judged(work, candidate(1, **changes)))[0]) == [], "midnight is no fault"
    wrong = (await judged(work, candidate(1, born_on="1985-02-01 16:00:00")))[0]
    assert (columns.BORN_ON, "DateFormat") in said(wrong)


async def test_full_width_digits_are_digits(work: Turn) -> None:
    wide = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
    cells = candidate(id_number=number_of(1).translate(wide), phone=phone_of(1).translate(wide), level="４级")
    found = (await judged(work, cells))[0].enrolee
    assert found is not None
    assert (found.particulars.identity.number, found.particulars.phone) == (number_of(1), phone_of(1))


async def test_a_telephone_and_a_level_may_be_numbers(work: Turn) -> None:
    assert (await judged(work, candidate(phone=int(phone_of(1)), level=4)))[0].standing is RowStanding.NEW


async def test_the_same_person_twice_in_a_table_marks_both(work: Turn) -> None:
    found = await judged(work, candidate(1), candidate(2), candidate(3, id_number=number_of(1)))
    assert [said(each) for each in found] == [
        [(columns.ID_NUMBER, "NumberTwice")],
        [],
        [(columns.ID_NUMBER, "NumberTwice")],
    ]
    assert [found[n].problems[0].facts["row"] for n in (0, 2)] == [4, 2]


async def test_a_telephone_belongs_to_one_person(work: Turn) -> None:
    found = await judged(work, candidate(1), candidate(2, phone=phone_of(1)))
    assert [said(each) for each in found] == [[(columns.PHONE, "PhoneTwice")]] * 2
    await enrolled(work, candidate(5))
    assert said((await judged(work, candidate(6, phone=phone_of(5))))[0]) == [(columns.PHONE, "PhoneEnrolled")]


async def test_the_example_is_passed_over(work: Turn) -> None:
    assert (await judged(work, candidate(name=columns.NAME.example)))[0].standing is RowStanding.EXAMPLE


async def test_who_registered_himself_is_not_enrolled(work: Turn) -> None:
    application = await submit(work, CANDIDATE, Submit(1, 4, particulars()))
    cells = candidate(1, id_number=application.particulars.identity.number)
    assert said((await judged(work, cells))[0]) == [(columns.ID_NUMBER, "NumberRegistered")]
    await withdraw(work, CANDIDATE, application.id)
    assert (await judged(work, cells))[0].standing is RowStanding.NEW


async def test_a_table_sent_again_enrols_nobody_twice(work: Turn) -> None:
    assert await enrolled(work, candidate(1), candidate(2)) == Enrolled(new=2)
    found = await judged(work, candidate(1), candidate(2, phone=phone_of(9)), candidate(3))
    assert [each.standing for each in found] == [RowStanding.KNOWN, RowStanding.CHANGED, RowStanding.NEW]
    assert await enrolled(work, candidate(1), candidate(2, phone=phone_of(9)), candidate(3)) == Enrolled(1, 1, 1)
    assert [each.particulars.phone for each in work.registration.enrolled] == [phone_of(n) for n in (1, 9, 3)]


async def test_a_planner_enrols_and_nobody_else(work: Turn) -> None:
    for deed in (judge(work, FIRST, TableRows(1, [], ())), enrol(work, CANDIDATE, 1, []), roll_of(work, FIRST, 1)):
        with pytest.raises(Forbidden):
            await deed


async def test_nobody_is_enrolled_after_closing(work: Turn) -> None:
    found = await judged(work, candidate())
    work.now = CLOSES
    with pytest.raises(refusals.RegistrationClosed):
        await enrol(work, PLANNER, 1, [each.enrolee for each in found if each.enrolee])
    assert work.registration.enrolled == []


async def test_an_empty_table_enrols_nobody(work: Turn) -> None:
    with pytest.raises(NothingToImport):
        await enrol(work, PLANNER, 1, [])


async def test_the_audit_counts_and_names_nobody(work: Turn) -> None:
    await enrolled(work, candidate(1), candidate(2))
    assert work.deeds == [(20, "applications.imported", "batch:1", {"new": 2, "changed": 0, "known": 0})]


@pytest.mark.parametrize(
    ("header", "missing", "unknown", "doubled"),
    [
        (["姓名", "证件号码", "手机", "申报级别"], ("文化程度",), (), ()),
        (["张三", "110105199003071231"], ("姓名", "证件号码", "手机", "申报级别", "文化程度"), (), ()),
        (["姓名", "身份证号", "手机", "级别", "学历", "民族"], (), ("民族",), ()),
        (["姓名", "证件号码", "身份证号", "手机", "级别", "学历"], (), (), ("证件号码",)),
    ],
)
def test_a_wrong_header_is_named(
    header: list[str], missing: tuple[str, ...], unknown: tuple[str, ...], doubled: tuple[str, ...]
) -> None:
    with pytest.raises(WrongHeader) as raised:
        columns_of(header)
    assert raised.value.facts() == {"missing": missing, "unknown": unknown, "doubled": doubled}


@given(st.permutations(list(COLUMNS)), st.sampled_from(["", "★", " * "]))
def test_columns_may_stand_in_any_order(order: list[Column], mark: str) -> None:
    places = columns_of(["问题", "序号", *(column.heading + mark for column in order), "备注", ""])
    assert places == dict(enumerate(order, 2))


@given(st.dictionaries(st.sampled_from(COLUMNS), st.builds(Cell, st.text(max_size=30), st.sampled_from(CellKind))))
async def test_whatever_stands_in_a_row_is_judged(cells: dict[Column, Cell]) -> None:
    found = (await judge(Turn(), PLANNER, TableRows(1, [row(2, cells)], Everything())))[0]
    assert bool(found.problems) is (found.standing is RowStanding.FAULTY)


def test_now_is_a_day_of_the_examples() -> None:
    """The figures above count from it."""
    assert (NOW.date(), CLOSES.date()) == (date(2026, 11, 20), date(2026, 12, 1))
