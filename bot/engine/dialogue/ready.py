"""Reasons that stand ready: a button means the words on it, as if they had been typed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.dialogue import Option, View
from bot.engine.message import Button


def worded(view: View, labels: Sequence[str]) -> Sequence[Option]:
    """Labels as answers in the language of the chat. They go into the button whole: at most 40 bytes or so."""
    say = view.turn.services.renderer.label
    return [Option(say(Button(label), view.turn.language), label) for label in labels]
