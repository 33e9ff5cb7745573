"""Consent before the first field: one card per kind, versioned text, its hash kept with the answer (facts §12)."""

from __future__ import annotations

import hashlib

from bot.engine.message import Button, Screen, Text
from bot.engine.turn import Turn
from bot.people.presses import AGREE, DISAGREE
from domain.people import (
    ASKED_SEPARATELY,
    NEEDED_TO_REGISTER,
    ConsentKind,
    GiveConsent,
    give_consent,
    missing_consents,
)

TEXT_VERSION = "2026-11"


async def ensure(turn: Turn, then: str, about: int | None = None) -> bool:
    """True when every consent is given; else show the card of the next one: after the last, `then` is gone on with."""
    given = await turn.work.people.consents(turn.actor.person_id)
    missing = missing_consents(given, NEEDED_TO_REGISTER)
    if not missing:
        return True
    # One after the other, each with its own yes: separate consent is what the law asks for (facts §12).
    kind = missing[0]
    facts = {"number": ASKED_SEPARATELY.index(kind) + 1, "total": len(ASKED_SEPARATELY)}
    agree = Button("people.agree", AGREE(kind=kind, goal=then, about=about))
    turn.show(Screen(text_of(kind, facts), [[agree], [Button("people.disagree", DISAGREE())]]))
    return False


def text_of(kind: ConsentKind, facts: dict[str, int]) -> Text:
    """The text that is consented to."""
    return Text(f"people/consent_{kind}", {**facts, "version": TEXT_VERSION})


async def agree(turn: Turn, asked: ConsentKind) -> None:
    """Keep the consent to the text as it was shown."""
    facts = {"number": ASKED_SEPARATELY.index(asked) + 1, "total": len(ASKED_SEPARATELY)}
    shown = turn.text(text_of(asked, facts))
    # The hash of what was on the screen, in that language: what somebody agreed to can be shown word for word.
    command = GiveConsent(asked, f"{TEXT_VERSION}-{turn.language}", hashlib.sha256(shown.encode()).hexdigest())
    await give_consent(turn.work, turn.actor, command)
