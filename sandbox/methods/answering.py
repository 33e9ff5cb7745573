"""answerCallbackQuery."""

import re
import time

from sandbox.bots.bot import Bot
from sandbox.methods.call import Call
from sandbox.wire import Json
from sandbox.wire.bounds import ANSWER_CACHE_SECONDS, ANSWER_TEXT
from sandbox.wire.errors import bad

_LINK = re.compile(
    r"(?:https?://)?(?:t|telegram)\.me/(\w+)(?:[/?].*)?|tg://resolve\?(?:.*&)?domain=(\w+).*", re.IGNORECASE
)


def answer_callback_query(call: Call) -> bool:
    """Show the answer to a pressed button; only the first answer is shown."""
    query_id = call.text("callback_query_id")
    press = call.bot.presses.get(query_id)
    # Unknown, another bot's, too old: one answer for all three. Answers do not count for the sending limits.
    if press is None or press.until < time.monotonic():
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text, url = call.text("text"), call.text("url")
    if len(text) > ANSWER_TEXT:
        raise bad("MESSAGE_TOO_LONG")
    if url and not _opens(call.bot, url):
        raise bad("URL_INVALID")
    # Accepted and not shown: the person has seen the first one.
    if press.answered:
        return True
    press.answered = True
    answer: Json = {"callback_query_id": query_id}
    if text:
        answer["text"] = text
    if call.flag("show_alert"):
        answer["show_alert"] = True
    if url:
        answer["url"] = url
    if seconds := call.integer("cache_time", bounds=(0, ANSWER_CACHE_SECONDS)):
        answer["cache_time"] = seconds
    if screen := call.world.chat_by_key(press.chat_key).screens.get(press.person_id):  # who has left sees nothing of it
        screen.answer(answer)
    return True


def _opens(bot: Bot, url: str) -> bool:
    """Whether a press may open it: only what leads to the bot itself."""
    match = _LINK.fullmatch(url)
    return match is not None and str(match[1] or match[2]).lower() == bot.user["username"].lower()


METHODS = {
    "answerCallbackQuery": answer_callback_query,
}
