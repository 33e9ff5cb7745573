"""Who acts, decided once per turn (handler group -1), before anything else looks at the update."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from telegram import ChatMember
from telegram.ext import ApplicationHandlerStop

from bot.engine.incoming import Incoming, Said
from bot.engine.message import Text
from bot.engine.turn import Turn, TurnContext
from domain.actor import Actor
from domain.people import meet, note_reachable, welcome
from storage.engine.sealing import BrokenText

PRIVATE = "private"
LONGEST_NAME = 64


async def identify(update: Any, context: TurnContext) -> None:
    """Set the actor, or stop: groups, foreign presses and mere membership news go no further."""
    turn = context.turn
    if not isinstance(update, Incoming):
        if turn.known is None:
            raise ApplicationHandlerStop
        return
    # Channels and service messages have no sender who could be somebody.
    if not update.place or update.sender is None:
        raise ApplicationHandlerStop
    if update.membership:
        await _membership(turn, update.membership)
        raise ApplicationHandlerStop
    # Personal data never goes to groups; there is nothing to be done there (facts §12).
    if update.place != PRIVATE:
        if _is_for_us(update.message, context.bot.username):
            turn.say(Text("people/only_private"))
        raise ApplicationHandlerStop
    # In a private chat the two are the same, so a press by somebody else was forged or forwarded.
    if update.sender.id != turn.chat.id:
        turn.toast(Text("people/not_yours"), alert=True)
        raise ApplicationHandlerStop
    if turn.known is None:
        await _welcome(turn, update.sender.name)
    elif isinstance(turn.known.name, BrokenText):
        await _name_again(turn, turn.known, update.sender.name)


def _is_for_us(message: Said | None, username: str) -> bool:
    """Whether it is a command, and not another bot's: a group may have several."""
    if message is None or message.edited_at is not None or not (message.text or "").startswith("/"):
        return False
    # In groups Telegram adds @name_of_the_bot to commands.
    addressed = (message.text or "").split(maxsplit=1)[0].partition("@")[2]
    return addressed.lower() in {"", username.lower()}


async def _welcome(turn: Turn, name: str) -> None:
    turn.known = await welcome(turn.work, turn.chat.id, name[:LONGEST_NAME])
    turn.chat.language = turn.known.language


async def _name_again(turn: Turn, known: Actor, name: str) -> None:
    """The name that was kept does not open; Telegram tells it with every update."""
    met = await meet(turn.work, turn.chat.id, name[:LONGEST_NAME])
    turn.known = replace(known, name=met.shown_name)


async def _membership(turn: Turn, status: str) -> None:
    """Blocked or unblocked: whether the person can be reached is a fact that staff see."""
    await note_reachable(turn.work, turn.chat.id, reachable=status not in {ChatMember.BANNED, ChatMember.LEFT})
