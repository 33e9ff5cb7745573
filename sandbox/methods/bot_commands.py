"""setMyCommands, getMyCommands, deleteMyCommands, by scope and language."""

import re
from typing import Any

from sandbox.bot import Bot
from sandbox.call import Call
from sandbox.commands import scope_key
from sandbox.errors import Refusal, bad
from sandbox.wire import Json

MOST = 100
NAME_LIMIT = 32
DESCRIPTION_LIMIT = 256
_NAME = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"([a-z]{2})?")


def _place(call: Call) -> tuple[str, str]:
    scope = call.given("scope", "BotCommandScope")
    if scope is not None and not isinstance(scope, dict):
        raise bad("can't parse BotCommandScope: expected an Object")
    if scope is not None and "type" not in scope:
        raise bad("can't parse BotCommandScope: Can't find field \"type\"")
    language = call.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    return scope_key(scope), language


def set_my_commands(bot: Bot, call: Call) -> bool:
    """Replace the commands of one scope and language."""
    given = call.given("commands", "commands")
    if given is not None and not isinstance(given, list):
        raise bad("expected an Array of BotCommand")
    commands = [_command(one) for one in given or []]
    if len(commands) > MOST:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    _put(bot, call, commands)
    return True


def delete_my_commands(bot: Bot, call: Call) -> bool:
    """Forget the commands of one scope and language."""
    _put(bot, call, [])
    return True


def get_my_commands(bot: Bot, call: Call) -> list[Json]:
    """The commands of exactly one scope and language."""
    return bot.commands.get(*_place(call))


def _put(bot: Bot, call: Call, commands: list[Json]) -> None:
    scope, language = _place(call)
    _, _, named = scope.partition(":")
    if named and not _is_chat(bot, named.partition(":")[0]):
        raise bad("chat not found")
    bot.commands.put(scope, language, commands)
    bot.world.refresh_commands(bot)


def _is_chat(bot: Bot, named: str) -> bool:
    number = int(named) if named.lstrip("-").isdigit() else 0
    return number in bot.world.people or number in bot.world.groups


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
    if len(command) > NAME_LIMIT:
        raise bad("command length must not exceed 32")
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > DESCRIPTION_LIMIT:
        raise bad("command description length must not exceed 256")
    if not _NAME.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")


def _broken(what: str) -> Refusal:
    return bad(f"can't parse BotCommand: {what}")


METHODS = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
}
