"""What one question of registration is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.engine.dialogue import Step
from domain.registration import Field, Particulars


@dataclass(frozen=True, kw_only=True)
class Question:
    """A step of the dialogue, and what hangs on it: the `field` under which a reviewer returns it.

    `of` is the answer in an application that was handed in. An `editable` question has a button on the summary; one
    that is not asked `again` when its field was returned keeps its answer until another question leads to it.
    """

    step: Step
    field: Field | None = None
    of: Callable[[Particulars], Any] | None = None
    editable: bool = True
    again: bool = True

    @property
    def asked(self) -> Step:
        """The step, asked only where its field may change."""
        return replace(self.step, when=lambda draft: draft.may_change(self.field) and self.step.when(draft))
