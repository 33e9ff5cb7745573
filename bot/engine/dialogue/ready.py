"""Reasons that stand ready: a button means the words on it, as if they had been typed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.dialogue import Option, View
from bot.engine.message import Button


def worded(view: View, labels: Sequence[str]) -> Sequence[Option]:
    """Labels as answers in the language of the chat."""
    say, language = view.turn.services.renderer.label, view.turn.language
    # The button carries the name alone: the words of some language would not go into its 64 bytes.
    return [Option(key.rpartition(".")[2], key, words=say(Button(key), language)) for key in labels]
