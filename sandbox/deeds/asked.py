"""Answering the keys below the input line that ask for more than words: a web app's data, people, a group."""

from sandbox.bots.bot import Bot
from sandbox.chats.chat import Screen
from sandbox.chats.group import Group
from sandbox.chats.person import Person
from sandbox.chats.private import Private
from sandbox.deeds.grouping import add, group_of, promote, whom
from sandbox.deeds.posting import post, put_away
from sandbox.rules.rights import RIGHTS, has_right
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.bounds import WEB_APP_DATA_BYTES
from sandbox.wire.errors import Misstep


def web_app(world: World, screen: Screen, given: Json) -> Json:
    """{"button_text", "data"}: the web app behind this key calls Telegram.WebApp.sendData."""
    _asked(screen, given, "web_app", "opens a web app")
    data = given.get("data")
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= WEB_APP_DATA_BYTES:
        raise Misstep(f"a web app sends text of 1 to {WEB_APP_DATA_BYTES} bytes")
    return _answer(world, screen, {"web_app_data": {"data": data, "button_text": given["button_text"]}})


def share_users(world: World, screen: Screen, given: Json) -> Json:
    """{"button_text", "users": [id]}: the people or bots that this key asks for."""
    asked, ids = _asked(screen, given, "request_users", "asks for people"), given.get("users")
    most = asked.get("max_quantity", 1)
    if not isinstance(ids, list) or not 1 <= len(ids) <= most or len(set(map(str, ids))) < len(ids):
        raise Misstep(f"this key asks for 1 to {most} different users")
    users = [_user(whom(world, {"who": who}), asked) for who in ids]
    return _answer(world, screen, {"users_shared": {"request_id": asked["request_id"], "users": users}})


def share_chat(world: World, screen: Screen, given: Json) -> Json:
    """{"button_text", "group"}: the group that this key asks for; the bot comes in, with the rights that it wants."""
    asked = _asked(screen, given, "request_chat", "asks for a chat")
    there = world.screen(screen.person, given.get("group"))
    group = group_of(there)
    if wrong := _unfit(group, screen.person, asked):
        raise Misstep(f"{group.title} is not what this key asks for: {wrong}")
    _let_in(world, screen, there, asked)
    shared = {"request_id": asked["request_id"], "chat_id": group.id, **_told(group.facts, asked)}
    shared |= {"title": group.title} if asked.get("request_title") else {}
    return _answer(world, screen, {"chat_shared": shared})


def _asked(screen: Screen, given: Json, what: str, words: str) -> Json:
    """What the key with this label asks for; Misstep 404."""
    text = given.get("button_text")
    keys = [key for row in (screen.reply_keyboard or {}).get("keyboard", []) for key in row if what in key]
    for key in keys:
        if key["text"] == text:
            asked: Json = key[what]
            return asked
    raise Misstep(f"no key {text!r} below the input line {words}; those that do are {[k['text'] for k in keys]}", 404)


def _answer(world: World, screen: Screen, content: Json) -> Json:
    posted = post(world, screen, content)
    put_away(world, screen)
    return posted


def _user(who: Person | Bot, asked: Json) -> Json:
    """A SharedUser with what the bot asked for; Misstep when it is the wrong kind."""
    if asked.get("user_is_bot", who.user["is_bot"]) != who.user["is_bot"]:
        raise Misstep(f"this key asks for {'bots' if asked['user_is_bot'] else 'people'}")
    if asked.get("user_is_premium"):
        raise Misstep("this key asks for premium users; nobody in the sandbox is one")
    names = ("first_name", "last_name") if asked.get("request_name") else ()
    photo = who.photo if isinstance(who, Person) else None
    told = _told({**who.user, "photo": photo}, asked)
    return {"user_id": who.id, **{name: who.user[name] for name in names if name in who.user}, **told}


def _told(facts: Json, asked: Json) -> Json:
    wanted = {"username": asked.get("request_username"), "photo": asked.get("request_photo")}
    return {name: facts[name] for name, wants in wanted.items() if wants and facts.get(name)}


def _unfit(group: Group, person: Person, asked: Json) -> str | None:
    """Why a group is not one of those that the apps would offer for this key."""
    if asked.get("chat_is_channel") or asked.get("chat_is_forum"):
        return "the sandbox has neither channels nor forums"
    if asked.get("chat_has_username", has_name := bool(group.facts.get("username"))) != has_name:
        return "its username"
    if asked.get("chat_is_created") and group.status(person.id) != "creator":
        return f"{person.first_name} does not own it"
    lacking = [name for name in _wanted(asked, "user") if not has_right(group, person.id, name)]
    return f"{person.first_name} lacks {', '.join(lacking)}" if lacking else None


def _wanted(asked: Json, whose: str) -> list[str]:
    return [name for name, value in (asked.get(f"{whose}_administrator_rights") or {}).items() if value is True]


def _let_in(world: World, screen: Screen, there: Screen, asked: Json) -> None:
    """Bring the bot in, or give it the rights that it wants, as the apps do before they pass the chat on."""
    assert isinstance(screen.chat, Private)  # no other chat gets such a key
    bot, group, wanted = screen.chat.bot, group_of(there), _wanted(asked, "bot")
    if (asked.get("bot_is_member") or wanted) and not group.holds(bot.id):
        add(world, there, {"who": bot.id})
    held = [right for right in RIGHTS if has_right(group, bot.id, right)]
    if not set(wanted) <= set(held):
        # Rights are replaced as a whole, so what it has already is granted once more.
        promote(world, there, {"who": bot.id, "rights": dict.fromkeys([*held, *wanted], True)})


DEEDS = {
    "web_app": web_app,
    "share_users": share_users,
    "share_chat": share_chat,
}
