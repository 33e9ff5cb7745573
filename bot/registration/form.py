"""A dialogue that counts its questions as people do: what depends on an answer belongs to the question before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bot.engine.dialogue import Dialogue
from bot.engine.dialogue.steps import Summary

PART_OF: Mapping[str, str] = MappingProxyType(
    {
        "id_kind": "id_number",
        "sex": "born_on",
        "related_major": "education",
        "graduated": "education",
        "prior_number": "prior_level",
        "prior_on": "prior_level",
    }
)


@dataclass(frozen=True, kw_only=True)
class Form(Dialogue):
    """The same total whatever is answered, so that nobody sees the end move away."""

    def position(self, draft: Any, current: str) -> tuple[int, int]:
        """Which question this is, of how many."""
        asked = [step.name for step in self.asked(draft) if not isinstance(step, Summary)]
        questions = [name for name in asked if name not in PART_OF]
        question = PART_OF.get(current, current)
        return (questions.index(question) + 1 if question in questions else len(questions), len(questions))
