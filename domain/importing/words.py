"""The words that may stand in a cell, in all the ways in which people write them (facts §2.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from domain.importing.faults import NotInList
from domain.registration.rules import compact

T = TypeVar("T")
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
