"""The presses on a review card: look closer, approve, return, reject, put back."""

from __future__ import annotations

from bot.engine.message import Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.reviewing import queueing, rejecting, returning
from bot.reviewing.card import show_card, show_materials
from bot.reviewing.decided import show_decided
from bot.reviewing.holding import attempt, hold
from bot.reviewing.presses import APPROVE, CARD, FULL_ID, MATERIALS, PUT_BACK, REJECT, SEND_BACK
from bot.reviewing.shown import Shown
from domain import reviewing
from domain.people import Action
from domain.reviewing import Decision, approve, full_id, release

router = Router()


@router.on(APPROVE, action=Action.REVIEW_DECIDE)
async def approve_pressed(turn: Turn, application: int, version: int) -> None:
    """Pass it, at once."""
    await attempt(turn, Shown(application, version), _approve)


async def _approve(turn: Turn, shown: Shown) -> None:
    held = await hold(turn, shown)
    await show_decided(turn, await approve(turn.work, turn.actor, Decision(shown.application_id, held.version)))


@router.on(SEND_BACK, action=Action.REVIEW_DECIDE)
async def return_pressed(turn: Turn, application: int, version: int) -> None:
    """Ask which fields are to be mended, and why. Raises `TooManyReturns`."""
    await attempt(turn, Shown(application, version), returning.begin)


@router.on(REJECT, action=Action.REVIEW_DECIDE)
async def reject_pressed(turn: Turn, application: int, version: int) -> None:
    """Ask for the reason."""
    await attempt(turn, Shown(application, version), rejecting.begin)


@router.on(FULL_ID, action=Action.VIEW_FULL_ID)
async def full_id_pressed(turn: Turn, application: int, version: int) -> None:
    """Name, number and phone in full, for this press only; the look is written down."""
    await attempt(turn, Shown(application, version), _show_full_id)


async def _show_full_id(turn: Turn, shown: Shown) -> None:
    held = await hold(turn, shown)
    number = await full_id(turn.work, turn.actor, shown.application_id)
    stated = held.particulars
    facts = {"name": stated.identity.name, "kind": stated.identity.kind, "number": number, "phone": stated.phone}
    # As an alert that closes, and not in the chat, where it would stay (facts §12).
    turn.toast(Text("reviewing/full_id", facts), alert=True)
    if Shown.of(held) != shown:
        await show_card(turn, held, in_place=True)


@router.on(MATERIALS, action=Action.REVIEW_CLAIM)
async def materials_pressed(turn: Turn, application: int, version: int, page: int) -> None:
    """Turn to the second side of the card, or to its next page."""

    async def turn_over(turn: Turn, shown: Shown) -> None:
        await show_materials(turn, await hold(turn, shown), page)

    await attempt(turn, Shown(application, version), turn_over)


@router.on(CARD, action=Action.REVIEW_CLAIM)
async def card_pressed(turn: Turn, application: int, version: int) -> None:
    """Back to the first side of the card."""

    async def turn_back(turn: Turn, shown: Shown) -> None:
        await show_card(turn, await hold(turn, shown), in_place=True)

    await attempt(turn, Shown(application, version), turn_back)


@router.on(PUT_BACK, action=Action.REVIEW_CLAIM)
async def put_back_pressed(turn: Turn, application: int, version: int) -> None:
    """Give it back to the queue, for others or for later."""
    await attempt(turn, Shown(application, version), _put_back)


async def _put_back(turn: Turn, shown: Shown) -> None:
    application = await turn.work.registration.application(shown.application_id)
    holder, until = application.claimed_by, application.claimed_until
    if until is not None and holder != turn.actor.person_id:
        raise reviewing.refusals.ClaimedByOther(until)
    turn.toast(Text("reviewing/put_back"))
    if holder is not None:
        await release(turn.work, turn.actor, shown.application_id)
        await queueing.show_queue(turn)
