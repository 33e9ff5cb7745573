"""Is this certificate genuine? Anybody may ask: by its code, or by its number."""

from __future__ import annotations

from dataclasses import dataclass

from bot.certificates.printed import verified_facts
from bot.engine.dialogue import Ask, Dialogue, View
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from domain.certificates import EXAMPLE, NumberFormat, Verified, parse_number, verify_number, verify_token
from domain.people import Action

router = Router()


@dataclass
class Asking:
    """The draft of a verification."""

    number: str | None = None


@router.link("verify", action=Action.VERIFY_CERTIFICATE)
async def scanned(turn: Turn, token: str = "", *_: str) -> None:
    """The code of a certificate."""
    show(turn, await verify_token(turn.work, token))


@router.press("verified", action=Action.VERIFY_CERTIFICATE)
async def pressed(turn: Turn, token: str = "", *_: str) -> None:
    """What others see of it."""
    show(turn, await verify_token(turn.work, token))


@router.command("verify", action=Action.VERIFY_CERTIFICATE, hears=True)
async def verify(turn: Turn, said: str) -> None:
    """By the number behind the command; without one, ask for it."""
    if said:
        show(turn, await verify_number(turn.work, "".join(said.split())))
    else:
        await begin(turn)


@router.press("verify", action=Action.VERIFY_CERTIFICATE)
async def begin(turn: Turn, *_: str) -> None:
    """Ask for the number."""
    await turn.services.dialogues.restart(turn, asking.name, Asking(), again=())


def show(turn: Turn, verified: Verified) -> None:
    """The answer, as a new message: whoever asks compares it with the paper."""
    facts = verified_facts(verified, turn.settings.centre.phone)
    rows = [[Button("certificates.verify_other", "verify"), Button("people.home", "home")]]
    turn.show(Screen(Text("certificates/verified", facts), rows), afresh=True)


def _number(text: str, _view: View) -> str:
    return parse_number(text)


async def _asked(turn: Turn, draft: Asking) -> None:
    if draft.number is None:
        raise NumberFormat(EXAMPLE)
    show(turn, await verify_number(turn.work, draft.number))


asking = Dialogue(
    name="verifying",
    area="certificates",
    draft=Asking,
    steps=[Ask(name="number", check=_number)],
    finish=_asked,
    action=Action.VERIFY_CERTIFICATE,
)
