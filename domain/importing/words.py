"""The words that may stand in a cell, and what they mean: papers, sex, education, levels, yes and no (facts §2.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from domain.importing.faults import NotInList
from domain.registration.model import Education, IdKind, Sex
from domain.registration.rules import compact

T = TypeVar("T")
FINAL_YEAR, STUDYING = "应届", "在读"

PAPERS: Mapping[str, IdKind] = MappingProxyType(
    {
        "居民身份证": IdKind.RESIDENT,
        "护照": IdKind.PASSPORT,
        "港澳通行证": IdKind.HK_MACAU,
        "台湾通行证": IdKind.TAIWAN,
        "外国人永居证": IdKind.FOREIGN_RESIDENT,
    }
)
SEXES: Mapping[str, Sex] = MappingProxyType({"男": Sex.MALE, "女": Sex.FEMALE})
EDUCATIONS: Mapping[str, Education] = MappingProxyType(
    {
        "研究生": Education.POSTGRADUATE,
        "大学本科": Education.BACHELOR,
        "大专": Education.COLLEGE,
        "技师学院": Education.TECHNICAL_SENIOR,
        "中专": Education.SECONDARY_VOCATIONAL,
        "技校": Education.TECHNICAL,
        "高中": Education.HIGH_SCHOOL,
        "初中": Education.MIDDLE_SCHOOL,
        "小学": Education.PRIMARY,
    }
)
LEVELS: Mapping[str, int] = MappingProxyType({"五级": 5, "四级": 4, "三级": 3, "二级": 2, "一级": 1})
YES_OR_NO: Mapping[str, bool] = MappingProxyType({"是": True, "否": False})
# Other ways in which people write the same.
_ALSO: Mapping[str, str] = MappingProxyType(
    {
        "身份证": "居民身份证",
        "二代身份证": "居民身份证",
        "港澳居民来往内地通行证": "港澳通行证",
        "台湾居民来往大陆通行证": "台湾通行证",
        "外国人永久居留身份证": "外国人永居证",
        "M": "男",
        "F": "女",
        "男性": "男",
        "女性": "女",
        "硕士": "研究生",
        "博士": "研究生",
        "硕士研究生": "研究生",
        "博士研究生": "研究生",
        "本科": "大学本科",
        "大学": "大学本科",
        "大学专科": "大专",
        "专科": "大专",
        "高职": "大专",
        "高级技校": "技师学院",
        "高级技工学校": "技师学院",
        "职高": "中专",
        "中职": "中专",
        "职业高中": "中专",
        "技工学校": "技校",
        "普通高中": "高中",
        **{f"{digit}": f"{name}级" for digit, name in zip("12345", "一二三四五", strict=True)},
        **{f"{digit}级": f"{name}级" for digit, name in zip("12345", "一二三四五", strict=True)},
        "初级工": "五级",
        "中级工": "四级",
        "高级工": "三级",
        "技师": "二级",
        "高级技师": "一级",
        "初级": "五级",
        "中级": "四级",
        "高级": "三级",
        "Y": "是",
        "N": "否",
        "YES": "是",
        "NO": "否",
        "√": "是",
        "相关": "是",
        "不相关": "否",
    }
)


def one_of(words: Mapping[str, T]) -> Callable[[str], T]:
    """What reads one of the words, however it is written; of `四级/中级工` the first part counts."""

    def read(text: str) -> T:
        typed = compact(text)
        # Forms print `四级/中级工` in one cell, and people copy either half of it.
        for candidate in (typed, typed.split("/")[0]):
            word = _ALSO.get(candidate, candidate)
            if word in words:
                return words[word]
        raise NotInList(tuple(words))

    return read
