"""What only the chat can refuse: a foreign contact, something that is no photo, a file that will not come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.errors import Refusal


@dataclass(eq=False)
class ForeignContact(Refusal):
    """A contact of somebody else, or a forwarded one."""

    area: ClassVar[str] = "registration"


@dataclass(eq=False)
class PhotoExpected(Refusal):
    """Neither a picture nor a file: text, a sticker, a voice message."""

    area: ClassVar[str] = "registration"


@dataclass(eq=False)
class PhotoNotFetched(Refusal):
    """The file could not be fetched, again and again."""

    area: ClassVar[str] = "registration"


@dataclass(eq=False)
class TooLateToRemind(Refusal):
    """Tomorrow is after the time to mend."""

    area: ClassVar[str] = "registration"


@dataclass(eq=False)
class BatchSuspended(Refusal):
    """The notice of the batch was withdrawn: nobody registers until there is a new one."""

    area: ClassVar[str] = "registration"
