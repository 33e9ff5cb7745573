"""The columns of a table of candidates, and how the cells of one candidate are asked (facts §2.1, §11)."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from domain.registration.words import EDUCATIONS, LEVELS, PAPERS, SEXES, YES_OR_NO

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Column:
    """A column: its name in the labels, its heading, what else people write there, what stands in the example.

    `words` are all that may stand in it; in one of `digits` a number would lose some of them.
    """

    name: str
    heading: str
    also: tuple[str, ...] = ()
    example: str = ""
    needed: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)
    digits: bool = False
    wide: bool = False

    def __repr__(self) -> str:
        return f"Column({self.name})"


NAME = Column("name", "姓名", example="张三（示例）", needed=True)
ID_KIND = Column("id_kind", "证件类型", example="居民身份证", words=PAPERS)
ID_NUMBER = Column(
    "id_number",
    "证件号码",
    also=("证件号", "身份证号", "身份证号码"),
    example="11010519491231002X",
    needed=True,
    digits=True,
    wide=True,
)
SEX = Column("sex", "性别", example="女", words=SEXES)
BORN_ON = Column("born_on", "出生日期", example="1949-12-31")
PHONE = Column("phone", "手机", also=("手机号", "手机号码"), example="13800138000", needed=True)
LEVEL = Column("level", "申报级别", also=("级别",), example="四级", needed=True, words=LEVELS)
EDUCATION = Column("education", "文化程度", also=("学历",), example="大专", needed=True, words=EDUCATIONS)
MAJOR = Column("major", "专业相关", example="是", words=YES_OR_NO)
GRADUATED = Column("graduated", "毕业时间", example="2009-07")
EMPLOYER_1 = Column("employer_1", "工作单位1", also=("工作单位",), example="示例电力工程有限公司", wide=True)
SINCE_1 = Column("since_1", "开始年月1", also=("开始年月",), example="2015-03")
UNTIL_1 = Column("until_1", "结束年月1", also=("结束年月",), example="至今")
EMPLOYER_2 = Column("employer_2", "工作单位2", wide=True)
SINCE_2 = Column("since_2", "开始年月2")
UNTIL_2 = Column("until_2", "结束年月2")
EMPLOYER_3 = Column("employer_3", "工作单位3", wide=True)
SINCE_3 = Column("since_3", "开始年月3")
UNTIL_3 = Column("until_3", "结束年月3")
PRIOR_LEVEL = Column("prior_level", "原证书级别", example="五级", words=LEVELS)
PRIOR_NUMBER = Column("prior_number", "原证书编号", example="S000044000123265000017", digits=True, wide=True)
PRIOR_ON = Column("prior_on", "原证书日期", example="2018-06-15")

SPELLS = (
    (EMPLOYER_1, SINCE_1, UNTIL_1),
    (EMPLOYER_2, SINCE_2, UNTIL_2),
    (EMPLOYER_3, SINCE_3, UNTIL_3),
)


class Cells(Protocol):
    """The cells of one candidate. What is wrong is noted under its column; the value is None then."""

    @property
    def today(self) -> date:
        """The local date."""
        ...

    @property
    def printable(self) -> Container[int]:
        """The code points that the certificate's font can draw."""
        ...

    def blank(self, *columns: Column) -> bool:
        """Whether nothing stands in any of these."""
        ...

    def needed(self, column: Column, read: Callable[[str], T]) -> T | None:
        """The value of a cell that must be filled in."""
        ...

    def optional(self, column: Column, read: Callable[[str], T], default: T) -> T | None:
        """The value of a cell; the default where it is blank."""
        ...

    def one_of(self, words: Mapping[str, T]) -> Callable[[str], T]:
        """What reads one of these words, however it is written."""
        ...

    def tried(self, column: Column, deed: Callable[[], T]) -> T | None:
        """What a deed gives, unless it refuses."""
        ...
