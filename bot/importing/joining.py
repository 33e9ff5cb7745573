"""The candidate's side: whom a school or an employer enrolled joins by their telephone and the paper's last digits."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.dialogue import Ask, Dialogue, OwnContact
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.importing.presses import JOIN
from bot.people import consent
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.registration import answers
from bot.registration.draft import given
from bot.registration.presses import REGISTER
from bot.registration.refusals import ForeignContact
from bot.registration.standing import facts_of
from bot.registration.status import look_button, mending_buttons
from domain.importing import Join, join, joinable
from domain.people import Action

ORDER = 59
AGAIN = Button("importing.join_again", JOIN())
router = Router()


@dataclass(repr=False)
class JoinDraft:
    """The answers so far."""

    own_phone: str | None = None
    digits: str | None = None


async def begin(turn: Turn, _about: int | None = None) -> None:
    """Consent first, then the two questions."""
    if await consent.ensure(turn, then="join"):
        await turn.services.dialogues.start(turn, joining.name)


@router.on(JOIN, action=Action.REGISTER)
async def press(turn: Turn) -> None:
    """The same by a button."""
    await begin(turn)


async def finish(turn: Turn, draft: JoinDraft) -> None:
    """The application found, with the photo as the next step; or that nothing fits."""
    application = await join(turn.work, turn.actor, Join(given(draft.own_phone), given(draft.digits)))
    if application is None:
        register = Button("registration.register", REGISTER())
        turn.show(Screen(Text("importing/not_joined"), [[AGAIN], [register], [TO_HOME]]))
        return
    rows = [*mending_buttons(application), [look_button(application), TO_HOME]]
    turn.show(Screen(Text("importing/joined", await facts_of(turn, application)), rows))


async def section(turn: Turn) -> Section | None:
    """The way in, while somebody is awaited in an open batch."""
    if turn.actor.is_staff or not await joinable(turn.work, turn.actor):
        return None
    return Section(Text("importing/home_join"), [[Button("importing.join", JOIN())]], ORDER)


joining = Dialogue(
    name="joining",
    area="importing",
    draft=JoinDraft,
    steps=[
        OwnContact(name="own_phone", check=answers.phone, foreign=ForeignContact),
        Ask(name="digits", check=lambda text, _view: text, sealed=True),
    ],
    finish=finish,
    action=Action.REGISTER,
    entry=JOIN(),
)
