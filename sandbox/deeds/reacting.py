"""Reacting to messages."""

from sandbox.chats.chat import Screen
from sandbox.chats.contents import tells_of_chat
from sandbox.deeds.posting import may_act, message_of
from sandbox.rules.reactions import EMOJI, changed, has_room, hearers, plain, reaction, target
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep


def react(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id", "emoji"}: a reaction, "" takes it back; the bots hear of it that asked to."""
    may_act(screen)
    emoji = plain(str(given.get("emoji") or ""))
    shown = target(screen.chat, message_of(screen, given.get("message_id")))
    if emoji and emoji not in EMOJI:
        raise Misstep(f"reactions are {' '.join(sorted(EMOJI))}")
    if tells_of_chat(shown.message) or (emoji and not has_room(shown, emoji)):
        raise Misstep("this message takes no more reactions")
    before = shown.reactions.get(screen.person.id)
    if (before or "") == emoji:
        return {"update_id": None}
    world.replace(screen.chat, shown, shown.message, reactions=changed(shown, screen.person.id, emoji))
    update = {
        "chat": screen.chat.info,
        "message_id": shown.message["message_id"],
        "user": screen.person.user,
        "date": world.clock.stamp(),
        "old_reaction": reaction(before),
        "new_reaction": reaction(emoji),
    }
    made = [bot.updates.push("message_reaction", update, screen.chat.id) for bot in hearers(screen.chat)]
    return {"update_id": next((one for one in made if one is not None), None)}


DEEDS = {
    "react": react,
}
