"""One act that comes as several updates is answered once: what its first message was told holds for the others.

What is remembered of an act stands in the conversation, so that a restart between two of its messages changes nothing.
"""

from __future__ import annotations

from datetime import timedelta

from telegram.ext import ApplicationHandlerStop

from bot.engine.conversation import Conversation
from bot.engine.incoming import Incoming, Said
from bot.engine.turn import Turn

# Telegram's clients cut a text at the last gap before 4,096 UTF-16 units and send the pieces within a moment; nobody
# reads an answer and types the next within that second.
LONG_PART = 4_032
MOMENT = timedelta(seconds=1)
# An edit that is told of after that (the bot was away, or Telegram repeats it) surprises more than it helps.
EDIT_MATTERS = timedelta(hours=6)


def gather(turn: Turn, update: object) -> None:
    """Stop at a message that belongs to the act just answered: the rest of a long text, one more of an album."""
    if not isinstance(update, Incoming) or (update.message and update.message.edited_at is not None):
        return
    turn.conversation.declined = 0
    if _goes_on(turn.conversation, update.message):
        if turn.services.dialogues.hides(turn):
            turn.delete_heard()
        raise ApplicationHandlerStop


def declines(turn: Turn, message: Said, *, known: bool = False) -> bool:
    """Whether an edit is to be declined with a word: once for a message, and a late one only if it is `known` here."""
    late = turn.work.now.timestamp() - (message.edited_at or 0) > EDIT_MATTERS.total_seconds()
    if turn.conversation.declined == message.id or (late and not known):
        return False
    turn.conversation.declined = message.id
    return True


def _goes_on(conversation: Conversation, message: Said | None) -> bool:
    """Whether the message goes on with the act before; remembers it for the next."""
    text, album, date = (message.text, message.album, message.date) if message else (None, "", 0)
    rest = bool(
        text
        and conversation.long_at
        and 0 <= date - conversation.long_at <= MOMENT.total_seconds()
        and not text.startswith("/")
    )
    conversation.long_at = date if text and _units(text) >= LONG_PART else 0
    another = bool(album) and album == conversation.album
    conversation.album = album or conversation.album
    return rest or another


def _units(text: str) -> int:
    """How long Telegram counts a text: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
