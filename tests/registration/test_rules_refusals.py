"""Refusals carry plain facts, and the key of their text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from domain import reviewing
from domain.errors import Forbidden, Refusal
from domain.people import ConsentNeeded
from domain.registration import Shortfall, refusals

NAMED = sorted(refusals.__all__)
PLAIN = (str, int, bool, date, datetime, StrEnum, Shortfall)


def plain(kind: Any) -> bool:
    """Whether a template can show it: text, number, day, word of a list, or a tuple of them."""
    if get_origin(kind) is tuple:
        return all(plain(each) for each in get_args(kind) if each is not Ellipsis)
    return isinstance(kind, type) and issubclass(kind, PLAIN)


def kinds(of: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


@pytest.mark.parametrize("name", [name for name in NAMED if name != "RegistrationRefusal"])
def test_every_refusal_holds_plain_facts(name: str) -> None:
    kind = getattr(refusals, name)
    hints = get_type_hints(kind)
    assert all(plain(hints[field.name]) for field in dataclasses.fields(kind))


def test_a_template_could_not_show_a_record() -> None:
    """The control of the test above."""
    assert not plain(Refusal)
    assert not plain(tuple[object, ...])


def test_the_public_names_are_all_there_are() -> None:
    assert {kind.__name__ for kind in kinds(refusals.RegistrationRefusal)} == set(NAMED) - {"RegistrationRefusal"}


def test_every_key_is_a_single_text() -> None:
    keys = [kind.__new__(kind).key for kind in kinds(Refusal)]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z]+/refused_[a-z_]+", key) for key in keys)


@pytest.mark.parametrize(
    ("refusal", "key", "facts"),
    [
        (refusals.WrongLength(16), "registration/refused_wrong_length", {"length": 16, "expected": 18}),
        (refusals.OldIdNumber(), "registration/refused_old_id_number", {"expected": 18}),
        (reviewing.refusals.SameReviewer(), "reviewing/refused_same_reviewer", {}),
        (ConsentNeeded(()), "people/refused_consent_needed", {"kinds": ()}),
        (Forbidden("home"), "people/refused_forbidden", {"action": "home"}),
    ],
)
def test_key_and_facts(refusal: Refusal, key: str, facts: dict[str, object]) -> None:
    assert (refusal.key, refusal.facts()) == (key, facts)
