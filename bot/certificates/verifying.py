"""Is this certificate genuine? Anybody may ask: by its code, or by its number."""

from __future__ import annotations

from bot.certificates.presses import VERIFIED, VERIFY
from bot.certificates.printed import verified_facts
from bot.engine.dialogue import Ask, View, single
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from domain.certificates import Verified, parse_number, verify_number, verify_token
from domain.people import Action

router = Router()


@router.link("verify", action=Action.VERIFY_CERTIFICATE)
async def scanned(turn: Turn, token: str) -> None:
    """The code of a certificate."""
    show(turn, await verify_token(turn.work, token))


@router.on(VERIFIED, action=Action.VERIFY_CERTIFICATE)
async def pressed(turn: Turn, token: str) -> None:
    """What others see of it."""
    show(turn, await verify_token(turn.work, token))


@router.command("verify", action=Action.VERIFY_CERTIFICATE, hears=True)
async def verify(turn: Turn, said: str) -> None:
    """By the number behind the command; without one, ask for it."""
    if said:
        # Twenty-two characters are typed in groups, as they are read from the paper.
        show(turn, await verify_number(turn.work, "".join(said.split())))
    else:
        await begin(turn)


@router.on(VERIFY, action=Action.VERIFY_CERTIFICATE)
async def begin(turn: Turn) -> None:
    """Ask for the number."""
    await turn.services.dialogues.ask(turn, asking.name)


def show(turn: Turn, verified: Verified) -> None:
    """The answer, as a new message: whoever asks compares it with the paper."""
    facts = verified_facts(verified, turn.settings.centre.phone)
    rows = [[Button("certificates.verify_other", VERIFY()), TO_HOME]]
    turn.show(Screen(Text("certificates/verified", facts), rows), afresh=True)


def _number(text: str, _view: View) -> str:
    return parse_number(text)


async def _asked(turn: Turn, _about: int, number: str) -> None:
    show(turn, await verify_number(turn.work, number))


asking = single("certificates.verifying", Ask(name="number", check=_number), _asked, Action.VERIFY_CERTIFICATE)
