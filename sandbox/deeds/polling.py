"""Asking and voting: a person's own polls, votes in any, and the end of an own one."""

from typing import Any

from sandbox.chats.chat import Screen
from sandbox.chats.message import Shown
from sandbox.chats.poll import Poll
from sandbox.deeds.posting import may_act, message_of, post, put_away, quoted
from sandbox.rules.poll_facts import check_poll, read_poll
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.bounds import PERSONS_POLL_QUESTION
from sandbox.wire.errors import Misstep
from sandbox.wire.params import Params


def poll(world: World, screen: Screen, given: Json) -> Json:
    """{"question", "options", "is_anonymous"?, "type"?, "allows_multiple_answers"?, "correct_option_id"?}: a poll."""
    facts = read_poll(Params({"options": [], **given}))
    check_poll(facts, PERSONS_POLL_QUESTION)
    may_act(screen)
    facts["options"] = [{name: one[name] for name in one if name != "media"} for one in facts["options"]]
    made = world.polls.make(screen.person.id, facts)
    world.polls.keep(made)
    posted = post(world, screen, {"poll": {"id": made.id}, **quoted(screen, given.get("reply_to"))})
    put_away(world, screen)
    return posted


def vote(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id", "options"}: votes by index; [] takes them back."""
    may_act(screen)
    # The timer comes a moment after the time is over; no vote may slip in between.
    world.polls.close_due()
    found = _poll(message_of(screen, given.get("message_id")))
    chosen = _chosen(found, given.get("options"))
    before = found.votes.get(screen.person.id, [])
    if (before or not chosen) and not found.facts["allows_revoting"]:
        raise Misstep("a vote in this poll cannot be changed or taken back")
    if chosen == before:
        return {"update_id": None}
    return {"update_id": world.polls.vote(found, screen.person, chosen)}


def _poll(shown: Shown) -> Poll:
    if shown.poll is None:
        raise Misstep(f"message {shown.message['message_id']} is no poll", 404)
    return shown.poll


def _chosen(found: Poll, given: Any) -> list[int]:
    count = len(found.facts["options"])
    if not isinstance(given, list) or not all(type(one) is int and 0 <= one < count for one in given):
        raise Misstep(f"options is a list of numbers from 0 to {count - 1}")
    if found.closed:
        raise Misstep("this poll is closed")
    chosen = sorted(set(given))
    if len(chosen) > 1 and not found.facts["allows_multiple_answers"]:
        raise Misstep("this poll takes one answer only")
    return chosen


def stop_poll(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id"}: the end of an own poll."""
    may_act(screen)
    shown = message_of(screen, given.get("message_id"))
    found = _poll(shown)
    if not screen.mine(shown) or "forward_origin" in shown.message:
        raise Misstep("only an own poll can be stopped")
    if found.closed:
        raise Misstep("this poll is closed")
    world.polls.close(found)
    return {}


DEEDS = {
    "poll": poll,
    "vote": vote,
    "stop_poll": stop_poll,
}
