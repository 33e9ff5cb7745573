"""Why a photo is refused (facts §2.3)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.registration.refusals.kind import RegistrationRefusal


@dataclass(eq=False)
class PhotoWrongFormat(RegistrationRefusal):
    """Not a picture of a kind that is taken; `found` is empty when it is no picture at all."""

    found: str
    accepted: tuple[str, ...]


@dataclass(eq=False)
class PhotoAnimated(RegistrationRefusal):
    """A picture that moves."""

    frames: int


@dataclass(eq=False)
class PhotoTooBig(RegistrationRefusal):
    """More bytes than are taken."""

    size: int
    limit: int


@dataclass(eq=False)
class PhotoTooFewBytes(RegistrationRefusal):
    """So few bytes that the picture cannot be sharp."""

    size: int
    least: int


@dataclass(eq=False)
class PhotoTooManyPixels(RegistrationRefusal):
    """More pixels than are taken."""

    width: int
    height: int
    limit: int


@dataclass(eq=False)
class PhotoTooSmall(RegistrationRefusal):
    """Fewer pixels than the certificate needs."""

    width: int
    height: int
    needed_width: int
    needed_height: int


@dataclass(eq=False)
class PhotoWrongAspect(RegistrationRefusal):
    """Width and height are not in the proportion asked for."""

    width: int
    height: int
    needed_width: int
    needed_height: int


@dataclass(eq=False)
class PhotoBackground(RegistrationRefusal):
    """The border is not white: the darkest channel's mean, and the least it may be (0-255)."""

    found: int
    needed: int
