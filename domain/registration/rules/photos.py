"""What a photo must be, judged from measurements that were taken elsewhere (facts §2.3)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.registration.refusals import (
    PhotoAnimated,
    PhotoBackground,
    PhotoTooBig,
    PhotoTooFewBytes,
    PhotoTooManyPixels,
    PhotoTooSmall,
    PhotoWrongAspect,
    PhotoWrongFormat,
)
from domain.standards import PhotoProfile


@dataclass(frozen=True)
class PhotoFacts:
    """Measurements of a file: format by its content (`JPEG`, `PNG`, …; empty = no picture), pixels, bytes, frames.

    `border_mean` is the mean red, green, blue (0-255) of the border above the shoulders; None = not measured yet, so
    that size can be judged before anything is decoded.
    """

    format: str
    width: int
    height: int
    bytes: int
    frames: int = 1
    border_mean: tuple[float, float, float] | None = None


def check_photo(facts: PhotoFacts, profile: PhotoProfile) -> None:
    """Raise the first of the refusals of a photo that applies, the coarsest first; None when all is well."""
    _check_file(facts, profile)
    _check_pixels(facts, profile)
    if facts.border_mean is not None and min(facts.border_mean) < profile.white_from:
        raise PhotoBackground(int(min(facts.border_mean)), profile.white_from)


def _check_file(facts: PhotoFacts, profile: PhotoProfile) -> None:
    if facts.bytes > profile.max_bytes:
        raise PhotoTooBig(facts.bytes, profile.max_bytes)
    if facts.format not in profile.formats:
        raise PhotoWrongFormat(facts.format, profile.formats)
    if facts.frames > 1:
        raise PhotoAnimated(facts.frames)


def _check_pixels(facts: PhotoFacts, profile: PhotoProfile) -> None:
    """Larger is welcome, in the same proportion; smaller would print blurred."""
    # Pixels are counted from the header, before anything is decoded: a small file may hold a picture of gigabytes.
    if facts.width * facts.height > profile.max_pixels:
        raise PhotoTooManyPixels(facts.width, facts.height, profile.max_pixels)
    if facts.width < profile.width or facts.height < profile.height:
        raise PhotoTooSmall(facts.width, facts.height, profile.width, profile.height)
    wanted = profile.width / profile.height
    if abs(facts.width / facts.height - wanted) > profile.aspect_tolerance * wanted:
        raise PhotoWrongAspect(facts.width, facts.height, profile.width, profile.height)
    if facts.bytes < profile.min_bytes:
        raise PhotoTooFewBytes(facts.bytes, profile.min_bytes)
