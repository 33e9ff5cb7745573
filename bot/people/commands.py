"""The "/" menu: what each role can ask for, in the language of the chat."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.message import Button
from bot.engine.turn import Turn
from domain.people import Action, Actor, allowed

EVERYBODY = (
    ("start", Action.HOME),
    ("todo", Action.HOME),
    ("status", Action.VIEW_OWN_APPLICATION),
    ("ticket", Action.VIEW_OWN_TICKET),
    ("follow", Action.FOLLOW),
    ("score", Action.VIEW_OWN_SCORE),
    ("public", Action.VIEW_PUBLIC_LIST),
    ("certificate", Action.VIEW_OWN_CERTIFICATE),
    ("verify", Action.VERIFY_CERTIFICATE),
)
STAFF = (
    ("queue", Action.REVIEW_QUEUE),
    ("board", Action.VIEW_BOARD),
    ("batch", Action.PLAN_BATCH),
    ("import", Action.IMPORT_APPLICATIONS),
    ("overview", Action.OVERVIEW),
    ("duties", Action.ANSWER_DUTY),
    ("checkin", Action.CHECK_IN),
    ("room", Action.RUN_SITTING),
    ("mark", Action.MARK),
    ("entry", Action.ENTER_THEORY),
    ("scores", Action.VIEW_SCORES),
    ("rechecks", Action.VIEW_SCORES),
    ("certificates", Action.END_CERTIFICATE),
    ("archive", Action.ARCHIVE),
    ("stats", Action.VIEW_STATISTICS),
)
ALWAYS = (("language", Action.SWITCH_LANGUAGE), ("help", Action.HELP))


def commands_of(actor: Actor) -> Sequence[str]:
    """The commands this actor may use, in the order of the menu."""
    return [name for name, action in (*EVERYBODY, *STAFF, *ALWAYS) if allowed(actor, action)]


def show_commands(turn: Turn) -> None:
    """Set this chat's menu by role and language; asked for after the answer, which never waits for it."""
    commands = [
        {"command": name, "description": turn.services.renderer.label(Button(f"people.command_{name}"), turn.language)}
        for name in commands_of(turn.actor)
    ]
    # By chat: the same bot shows a candidate four commands and a planner a dozen.
    turn.decorate("setMyCommands", {"commands": commands, "scope": {"type": "chat", "chat_id": turn.chat.id}})
