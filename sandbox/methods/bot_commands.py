"""setMyCommands, getMyCommands, deleteMyCommands, by scope and language."""

import re
from typing import Any

from sandbox.bots.commands import OF_CHAT, SIMPLE, scope_key
from sandbox.chats.private import Private
from sandbox.methods.call import Call
from sandbox.methods.chats import chat_named
from sandbox.methods.profile import language_of
from sandbox.rules.membership import account
from sandbox.wire import Json
from sandbox.wire.bounds import COMMAND_DESCRIPTION, COMMAND_NAME, COMMANDS
from sandbox.wire.errors import Refusal, bad

_NAME = re.compile(r"[a-z0-9_]+")


def _place(call: Call) -> tuple[str, str]:
    """The scope as a key, and the language."""
    scope = call.given("scope", "BotCommandScope")
    key = "default" if scope is None else _key(call, *_read_scope(scope))
    return key, language_of(call)


def _read_scope(scope: Any) -> tuple[str, object, int]:
    if not isinstance(scope, dict):
        raise _bad_scope("BotCommandScope must be an Object")
    kind = _needed(scope, "type")
    if kind in SIMPLE:
        return str(kind), None, 0
    if kind not in OF_CHAT:
        raise _bad_scope("Unsupported type specified")
    chat_id = _needed(scope, "chat_id")
    if chat_id == "":
        raise _bad_scope("Empty chat_id specified")
    user_id = _needed(scope, "user_id") if kind == "chat_member" else 0
    if kind == "chat_member" and (not str(user_id).isdigit() or int(user_id) <= 0):
        raise _bad_scope("Invalid user_id specified")
    return str(kind), chat_id, int(user_id)


def _key(call: Call, kind: str, chat_id: object, user_id: int) -> str:
    if kind in SIMPLE:
        return kind
    chat = chat_named(call, chat_id)
    if isinstance(chat, Private) and kind != "chat":
        raise bad("can't use specified scope in private chats")
    if user_id and account(call.world, user_id) is None:
        raise bad("user not found")
    return scope_key(kind, chat.id, user_id)


def _needed(scope: Json, name: str) -> Any:
    if name not in scope:
        raise _bad_scope(f'Can\'t find field "{name}"')
    return scope[name]


def _bad_scope(what: str) -> Refusal:
    return bad(f"can't parse BotCommandScope: {what}")


def set_my_commands(call: Call) -> bool:
    """Replace the commands of one scope and language."""
    given = call.given("commands", "commands")
    if given is not None and not isinstance(given, list):
        raise bad("expected an Array of BotCommand")
    commands = [_command(one) for one in given or []]
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    _put(call, commands)
    return True


def delete_my_commands(call: Call) -> bool:
    """Forget the commands of one scope and language."""
    _put(call, [])
    return True


def get_my_commands(call: Call) -> list[Json]:
    """The commands of exactly one scope and language."""
    return call.bot.commands.get(*_place(call))


def _put(call: Call, commands: list[Json]) -> None:
    scope, language = _place(call)
    call.bot.commands.put(scope, language, commands)
    call.world.refresh_commands(call.bot)


def _command(one: Any) -> Json:
    if not isinstance(one, dict):
        raise _broken("expected an Object")
    for name in ("command", "description"):
        if name not in one:
            raise _broken(f'Can\'t find field "{name}"')
        if not isinstance(one[name], str):
            raise _broken(f'Field "{name}" must be of type String')
    command, description = one["command"].strip().removeprefix("/"), one["description"].strip()
    _check(command, description)
    return {"command": command, "description": description}


def _check(command: str, description: str) -> None:
    if not command:
        raise bad("command must be non-empty")
    if len(command) > COMMAND_NAME:
        raise bad("command length must not exceed 32")
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > COMMAND_DESCRIPTION:
        raise bad("command description length must not exceed 256")
    # Last, as it is not the Bot API server but Telegram behind it that looks at the characters; hence the CONSTANT.
    if not _NAME.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")


def _broken(what: str) -> Refusal:
    return bad(f"can't parse BotCommand: {what}")


METHODS = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
}
