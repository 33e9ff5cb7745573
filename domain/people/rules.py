"""Consent: which kinds there are to ask, and what may not begin without which (facts §12)."""

from __future__ import annotations

from collections.abc import Iterable

from domain.people.model import Consent, ConsentKind
from domain.people.refusals import ConsentNeeded

ASKED_SEPARATELY: tuple[ConsentKind, ...] = (
    ConsentKind.TERMS,
    ConsentKind.ID_NUMBER,
    ConsentKind.PHOTO,
    ConsentKind.CROSS_BORDER,
)
NEEDED_TO_REGISTER: frozenset[ConsentKind] = frozenset(ASKED_SEPARATELY)


def missing_consents(given: Iterable[Consent], needed: frozenset[ConsentKind]) -> tuple[ConsentKind, ...]:
    """Kinds of `needed` with no consent in force, in the order in which they are asked."""
    held = {consent.kind for consent in given if consent.withdrawn_at is None}
    return tuple(kind for kind in ASKED_SEPARATELY if kind in needed - held)


def check_consents(given: Iterable[Consent], needed: frozenset[ConsentKind]) -> None:
    """Raise `ConsentNeeded` naming what is missing of `needed`."""
    missing = missing_consents(given, needed)
    if missing:
        raise ConsentNeeded(missing)
