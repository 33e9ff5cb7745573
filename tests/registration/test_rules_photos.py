"""What a photo must be (facts §2.3)."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from domain.errors import Refusal
from domain.registration import refusals, rules
from tests.registration.examples import standard

PROFILE = standard().photo
GOOD = rules.PhotoFacts("JPEG", 295, 413, 40_000, 1, (250.0, 251.0, 249.0))


def photo(**changes: Any) -> rules.PhotoFacts:
    return dataclasses.replace(GOOD, **changes)


@pytest.mark.parametrize(
    "facts",
    [
        GOOD,
        photo(width=590, height=826),
        photo(width=300, height=413),
        photo(border_mean=(225.0, 225.0, 225.0)),
        photo(border_mean=None),
    ],
)
def test_photos_that_are_taken(facts: rules.PhotoFacts) -> None:
    rules.check_photo(facts, PROFILE)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (photo(format="GIF"), refusals.PhotoWrongFormat("GIF", ("JPEG",))),
        (photo(format=""), refusals.PhotoWrongFormat("", ("JPEG",))),
        (photo(frames=3), refusals.PhotoAnimated(3)),
        (photo(bytes=20_000_000), refusals.PhotoTooBig(20_000_000, 10_000_000)),
        (photo(bytes=900), refusals.PhotoTooFewBytes(900, 5_000)),
        (photo(width=20_000, height=20_000), refusals.PhotoTooManyPixels(20_000, 20_000, 40_000_000)),
        (photo(width=294, height=412), refusals.PhotoTooSmall(294, 412, 295, 413)),
        (photo(width=0, height=0), refusals.PhotoTooSmall(0, 0, 295, 413)),
        (photo(width=600, height=800), refusals.PhotoWrongAspect(600, 800, 295, 413)),
        (photo(width=826, height=590), refusals.PhotoWrongAspect(826, 590, 295, 413)),
        (photo(border_mean=(250.0, 224.9, 250.0)), refusals.PhotoBackground(224, 225)),
        (photo(border_mean=(60.0, 110.0, 220.0)), refusals.PhotoBackground(60, 225)),
    ],
)
def test_photos_that_are_not(facts: rules.PhotoFacts, refusal: Refusal) -> None:
    with pytest.raises(type(refusal)) as raised:
        rules.check_photo(facts, PROFILE)
    assert raised.value.facts() == refusal.facts()
