"""What a review button was drawn for, and the cards of this chat that hold a photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.message import Screen
from bot.engine.turn import Turn
from domain.errors import Missing
from domain.registration import Application
from storage.engine.outbox import Doubt

MOST_DIGITS = 18


@dataclass(frozen=True)
class Shown:
    """An application at the version that was shown."""

    application_id: int
    version: int

    @classmethod
    def of(cls, application: Application) -> Shown:
        """The application as it is now."""
        return cls(application.id, application.version)

    @classmethod
    def read(cls, words: Sequence[str]) -> Shown:
        """From the words of a press. Raises `Missing` for what no button of ours says."""
        if len(words) < 2 or not all(word.isdecimal() and len(word) <= MOST_DIGITS for word in words[:2]):  # noqa: PLR2004
            raise Missing("application")
        return cls(int(words[0]), int(words[1]))

    def press(self, name: str, *more: object) -> str:
        """The data of a button about it."""
        return ":".join(str(word) for word in (name, self.application_id, self.version, *more))


def photo_card(turn: Turn) -> int:
    """The message with a photo whose button was pressed; 0 when there is none."""
    return turn.pressed.message_id if turn.pressed and turn.pressed.has_photo else 0


def take_away(turn: Turn, message_id: int) -> None:
    """Take a message out of the chat; 0 = none. A candidate's photo stays no longer than the review of it."""
    if message_id:
        fields = {"chat_id": turn.chat.id, "message_id": message_id}
        turn.call("deleteMessage", fields, doubt=Doubt.DROP)


def put_in_place(turn: Turn, screen: Screen) -> None:
    """Show a screen instead of the card that was pressed; a card with a photo is taken away."""
    take_away(turn, photo_card(turn))
    turn.show(screen)
