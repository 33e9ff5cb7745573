"""The words of official forms, and what they mean: papers, sex, education, levels, yes and no (facts §2.1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from domain.registration.model import Education, IdKind, Sex

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
