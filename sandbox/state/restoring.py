"""Taking up what a sandbox kept: people, bots with their queues, chats with their messages."""

import json

from sandbox.bots.bot import Bot
from sandbox.bots.updates import Update
from sandbox.chats.chat import Chat
from sandbox.chats.group import Group
from sandbox.chats.message import Shown
from sandbox.chats.person import Person
from sandbox.state.world import World
from sandbox.wire import Json

UNCLEAN_GAP = 1000  # ids given in the last unwritten moment before a kill are never given again


def restore(world: World) -> None:
    """Fill an empty world from its disk."""
    facts = world.disk.load("fact")
    world.clock.offset = facts.get("facts", {}).get("offset", 0)
    for record in world.disk.load("person").values():
        person = Person(**record)
        if person.deleted:
            person.delete()
        world.people[person.id] = person
    clean = bool(facts.get("clean"))
    # In the order in which they were made: the first one stands where nobody names a bot.
    for record in sorted(world.disk.load("bot").values(), key=lambda record: int(record["place"])):
        _restore_bot(world, record, clean)
    world.files.restore()
    _restore_chats(world)
    _restore_messages(world)
    # Only after a kill: its last moment is unwritten, and what was given out in it must not be given out again.
    if facts and not clean:
        _leave_gaps(world)


def _leave_gaps(world: World) -> None:
    world.last_message += UNCLEAN_GAP
    for group in world.groups.values():
        group.last_message += UNCLEAN_GAP


def _restore_bot(world: World, record: Json, clean: bool) -> None:
    bot = world.add_bot(record["token"], record["first_name"], record["username"])
    bot.restore_record(record)
    if not clean:
        bot.updates.next_id += UNCLEAN_GAP
    bot.commands.restore(bot.shelf.load("commands"))
    bot.hook.restore(bot.shelf.load("webhook").get("", {}))
    made = [Update(wire=one.pop("wire").encode(), **one) for one in bot.shelf.load("update").values()]
    for update in made:
        # The press waits in the queue, so it must still be possible to answer it.
        if update.kind == "callback_query":
            _restore_press(bot, json.loads(update.wire)["callback_query"])
    bot.updates.restore(made)


def _restore_press(bot: Bot, query: Json) -> None:
    chat, person = query["message"]["chat"], query["from"]
    key = f"{bot.id}:{person['id']}" if chat["type"] == "private" else str(chat["id"])
    bot.expect_answer(query["id"], key, person["id"])


def _restore_chats(world: World) -> None:
    for key, record in world.disk.load("chat").items():
        bot_id, _, person_id = key.partition(":")
        if person_id:
            bot = world.bot_by(bot_id)
            if bot is not None and int(person_id) in world.people:
                world.private(bot, world.people[int(person_id)]).restore_record(record)
            continue
        group = world.groups[int(key)] = Group(int(key), record["kind"], record["title"])
        group.restore_record(record)
        world.take_places(group)


def _restore_messages(world: World) -> None:
    chats: dict[str, Chat] = {chat.key: chat for chat in world.chats()}
    shown: dict[str, list[Shown]] = {key: [] for key in chats}
    gone: dict[str, list[tuple[int, int]]] = {key: [] for key in chats}
    for name, kept in world.disk.load("message").items():
        key, _, message_id = name.partition("/")
        # A supergroup numbers its own messages.
        if key in chats and chats[key].kind != "supergroup":
            world.last_message = max(world.last_message, int(message_id))
        if key not in chats:
            continue
        if "gone" in kept:
            gone[key].append((kept["seq"], kept["gone"]))
        else:
            one = Shown(kept["message"], kept["seq"], fixed=kept["fixed"])
            one.reactions = {int(actor): emoji for actor, emoji in kept["reactions"].items()}
            shown[key].append(one)
    for key, chat in chats.items():
        chat.restore(shown[key], gone[key])
    world.polls.restore(world.chats())
    for name, kept in world.disk.load("keyboard").items():
        key, _, person_id = name.partition("/")
        if key in chats and (screen := chats[key].screens.get(int(person_id))):
            screen.reply_keyboard, screen.force_reply = kept["keyboard"], kept["force_reply"]
