"""What everybody may ask at any time: home, to-do, language, help, consent, going on with a draft."""

from __future__ import annotations

import re

from bot.engine.delivery import MessageLost, ReachChanged
from bot.engine.dialogue.asking import RESUME
from bot.engine.gathering import declines
from bot.engine.incoming import Said
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people import consent
from bot.people.commands import commands_of, show_commands
from bot.people.presses import AGREE, DISAGREE, HELP, HOME, LANGUAGE, LANGUAGES, TO_HOME
from domain.people import Action, ConsentKind, RolesChanged, note_reachable, switch_language

LANGUAGES_A_ROW = 3
LIKE_AN_ID = re.compile(r"\d(?:[ -]?\d){13,16}(?:[ -]?[\dXx])?")  # 15 or 18 characters, however they are grouped
door = Router()


@door.command("start", action=Action.HOME)
async def start(turn: Turn) -> None:
    """Show the home card, and the menu that this person's roles call for."""
    await turn.services.home.show(turn)
    show_commands(turn)


@door.command("home", "todo", action=Action.HOME)
@door.on(HOME, action=Action.HOME)
async def home(turn: Turn) -> None:
    """Show the home card."""
    await turn.services.home.show(turn)


@door.command("language", action=Action.SWITCH_LANGUAGE)
@door.on(LANGUAGES, action=Action.SWITCH_LANGUAGE)
async def languages(turn: Turn) -> None:
    """Offer every language that there are texts in."""
    locales = turn.services.renderer.locales.values()
    buttons = [Button("people.language", LANGUAGE(language=locale.code), {"locale": locale}) for locale in locales]
    rows = [buttons[n : n + LANGUAGES_A_ROW] for n in range(0, len(buttons), LANGUAGES_A_ROW)]
    turn.show(Screen(Text("people/languages"), rows))


@door.on(LANGUAGE, action=Action.SWITCH_LANGUAGE)
async def switch(turn: Turn, language: str) -> None:
    """Talk in the chosen language from now on."""
    if language not in turn.services.renderer.locales:
        turn.toast(Text("engine/press_old"))
        return
    await switch_language(turn.work, turn.actor, language)
    turn.chat.language = language
    await turn.services.home.show(turn)
    show_commands(turn)


@door.command("help", action=Action.HELP)
@door.on(HELP, action=Action.HELP)
async def help_(turn: Turn) -> None:
    """Say what can be done here and whom to ring."""
    facts = {"commands": commands_of(turn.actor), "centre": turn.settings.centre}
    turn.show(Screen(Text("people/help", facts), [[TO_HOME]]))


@door.on(AGREE, action=Action.CONSENT)
async def agree(turn: Turn, kind: ConsentKind, goal: str, about: int | None) -> None:
    """Keep a consent and go on with what it was asked for."""
    # A button of an older release, or a forged one.
    if goal not in turn.services.goals:
        turn.toast(Text("engine/press_old"))
        return
    await consent.agree(turn, kind)
    await turn.services.goals[goal](turn, about)


@door.on(DISAGREE, action=Action.CONSENT)
async def disagree(turn: Turn) -> None:
    """Say what not agreeing means."""
    turn.show(Screen(Text("people/disagreed"), [[TO_HOME]]))


@door.on(RESUME, action=Action.HOME)
async def resume(turn: Turn, dialogue: str) -> None:
    """Go on with a draft that was put aside."""
    if turn.conversation.take_up(dialogue):
        await turn.services.dialogues.show(turn)
    else:
        turn.toast(Text("engine/press_old"))


@door.event(RolesChanged)
async def roles_changed(turn: Turn, _event: RolesChanged) -> None:
    """Tell a person of roles granted or withdrawn."""
    await turn.services.home.show(turn, Text("people/roles_changed", {"roles": sorted(turn.actor.roles)}))
    show_commands(turn)


@door.event(ReachChanged)
async def reach_changed(turn: Turn, event: ReachChanged) -> None:
    """Telegram's answer to a message has shown whether this person can be written to: staff see it."""
    await note_reachable(turn.work, turn.chat.id, reachable=event.reachable)


@door.event(MessageLost)
async def message_lost(turn: Turn, _event: MessageLost) -> None:
    """Say that a message could not be read any more, and how to see where things stand."""
    turn.send(Screen(Text("engine/message_lost")))


async def not_understood(turn: Turn) -> None:
    """What nothing else answered: say so, and show the way."""
    if turn.update and turn.update.press:
        turn.toast(Text("engine/press_old"))
    elif turn.update and turn.update.message and turn.update.message.edited_at is not None:
        await _edited(turn, turn.update.message)
    elif turn.update and turn.update.message:
        await turn.services.home.show(turn, Text("people/not_understood"))


async def _edited(turn: Turn, message: Said) -> None:
    """No question waits for it: say how to change something. A number like that of an ID card does not stay."""
    if LIKE_AN_ID.search(message.text or ""):
        turn.delete_heard()
    if declines(turn, message):
        await turn.services.home.show(turn, Text("people/edited"))
