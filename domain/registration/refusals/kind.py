"""What all refusals of the registration area have in common: where their texts stand."""

from __future__ import annotations

from typing import ClassVar

from domain.errors import Refusal


class RegistrationRefusal(Refusal):
    """A refusal whose text stands with the registration area."""

    area: ClassVar[str] = "registration"
