"""What a candidate can ask about registration: begin, look, withdraw, mend."""

from __future__ import annotations

from bot.engine.dialogue.asking import RESUME
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people import consent
from bot.people.presses import TO_HOME
from bot.registration.dialogue import mending, registration
from bot.registration.form import draft_of, returned
from bot.registration.invited import begin_in, invited_to
from bot.registration.offers import target_of
from bot.registration.presses import (
    DISCARD,
    DISCARD_SURE,
    LOOK,
    LOOK_AT_PHOTO,
    MEND,
    MEND_LATER,
    REGISTER,
    WITHDRAW,
    WITHDRAW_SURE,
)
from bot.registration.reminders import forget_closing, remind_tomorrow
from bot.registration.standing import facts_of
from bot.registration.status import draft_facts, mending_buttons, withdraw_button
from domain.people import Action
from domain.registration import FINAL, Application, Status, own_application, own_applications, refusals, withdraw
from domain.standards import offers

MOST_OTHERS = 5
GO_ON = Button("engine.resume", RESUME(dialogue=registration.name))
router = Router()


async def begin(turn: Turn, about: int | None = None) -> None:
    """Consent first, then the questions, or where a draft has come to; `about` is the batch a notice led to."""
    led_to = await invited_to(turn, about) if about is not None else None
    # The goal goes with the consent, so that a yes leads on to what was asked for.
    if not await consent.ensure(turn, then="register", about=about):
        return
    if led_to is not None:
        await begin_in(turn, led_to)
    elif turn.conversation.draft_of(registration.name) or await offers(turn.work):
        await turn.services.dialogues.start(turn, registration.name)
    else:
        turn.show(Screen(Text("registration/nothing_open"), [[TO_HOME]]))


@router.command("register", action=Action.REGISTER)
async def register(turn: Turn) -> None:
    """Go on with a draft, or begin where something is open."""
    await begin(turn)


@router.on(REGISTER, action=Action.REGISTER)
async def register_in(turn: Turn, batch: int | None) -> None:
    """Register now, for the batch that the button names, if it names one."""
    await begin(turn, batch)


@router.on(DISCARD, action=Action.REGISTER)
async def discard(turn: Turn) -> None:
    """Throw the draft away? Asked once."""
    facts = await draft_facts(turn, registration)
    if facts is None:
        await turn.services.home.show(turn)
        return
    sure = Button("registration.discard_sure", DISCARD_SURE())
    turn.show(Screen(Text("registration/discard", facts), [[GO_ON], [sure]]))


@router.on(DISCARD_SURE, action=Action.REGISTER)
async def discard_sure(turn: Turn) -> None:
    """Throw the draft away."""
    turn.conversation.forget(registration.name)
    forget_closing(turn)
    await turn.services.home.show(turn)


@router.command("status", action=Action.VIEW_OWN_APPLICATION)
async def status(turn: Turn) -> None:
    """The newest application, or the home card where there is none."""
    mine = await own_applications(turn.work, turn.actor)
    if mine:
        await _show(turn, mine[0])
    else:
        await turn.services.home.show(turn)


@router.on(LOOK, action=Action.VIEW_OWN_APPLICATION)
async def look(turn: Turn, application: int) -> None:
    """One application: its timeline, and what was filled in."""
    await _show(turn, await own_application(turn.work, turn.actor, application))


@router.on(LOOK_AT_PHOTO, action=Action.VIEW_OWN_APPLICATION)
async def look_at_photo(turn: Turn, application: int) -> None:
    """The photo handed in."""
    stated = (await own_application(turn.work, turn.actor, application)).particulars
    turn.send(Screen(Text("registration/photo_handed_in"), photo=stated.photo))


@router.on(WITHDRAW, action=Action.WITHDRAW_OWN)
async def ask_to_withdraw(turn: Turn, application: int) -> None:
    """Withdraw? Asked once, with what it means. Raises `AlreadyDecided`."""
    own = await own_application(turn.work, turn.actor, application)
    _refuse_decided(own)
    sure = Button("registration.withdraw_sure", WITHDRAW_SURE(application=application))
    keep = Button("registration.withdraw_not", LOOK(application=application))
    turn.show(Screen(Text("registration/withdraw", await facts_of(turn, own)), [[keep], [sure]]))


@router.on(WITHDRAW_SURE, action=Action.WITHDRAW_OWN)
async def withdraw_sure(turn: Turn, application: int) -> None:
    """Withdraw for good, and forget what was being mended. Raises `AlreadyDecided`."""
    withdrawn = await withdraw(turn.work, turn.actor, application)
    turn.conversation.forget(mending.name)
    note = Text("registration/withdrawn", await facts_of(turn, withdrawn))
    await turn.services.home.show(turn, note)


@router.on(MEND, action=Action.MEND_OWN)
async def mend(turn: Turn, application: int) -> None:
    """Ask again for what was returned, or go on with that. Raises `AlreadyDecided`, `MendingOver`."""
    own = await own_application(turn.work, turn.actor, application)
    _refuse_past_mending(turn, own)
    batch = await turn.work.standards.batch_to_read(own.batch_id, turn.work.now)
    draft = draft_of(own, target_of(turn.work, batch, own.level))
    begun = await draft_facts(turn, mending)
    # What was mended so far goes on, unless the application was returned again meanwhile.
    if begun and begun["draft"].mends == draft.mends:
        await turn.services.dialogues.start(turn, mending.name)
        return
    # Only what was returned is asked; the rest stands in the draft and cannot be changed (facts §2.5).
    await turn.services.dialogues.restart(turn, mending.name, draft, returned(draft))


@router.on(MEND_LATER, action=Action.MEND_OWN)
async def mend_later(turn: Turn, application: int) -> None:
    """Be reminded of it tomorrow. Raises `AlreadyDecided`, `MendingOver`, `TooLateToRemind`."""
    own = await own_application(turn.work, turn.actor, application)
    _refuse_past_mending(turn, own)
    due_at = remind_tomorrow(turn, own)
    turn.toast(Text("registration/reminding", {"due_at": due_at}))


async def _show(turn: Turn, application: Application) -> None:
    others = [other for other in await own_applications(turn.work, turn.actor) if other.id != application.id]
    photo = Button("registration.photo", LOOK_AT_PHOTO(application=application.id))
    row = [*([photo] if application.particulars.photo else []), *withdraw_button(application)]
    deeds = [*mending_buttons(application), *([row] if row else [])]
    former = [await _other(turn, other) for other in others[:MOST_OTHERS]]
    turn.show(Screen(Text("registration/mine", await facts_of(turn, application)), [*deeds, *former, [TO_HOME]]))


async def _other(turn: Turn, application: Application) -> list[Button]:
    facts = await facts_of(turn, application)
    return [Button("registration.other_application", LOOK(application=application.id), facts)]


def _refuse_decided(application: Application) -> None:
    if application.status in FINAL:
        raise refusals.AlreadyDecided(application.status)


def _refuse_past_mending(turn: Turn, application: Application) -> None:
    if application.status is not Status.RETURNED:
        raise refusals.AlreadyDecided(application.status)
    if application.due_at is not None and turn.work.now >= application.due_at:
        raise refusals.MendingOver(application.due_at)
