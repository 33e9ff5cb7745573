"""answerCallbackQuery."""

import time

from sandbox.bot import Bot
from sandbox.call import Call
from sandbox.errors import bad
from sandbox.wire import Json

TEXT_LIMIT = 200


def answer_callback_query(bot: Bot, call: Call) -> bool:
    """Show the answer to a pressed button; only the first answer is shown."""
    query_id = call.text("callback_query_id")
    press = bot.presses.get(query_id)
    if press is None or press.until < time.monotonic():
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text")
    if len(text) > TEXT_LIMIT:
        raise bad("MESSAGE_TOO_LONG")
    if press.answered:
        return True
    press.answered = True
    answer: Json = {"callback_query_id": query_id}
    if text:
        answer["text"] = text
    if call.flag("show_alert"):
        answer["show_alert"] = True
    if url := call.text("url"):
        answer["url"] = url
    bot.world.chat_by_key(press.chat_key).seats[press.person_id].answer(answer)
    return True


METHODS = {
    "answerCallbackQuery": answer_callback_query,
}
