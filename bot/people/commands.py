"""The "/" menu: what each role can ask for, in the language of the chat."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.message import Button
from bot.engine.turn import Turn
from domain.people import Action, Actor, allowed

EVERYBODY = (("start", Action.HOME), ("todo", Action.HOME), ("status", Action.VIEW_OWN_APPLICATION))
STAFF = (("queue", Action.REVIEW_QUEUE), ("overview", Action.OVERVIEW))
ALWAYS = (("language", Action.SWITCH_LANGUAGE), ("help", Action.HELP))


def commands_of(actor: Actor) -> Sequence[str]:
    """The commands this actor may use, in the order of the menu."""
    return [name for name, action in (*EVERYBODY, *STAFF, *ALWAYS) if allowed(actor, action)]


def show_commands(turn: Turn) -> None:
    """Set this chat's menu by role and language."""
    commands = [
        {"command": name, "description": turn.rooms.renderer.label(Button(f"people.command_{name}"), turn.language)}
        for name in commands_of(turn.actor)
    ]
    turn.call("setMyCommands", {"commands": commands, "scope": {"type": "chat", "chat_id": turn.chat.id}})
