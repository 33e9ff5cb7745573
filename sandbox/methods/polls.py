"""sendPoll and stopPoll."""

from sandbox.chats.chat import Chat
from sandbox.chats.group import Group
from sandbox.chats.message import Shown
from sandbox.chats.poll import Poll
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.methods.poll_media import illustrated
from sandbox.methods.posting import post
from sandbox.methods.sending import name_mentioned
from sandbox.rules.keyboards import read_markup
from sandbox.rules.poll_facts import check_poll, read_poll
from sandbox.text.formatted import caption_text, format_text
from sandbox.wire import Json
from sandbox.wire.bounds import (
    POLL_EXPLANATION,
    POLL_EXPLANATION_LINES,
    POLL_SECONDS,
)
from sandbox.wire.errors import bad


async def send_poll(call: Call) -> Json:
    """A poll of the bot; the Message as sent."""
    facts = read_poll(call)
    explained = _explanation(call) if facts["type"] == "quiz" else {}
    described = _description(call)
    chat = open_chat(call)
    markup = read_markup(call.params.get("reply_markup"), private=not isinstance(chat, Group))
    check_poll(facts)
    if call.flag("members_only") or call.params.get("country_codes"):
        raise bad("poll voters can be restricted only in channel chats")
    poll = make_poll(call, await illustrated(call, {**facts, **explained, **described}))
    return post(call, chat, ({"poll": {"id": poll.id}}, markup))


def make_poll(call: Call, facts: Json) -> Poll:
    """The poll of a bot, with the time when it closes."""
    now = call.world.clock.stamp()
    period = call.integer("open_period", bounds=(0, POLL_SECONDS))
    date = call.integer("close_date")
    closes = now + period if period else date if date > now else None
    times = {} if closes is None else {"open_period": closes - now, "close_date": closes}
    poll = call.world.polls.make(call.bot.id, {**facts, **times})
    poll.closes, poll.closed = closes, call.flag("is_closed")
    poll.hides = call.flag("hide_results_until_closes")
    call.world.polls.keep(poll)
    return poll


def _explanation(call: Call) -> Json:
    """What is told who answers a quiz."""
    given = call.params.get("explanation_entities")
    text, entities = format_text(call.text("explanation"), call.text("explanation_parse_mode"), given)
    if len(text) > POLL_EXPLANATION or text.count("\n") > POLL_EXPLANATION_LINES:
        raise bad("MESSAGE_TOO_LONG")
    return _told("explanation", text, name_mentioned(call, entities))


def _description(call: Call) -> Json:
    """What stands above the question."""
    given = call.params.get("description_entities")
    text, entities = caption_text(call.text("description"), call.text("description_parse_mode"), given)
    return _told("description", text, name_mentioned(call, entities))


def _told(name: str, text: str, entities: list[Json]) -> Json:
    if not text:
        return {}
    return {name: text, **({f"{name}_entities": entities} if entities else {})}


def stop_poll(call: Call) -> Json:
    """End a poll of the bot; the Poll as it ended."""
    markup = call.params.get("reply_markup")
    chat = open_chat(call)
    read = read_markup(markup, private=not isinstance(chat, Group))
    if read is not None and read.kind != "inline":
        raise bad("inline keyboard expected")
    shown = _own_poll(call, chat)
    poll = shown.poll
    assert poll is not None
    call.bot.limits.take(chat.id)
    call.world.polls.close(poll)
    # `close` has shown the poll as it ended; one more edit only where the keyboard changes, too.
    closed = chat.messages[shown.message["message_id"]]
    keyboard = {"reply_markup": read.value} if read is not None and read.value["inline_keyboard"] else {}
    kept = {name: value for name, value in closed.message.items() if name != "reply_markup"}
    if {**kept, **keyboard} != closed.message:
        call.world.replace(chat, closed, {**kept, **keyboard})
    return poll.told(solved=True, whole=False)


def _own_poll(call: Call, chat: Chat) -> Shown:
    call.world.polls.close_due()
    shown = chat.messages.get(call.integer("message_id"))
    if shown is None:
        raise bad("message with poll to stop not found")
    if shown.poll is None:
        raise bad("message is not a poll")
    if shown.by != call.bot.id or "forward_origin" in shown.message:
        raise bad("poll can't be stopped")
    if shown.poll.closed:
        raise bad("poll has already been closed")
    return shown


METHODS = {
    "sendPoll": send_poll,
    "stopPoll": stop_poll,
}
