"""What only the chat can refuse: a foreign contact, something that is no photo, a file that will not come."""

from __future__ import annotations

from dataclasses import dataclass

from domain.registration.refusals import RegistrationRefusal


@dataclass(eq=False)
class ForeignContact(RegistrationRefusal):
    """A contact of somebody else, or a forwarded one."""


@dataclass(eq=False)
class PhotoExpected(RegistrationRefusal):
    """Neither a picture nor a file: text, a sticker, a voice message."""


@dataclass(eq=False)
class PhotoNotFetched(RegistrationRefusal):
    """The file could not be fetched, again and again."""


@dataclass(eq=False)
class TooLateToRemind(RegistrationRefusal):
    """Tomorrow is after the time to mend."""
