"""Who acts, decided once per turn (handler group -1), before anything else looks at the update."""

from __future__ import annotations

from typing import Any

from telegram import ChatMember, Update
from telegram.ext import ApplicationHandlerStop

from bot.engine.message import Text
from bot.engine.turn import Turn, TurnContext
from domain.people import Language, welcome

PRIVATE = "private"
LONGEST_NAME = 64


async def identify(update: Any, context: TurnContext) -> None:
    """Set the actor, or stop: groups, foreign presses and mere membership news go no further."""
    turn = context.turn
    if not isinstance(update, Update):
        if turn.known is None:
            raise ApplicationHandlerStop
        return
    where, user = _where(turn, update), update.effective_user
    if not where or user is None:
        raise ApplicationHandlerStop
    if update.my_chat_member:
        await _membership(turn, update.my_chat_member.new_chat_member)
        raise ApplicationHandlerStop
    if where != PRIVATE:
        if update.message and update.message.text and update.message.text.startswith("/"):
            turn.say(Text("people/only_private"))
        raise ApplicationHandlerStop
    if user.id != turn.chat.id:
        turn.toast(Text("people/not_yours"), alert=True)
        raise ApplicationHandlerStop
    if turn.known is None:
        await _welcome(turn, user.full_name)


def _where(turn: Turn, update: Update) -> str:
    """The type of the chat; empty where there is none."""
    if update.callback_query:
        return turn.pressed.chat_type if turn.pressed else ""
    return update.effective_chat.type if update.effective_chat else ""


async def _welcome(turn: Turn, name: str) -> None:
    turn.known = await welcome(turn.work, turn.chat.id, name[:LONGEST_NAME])
    turn.chat.language = str(Language(turn.known.language))


async def _membership(turn: Turn, member: ChatMember) -> None:
    """Blocked or unblocked: whether the person can be reached is a fact that staff see."""
    person = await turn.work.people.by_chat(turn.chat.id)
    if person is not None:
        person.reachable = member.status not in {ChatMember.BANNED, ChatMember.LEFT}
