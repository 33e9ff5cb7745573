"""What everybody may ask at any time: home, to-do, language, help, consent, going on with a draft."""

from __future__ import annotations

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people import consent
from bot.people.commands import commands_of, show_commands
from domain.people import ASKED_SEPARATELY, Action, Language, RolesChanged, switch_language

door = Router()


@door.command("start", action=Action.HOME)
async def start(turn: Turn, *_: str) -> None:
    """Show the home card, and the menu that this person's roles call for."""
    show_commands(turn)
    await turn.tool("home").show(turn)


@door.command("home", "todo", action=Action.HOME)
@door.press("home", action=Action.HOME)
async def home(turn: Turn, *_: str) -> None:
    """Show the home card."""
    await turn.tool("home").show(turn)


@door.command("language", action=Action.SWITCH_LANGUAGE)
async def languages(turn: Turn, *_: str) -> None:
    """Offer the languages."""
    choices = [[Button(f"people.language_{language}", f"language:{language}") for language in Language]]
    turn.show(Screen(Text("people/languages"), choices))


@door.press("language", action=Action.SWITCH_LANGUAGE)
async def language(turn: Turn, chosen: str = "", *_: str) -> None:
    """Talk in the chosen language from now on."""
    if chosen not in set(Language):
        turn.toast(Text("engine/press_old"))
        return
    await switch_language(turn.work, turn.actor, Language(chosen))
    turn.chat.language = chosen
    show_commands(turn)
    await turn.tool("home").show(turn)


@door.command("help", action=Action.HELP)
@door.press("help", action=Action.HELP)
async def help_(turn: Turn, *_: str) -> None:
    """Say what can be done here and whom to ring."""
    facts = {"commands": commands_of(turn.actor), "centre": turn.tool("settings").centre}
    turn.show(Screen(Text("people/help", facts), [[Button("people.home", "home")]]))


@door.press("agree", action=Action.CONSENT)
async def agree(turn: Turn, kind: str = "", goal: str = "", *words: str) -> None:
    """Keep a consent and go on with what it was asked for."""
    # A button of an older release, or a forged one.
    if kind not in set(ASKED_SEPARATELY) or goal not in turn.tool("goals"):
        turn.toast(Text("engine/press_old"))
        return
    await consent.agree(turn, kind)
    await turn.tool("goals")[goal](turn, *words)


@door.press("disagree", action=Action.CONSENT)
async def disagree(turn: Turn, *_: str) -> None:
    """Say what not agreeing means."""
    turn.show(Screen(Text("people/disagreed"), [[Button("people.home", "home")]]))


@door.press("resume", action=Action.HOME)
async def resume(turn: Turn, name: str = "", *_: str) -> None:
    """Go on with a draft that was put aside."""
    if turn.conversation.take_up(name):
        await turn.tool("dialogues").show(turn)
    else:
        turn.toast(Text("engine/press_old"))


@door.event(RolesChanged)
async def roles_changed(turn: Turn, _event: RolesChanged) -> None:
    """Tell a person of roles granted or withdrawn."""
    show_commands(turn)
    await turn.tool("home").show(turn, Text("people/roles_changed", {"roles": sorted(turn.actor.roles)}))


async def not_understood(turn: Turn) -> None:
    """What nothing else answered: say so, and show the way."""
    if turn.update and turn.update.press:
        turn.toast(Text("engine/press_old"))
    elif turn.update and turn.update.message:
        await turn.tool("home").show(turn, Text("people/not_understood"))
