"""The columns of the table: their headings, which are needed, and how a header row is read (facts §2.1, §11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from domain.importing.refusals import WrongHeader
from domain.registration.rules import compact

LONGEST_SHOWN, MOST_SHOWN = 12, 5


class Column(StrEnum):
    """What the table states of a candidate, in the order of the template; three spells of work at most."""

    NAME = "name"
    ID_KIND = "id_kind"
    ID_NUMBER = "id_number"
    SEX = "sex"
    BORN_ON = "born_on"
    PHONE = "phone"
    LEVEL = "level"
    EDUCATION = "education"
    MAJOR = "major"
    GRADUATED = "graduated"
    EMPLOYER_1 = "employer_1"
    SINCE_1 = "since_1"
    UNTIL_1 = "until_1"
    EMPLOYER_2 = "employer_2"
    SINCE_2 = "since_2"
    UNTIL_2 = "until_2"
    EMPLOYER_3 = "employer_3"
    SINCE_3 = "since_3"
    UNTIL_3 = "until_3"
    PRIOR_LEVEL = "prior_level"
    PRIOR_NUMBER = "prior_number"
    PRIOR_ON = "prior_on"


SPELLS = (
    (Column.EMPLOYER_1, Column.SINCE_1, Column.UNTIL_1),
    (Column.EMPLOYER_2, Column.SINCE_2, Column.UNTIL_2),
    (Column.EMPLOYER_3, Column.SINCE_3, Column.UNTIL_3),
)
HEADINGS: Mapping[Column, str] = MappingProxyType(
    {
        Column.NAME: "姓名",
        Column.ID_KIND: "证件类型",
        Column.ID_NUMBER: "证件号码",
        Column.SEX: "性别",
        Column.BORN_ON: "出生日期",
        Column.PHONE: "手机",
        Column.LEVEL: "申报级别",
        Column.EDUCATION: "文化程度",
        Column.MAJOR: "专业相关",
        Column.GRADUATED: "毕业时间",
        Column.EMPLOYER_1: "工作单位1",
        Column.SINCE_1: "开始年月1",
        Column.UNTIL_1: "结束年月1",
        Column.EMPLOYER_2: "工作单位2",
        Column.SINCE_2: "开始年月2",
        Column.UNTIL_2: "结束年月2",
        Column.EMPLOYER_3: "工作单位3",
        Column.SINCE_3: "开始年月3",
        Column.UNTIL_3: "结束年月3",
        Column.PRIOR_LEVEL: "原证书级别",
        Column.PRIOR_NUMBER: "原证书编号",
        Column.PRIOR_ON: "原证书日期",
    }
)
NEEDED = (Column.NAME, Column.ID_NUMBER, Column.PHONE, Column.LEVEL, Column.EDUCATION)
MARK = "问题"  # where the bot writes what is wrong; read over when the file comes again
ASIDE = frozenset({"序号", "备注", MARK})
_OTHERWISE: Mapping[str, Column] = MappingProxyType(
    {
        "证件号": Column.ID_NUMBER,
        "身份证号": Column.ID_NUMBER,
        "身份证号码": Column.ID_NUMBER,
        "手机号": Column.PHONE,
        "手机号码": Column.PHONE,
        "级别": Column.LEVEL,
        "学历": Column.EDUCATION,
        "工作单位": Column.EMPLOYER_1,
        "开始年月": Column.SINCE_1,
        "结束年月": Column.UNTIL_1,
    }
)
_COLUMN_OF = {**{heading: column for column, heading in HEADINGS.items()}, **_OTHERWISE}


def columns_of(header: Sequence[str]) -> Mapping[int, Column]:
    """Which column stands at which place (from 0) of a header row; headings may be marked with ★ or *.

    Raises `WrongHeader`, naming what is missing, what nobody knows, and what stands there twice.
    """
    # Forms mark needed columns with a star, and people copy the heading with it.
    headings = [compact(text).strip("★*") for text in header]
    found = {place: _COLUMN_OF[text] for place, text in enumerate(headings) if text in _COLUMN_OF}
    missing = tuple(HEADINGS[column] for column in NEEDED if column not in found.values())
    doubled = tuple(HEADINGS[column] for column, times in Counter(found.values()).items() if times > 1)
    # Only where something is known at all: else this is no header row, and every word would be listed.
    unknown = [text for text in headings if text and text not in _COLUMN_OF and text not in ASIDE] if found else []
    if missing or doubled or unknown:
        raise WrongHeader(missing, tuple(text[:LONGEST_SHOWN] for text in unknown[:MOST_SHOWN]), doubled[:MOST_SHOWN])
    return found
