"""The practical of a standard: its sheet sums to 100, a level may have its own, mistakes are named."""

from __future__ import annotations

from typing import Any

import pytest

from bot.app.foundation import standards
from domain.standards import BadStandard, Ratios
from domain.standards.node import Node
from domain.standards.practical import Practical, parse_practical

WIRING: dict[str, Any] = {"id": "1", "text": {"zh": "布线", "en": "Wiring"}, "full": 60}
SAFETY: dict[str, Any] = {"id": "2", "text": {"zh": "安全", "en": "Safety"}, "full": 40, "veto": True}


def practical(**data: Any) -> Practical:
    return parse_practical(Node(data), Practical())


def test_a_sheet_is_read_in_order_with_its_vetoes() -> None:
    read = practical(criteria=[WIRING, SAFETY])
    assert [(criterion.id, criterion.full, criterion.veto) for criterion in read.criteria] == [
        ("1", 60, False),
        ("2", 40, True),
    ]


def test_a_sheet_must_sum_to_100() -> None:
    with pytest.raises(BadStandard, match="criteria: the points do not sum to 100"):
        practical(criteria=[WIRING])


def test_a_level_without_its_own_has_that_of_all() -> None:
    of_all = practical(criteria=[WIRING, SAFETY], ratios={"candidates_per_examiner": 3})
    assert parse_practical(Node({}), of_all) == of_all
    own = parse_practical(Node({"criteria": [WIRING | {"full": 100}]}), of_all)
    assert len(own.criteria) == 1
    assert own.ratios == Ratios(candidates_per_examiner=3)


@pytest.mark.parametrize("key", ["least_examiners", "candidates_per_invigilator"])
def test_no_ratio_is_nought(key: str) -> None:
    with pytest.raises(BadStandard, match=f"ratios.{key}: 0 is less than 1"):
        practical(ratios={key: 0})


def test_every_standard_that_comes_along_can_be_examined() -> None:
    for standard in standards().values():
        for level in standard.levels.values():
            assert sum(criterion.full for criterion in level.criteria) == 100
            assert level.materials
