"""sendPoll and stopPoll."""

import json
from typing import Any

from sandbox.bots.bot import Bot
from sandbox.chats.chat import Chat, Shown
from sandbox.chats.group import Group
from sandbox.chats.poll import Poll
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.methods.poll_media import illustrated
from sandbox.methods.posting import post
from sandbox.methods.sending import name_mentioned
from sandbox.rules.keyboards import read_markup
from sandbox.text.formatted import caption_text, format_text, own_text
from sandbox.text.units import is_blank
from sandbox.wire import Json
from sandbox.wire.bounds import (
    POLL_EXPLANATION,
    POLL_EXPLANATION_LINES,
    POLL_OPTION,
    POLL_OPTIONS,
    POLL_QUESTION,
    POLL_SECONDS,
)
from sandbox.wire.errors import Refusal, bad

_NUMBER = "correct option identifier"


async def send_poll(bot: Bot, call: Call) -> Json:
    """A poll of the bot; the Message as sent."""
    facts = read_poll(call)
    explained = _explanation(bot, call) if facts["type"] == "quiz" else {}
    described = _description(bot, call)
    chat = open_chat(bot, call)
    markup = read_markup(call.params.get("reply_markup"), private=not isinstance(chat, Group))
    check_poll(facts)
    if call.flag("members_only") or call.params.get("country_codes"):
        raise bad("poll voters can be restricted only in channel chats")
    poll = make_poll(bot, call, await illustrated(bot, call, {**facts, **explained, **described}))
    return post(bot, call, chat, ({"poll": {"id": poll.id}}, markup))


def make_poll(bot: Bot, call: Call, facts: Json) -> Poll:
    """The poll of a bot, with the time when it closes."""
    now = bot.world.clock.stamp()
    period = call.integer("open_period", bounds=(0, POLL_SECONDS))
    date = call.integer("close_date")
    closes = now + period if period else date if date > now else None
    times = {} if closes is None else {"open_period": closes - now, "close_date": closes}
    poll = bot.world.polls.make(bot.id, {**facts, **times})
    poll.closes, poll.closed = closes, call.flag("is_closed")
    poll.hides = call.flag("hide_results_until_closes")
    bot.world.polls.keep(poll)
    return poll


def read_poll(call: Call) -> Json:
    """The fields of a Poll that a call gives, not yet checked for length and number."""
    question, entities = _emoji_text(call.text("question"), call, "question_")
    options = _options(call.given("options", "options"), "options" in call.params)
    kind = call.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad("unsupported poll type specified")
    quiz = kind == "quiz"
    revoting = call.flag("allows_revoting") if call.text("allows_revoting") else not quiz
    facts: Json = {"question": question, **({"question_entities": entities} if entities else {}), "options": options}
    facts |= {"is_anonymous": call.flag("is_anonymous") if call.text("is_anonymous") else True, "type": kind}
    facts |= {"allows_multiple_answers": call.flag("allows_multiple_answers"), "allows_revoting": revoting}
    correct = {"correct_option_ids": _correct(call)} if quiz else {}
    return {**facts, "members_only": False, **correct}


def check_poll(facts: Json, longest: int = POLL_QUESTION) -> None:
    """Refusal when a poll asks too much or too little."""
    question, options = facts["question"], facts["options"]
    if is_blank(question):
        raise bad("text must be non-empty")
    if len(question) > longest:
        raise bad(f"poll question length must not exceed {longest}")
    if not options:
        raise bad("poll must have at least one answer option")
    if len(options) > POLL_OPTIONS:
        raise bad(f"poll can't have more than {POLL_OPTIONS} options")
    for option in options:
        if is_blank(option["text"]):
            raise bad("text must be non-empty")
        if len(option["text"]) > POLL_OPTION:
            raise bad(f"poll options length must not exceed {POLL_OPTION}")
    if facts["type"] == "quiz":
        _check_correct(facts["correct_option_ids"], len(options))


def _check_correct(correct: list[int], options: int) -> None:
    if not correct:
        raise bad("correct quiz option list must be non-empty")
    if correct != sorted(set(correct)):
        raise bad("correct quiz option list must be increasing")
    if not 0 <= correct[0] <= correct[-1] < options:
        raise bad("wrong quiz correct_option_id")


