"""What a review button was drawn for, and the cards of this chat that hold a photo."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.message import Screen
from bot.engine.press import Data, Press
from bot.engine.turn import Turn
from domain.registration import Application
from storage.engine.outbox import Doubt


@dataclass(frozen=True)
class Shown:
    """An application at the version that was shown."""

    application_id: int
    version: int

    @classmethod
    def of(cls, application: Application) -> Shown:
        """The application as it is now."""
        return cls(application.id, application.version)

    def on(self, press: Press, **more: int) -> Data:
        """The data of a button about it."""
        return press(application=self.application_id, version=self.version, **more)


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
