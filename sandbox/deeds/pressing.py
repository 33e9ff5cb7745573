"""Pressing inline buttons: by their data or place, several times at once, or forged."""

from typing import Any

from sandbox.bots.bot import Bot
from sandbox.chats.chat import Chat, Screen
from sandbox.chats.private import Private
from sandbox.deeds.posting import may_act, message_of
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep

CALLBACK_LANE = 3 << 33  # as the real server: presses go beside the messages of the same person, not after them
MOST_TIMES = 1000


def press(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id", "data"?, "row"?, "col"?, "times"?}: {"callback_query_id", "update_id"}."""
    message = message_of(screen, given.get("message_id")).message
    button = _button(message, given)
    if "callback_data" not in button:
        raise Misstep(f"the button {button['text']!r} does not call the bot: {button}")
    times = given.get("times", 1)
    if not isinstance(times, int) or not 1 <= times <= MOST_TIMES:
        raise Misstep(f"times must be 1 to {MOST_TIMES}")
    pressed = [_query(world, screen, message, button["callback_data"]) for _ in range(times)]
    return pressed[0] if times == 1 else {**pressed[0], "all": pressed}


def _button(message: Json, given: Json) -> Json:
    rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    if "data" in given:
        found = [one for row in rows for one in row if one.get("callback_data") == given["data"]]
    elif "row" in given or "col" in given:
        found = [rows[r][c]] if _inside(rows, r := given.get("row", 0), c := given.get("col", 0)) else []
    else:
        raise Misstep("say which button: data, or row and col")
    if not found:
        shown = [[button["text"] for button in row] for row in rows]
        raise Misstep(f"there is no such button on message {message['message_id']}; it has {shown}", 404)
    return found[0]


def _inside(rows: list[list[Json]], row: Any, col: Any) -> bool:
    return isinstance(row, int) and isinstance(col, int) and 0 <= row < len(rows) and 0 <= col < len(rows[row])


def forge_press(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id", "data"}: data that stands on no button; a deleted message is sent as inaccessible."""
    data, message_id = given.get("data"), given.get("message_id")
    if not isinstance(data, str) or not isinstance(message_id, int):
        raise Misstep("forge_press needs message_id and data")
    shown = screen.messages.get(message_id)
    # What Telegram tells of a message that it cannot show any more: InaccessibleMessage, known by its date of 0.
    gone: Json = {"chat": screen.chat.info, "message_id": message_id, "date": 0}
    return _query(world, screen, shown.message if shown else gone, data)


def _query(world: World, screen: Screen, message: Json, data: str) -> Json:
    may_act(screen)
    bot, person = _author(world, screen.chat, message), screen.person
    query_id = bot.open_press(screen.chat.key, person.id)
    query = {
        "id": query_id,
        "from": person.user,
        "message": message,
        "chat_instance": bot.instance_of(screen.chat.key),
        "data": data,
    }
    update_id = bot.updates.push("callback_query", query, person.id + CALLBACK_LANE)
    return {"callback_query_id": query_id, "update_id": update_id}


def _author(world: World, chat: Chat, message: Json) -> Bot:
    """The bot whose buttons stand below a message; of one that is gone, the first of the chat."""
    if isinstance(chat, Private):
        return chat.bot
    author = message.get("from", {}).get("id")
    return next((bot for bot in world.bots.values() if bot.id == author), world.first_bot)


DEEDS = {
    "press": press,
    "forge_press": forge_press,
}
