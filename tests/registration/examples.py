"""Examples: candidates, reviewers, a batch, and the standards that come with the program."""

from __future__ import annotations

import dataclasses
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from domain.language import OFFICIAL
from domain.people import Actor, Role
from domain.registration import (
    Education,
    Identity,
    IdKind,
    Month,
    Particulars,
    PriorCertificate,
    Schooling,
    Sex,
    WorkSpell,
    rules,
)
from domain.standards import Batch, Standard, parse_standard
from tests.stored import stored

STANDARDS = Path(__file__).parents[2] / "config" / "standards"
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)  # a Friday, 10:00 in Shanghai
TODAY = date(2026, 11, 20)
CLOSES = datetime(2026, 12, 1, 10, tzinfo=UTC)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def with_check(body: str) -> str:
    """The 18-character number for 17 digits, by the sum of weights of GB 11643."""
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def standard(name: str = "electrician-2023") -> Standard:
    """A standard that comes with the program."""
    return parse_standard(tomllib.loads((STANDARDS / f"{name}.toml").read_text("utf-8")))


def batch(**changes: Any) -> Batch:
    """Batch 4 of 2026: electrician, all levels, open until 18:00 on 1 December."""
    values: dict[str, Any] = {
        "year": 2026,
        "number": 4,
        "occupation": "6-31-01-03",
        "edition": "2023",
        "levels": (5, 4, 3),
        "opens_at": datetime(2026, 11, 1, tzinfo=UTC),
        "closes_at": CLOSES,
        "exam_on": date(2026, 12, 19),
    }
    values |= changes
    batch_id = values.pop("id", 1)
    return stored(Batch(**values), batch_id)


ZHANG = Identity("张伟", IdKind.RESIDENT, with_check("11010519900307123"), date(1990, 3, 7), Sex.MALE)
LI = Identity("李娜", IdKind.RESIDENT, with_check("44030519920815002"), date(1992, 8, 15), Sex.FEMALE)


def particulars(**changes: Any) -> Particulars:
    """Zhang Wei, born 1990: level 5 certificate of June 2021, an electrician ever since: clause 4b."""
    values = Particulars(
        identity=ZHANG,
        phone="13800138000",
        schooling=Schooling(Education.HIGH_SCHOOL, graduated=Month(2008, 6)),
        spells=(WorkSpell("示例电力公司", Month(2022, 1)),),
        prior=PriorCertificate(5, "S000011000123215000017", date(2021, 6, 15)),
        photo="ab" * 32,
    )
    return dataclasses.replace(values, **changes)


def background(**changes: Any) -> rules.Background:
    """What eligibility sees of Zhang Wei."""
    return dataclasses.replace(rules.Background.of(particulars()), **changes)


def actor(person_id: int, *roles: Role) -> Actor:
    """A person with these staff roles."""
    return Actor(person_id, 1000 + person_id, f"P{person_id}", OFFICIAL, frozenset({Role.CANDIDATE, *roles}))


CANDIDATE = actor(1)
OTHER_CANDIDATE = actor(2)
FIRST = actor(11, Role.FIRST_REVIEWER)
SECOND = actor(12, Role.SECOND_REVIEWER)
BOTH = actor(13, Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)
DIRECTOR = actor(14, Role.DIRECTOR)
ADMINISTRATOR = actor(15, Role.ADMINISTRATOR)
