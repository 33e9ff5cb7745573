"""Asking and voting: a person's own polls, votes in any, and the end of an own one."""

from typing import Any

from sandbox.chats.chat import Shown
from sandbox.chats.poll import Poll
from sandbox.chats.seat import Seat
from sandbox.deeds.posting import may_act, message_of, post, put_away, quoted
from sandbox.methods.call import Call
from sandbox.methods.polls import check_poll, read_poll
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.bounds import PERSONS_POLL_QUESTION
from sandbox.wire.errors import Misstep


def poll(world: World, seat: Seat, given: Json) -> Json:
    """{"question", "options", "is_anonymous"?, "type"?, "allows_multiple_answers"?, "correct_option_id"?}: a poll."""
    facts = read_poll(Call("sendpoll", {"options": [], **given}))
    check_poll(facts, PERSONS_POLL_QUESTION)
    may_act(seat)
    facts["options"] = [{name: one[name] for name in one if name != "media"} for one in facts["options"]]
    made = world.polls.make(seat.person.id, facts)
    world.polls.keep(made)
    posted = post(world, seat, {"poll": {"id": made.id}, **quoted(seat, given.get("reply_to"))})
    put_away(world, seat)
    return posted


def vote(world: World, seat: Seat, given: Json) -> Json:
    """{"message_id", "options"}: votes by index; [] takes them back."""
    may_act(seat)
    world.polls.close_due()
    found = _poll(message_of(seat, given.get("message_id")))
    chosen = _chosen(found, given.get("options"))
    before = found.votes.get(seat.person.id, [])
    if (before or not chosen) and not found.facts["allows_revoting"]:
        raise Misstep("a vote in this poll cannot be changed or taken back")
    if chosen == before:
        return {"update_id": None}
    return {"update_id": world.polls.vote(found, seat.person, chosen)}


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


def stop_poll(world: World, seat: Seat, given: Json) -> Json:
    """{"message_id"}: the end of an own poll."""
    may_act(seat)
    shown = message_of(seat, given.get("message_id"))
    found = _poll(shown)
    if not seat.mine(shown) or "forward_origin" in shown.message:
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