def _emoji_text(raw: str, call: Call, prefix: str) -> tuple[str, list[Json]]:
    """A text in which only custom emoji stay."""
    text, entities = own_text(raw, call.text(f"{prefix}parse_mode"), call.params.get(f"{prefix}entities"))
    return text, [entity for entity in entities if entity["type"] == "custom_emoji"]


def _options(given: Any, present: bool) -> list[Json]:
    if given is None and not present:
        raise bad("can't parse options JSON object")
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad("expected an Array of InputPollOption")
    return [{"persistent_id": str(at), **_option(one)} for at, one in enumerate(given)]


def _option(given: Any) -> Json:
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, dict):
        raise _unreadable("Expected InputPollOption to be an Object")
    if "text" not in given:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(given["text"], str):
        raise _unreadable('Field "text" must be of type String')
    text, entities = _emoji_text(given["text"], Call("", given), "text_")
    media = {"media": given["media"]} if given.get("media") else {}
    return {"text": text, **({"text_entities": entities} if entities else {}), **media}


def _unreadable(why: str) -> Refusal:
    return bad(f"can't parse InputPollOption: {why}")


def _correct(call: Call) -> list[int]:
    given = call.params.get("correct_option_ids")
    if given in (None, ""):
        return [call.integer("correct_option_id", -1)] if "correct_option_id" in call.params else []
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            raise bad("can't parse correct option identifiers JSON object") from None
    if not isinstance(given, list):
        raise bad("expected an Array of correct option identifiers")
    for one in given:
        if isinstance(one, bool) or not isinstance(one, int | float):
            raise bad(f"{_NUMBER} must be of type Number")
        if not isinstance(one, int):
            raise bad(f"invalid {_NUMBER} specified")
    return given


def _explanation(bot: Bot, call: Call) -> Json:
    """What is told who answers a quiz."""
    given = call.params.get("explanation_entities")
    text, entities = format_text(call.text("explanation"), call.text("explanation_parse_mode"), given)
    if len(text) > POLL_EXPLANATION or text.count("\n") > POLL_EXPLANATION_LINES:
        raise bad("MESSAGE_TOO_LONG")
    return _told("explanation", text, name_mentioned(bot, entities))


def _description(bot: Bot, call: Call) -> Json:
    """What stands above the question."""
    given = call.params.get("description_entities")
    text, entities = caption_text(call.text("description"), call.text("description_parse_mode"), given)
    return _told("description", text, name_mentioned(bot, entities))


def _told(name: str, text: str, entities: list[Json]) -> Json:
    if not text:
        return {}
    return {name: text, **({f"{name}_entities": entities} if entities else {})}


def stop_poll(bot: Bot, call: Call) -> Json:
    """End a poll of the bot; the Poll as it ended."""
    markup = call.params.get("reply_markup")
    chat = open_chat(bot, call)
    read = read_markup(markup, private=not isinstance(chat, Group))
    if read is not None and read.kind != "inline":
        raise bad("inline keyboard expected")
    shown = _own_poll(bot, call, chat)
    poll = shown.poll
    assert poll is not None
    bot.limits.take(chat.id)
    bot.world.polls.close(poll)
    closed = chat.messages[shown.message["message_id"]]
    keyboard = {"reply_markup": read.value} if read is not None and read.value["inline_keyboard"] else {}
    kept = {name: value for name, value in closed.message.items() if name != "reply_markup"}
    if {**kept, **keyboard} != closed.message:
        bot.world.replace(chat, closed, {**kept, **keyboard})
    return poll.told(solved=True, whole=False)


def _own_poll(bot: Bot, call: Call, chat: Chat) -> Shown:
    bot.world.polls.close_due()
    shown = chat.messages.get(call.integer("message_id"))
    if shown is None:
        raise bad("message with poll to stop not found")
    if shown.poll is None:
        raise bad("message is not a poll")
    if shown.by != bot.id or "forward_origin" in shown.message:
        raise bad("poll can't be stopped")
    if shown.poll.closed:
        raise bad("poll has already been closed")
    return shown


METHODS = {
    "sendPoll": send_poll,
    "stopPoll": stop_poll,
}
