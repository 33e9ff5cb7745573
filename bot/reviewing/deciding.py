"""The presses on a review card: look closer, approve, return, reject, put back."""

from __future__ import annotations

from bot.engine.message import Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.reviewing import queueing, rejecting, returning
from bot.reviewing.card import show_card, show_materials
from bot.reviewing.decided import show_decided
from bot.reviewing.holding import attempt, hold
from bot.reviewing.shown import Shown
from domain import reviewing
from domain.people import Action
from domain.reviewing import Decision, approve, full_id, release

router = Router()


@router.press("approve", action=Action.REVIEW_DECIDE)
async def approve_pressed(turn: Turn, *words: str) -> None:
    """Pass it, at once."""
    await attempt(turn, Shown.read(words), _approve)


async def _approve(turn: Turn, shown: Shown) -> None:
    held = await hold(turn, shown)
    application = await approve(turn.work, turn.actor, Decision(shown.application_id, held.version))
    await show_decided(turn, application)


@router.press("send_back", action=Action.REVIEW_DECIDE)
async def return_pressed(turn: Turn, *words: str) -> None:
    """Ask which fields are to be mended, and why. Raises `TooManyReturns`."""
    await attempt(turn, Shown.read(words), returning.begin)


@router.press("reject", action=Action.REVIEW_DECIDE)
async def reject_pressed(turn: Turn, *words: str) -> None:
    """Ask for the reason."""
    await attempt(turn, Shown.read(words), rejecting.begin)


@router.press("full_id", action=Action.VIEW_FULL_ID)
async def full_id_pressed(turn: Turn, *words: str) -> None:
    """Name, number and phone in full, for this press only; the look is written down."""
    await attempt(turn, Shown.read(words), _show_full_id)


async def _show_full_id(turn: Turn, shown: Shown) -> None:
    held = await hold(turn, shown)
    number = await full_id(turn.work, turn.actor, shown.application_id)
    stated = held.particulars
    facts = {"name": stated.identity.name, "kind": stated.identity.kind, "number": number, "phone": stated.phone}
    # As an alert that closes, and not in the chat, where it would stay (facts §12).
    turn.toast(Text("reviewing/full_id", facts), alert=True)
    if Shown.of(held) != shown:
        await show_card(turn, held, in_place=True)


@router.press("materials", action=Action.REVIEW_CLAIM)
async def materials_pressed(turn: Turn, *words: str) -> None:
    """Turn to the second side of the card, or to its next page."""
    page = int(words[2]) if len(words) > 2 and words[2] in {"0", "1", "2", "3"} else 0  # noqa: PLR2004

    async def turn_over(turn: Turn, shown: Shown) -> None:
        await show_materials(turn, await hold(turn, shown), page)

    await attempt(turn, Shown.read(words), turn_over)


@router.press("card", action=Action.REVIEW_CLAIM)
async def card_pressed(turn: Turn, *words: str) -> None:
    """Back to the first side of the card."""

    async def turn_back(turn: Turn, shown: Shown) -> None:
        await show_card(turn, await hold(turn, shown), in_place=True)

    await attempt(turn, Shown.read(words), turn_back)


@router.press("put_back", action=Action.REVIEW_CLAIM)
async def put_back_pressed(turn: Turn, *words: str) -> None:
    """Give it back to the queue, for others or for later."""
    await attempt(turn, Shown.read(words), _put_back)


async def _put_back(turn: Turn, shown: Shown) -> None:
    application = await turn.work.registration.application(shown.application_id)
    holder, until = application.claimed_by, application.claimed_until
    if until is not None and holder != turn.actor.person_id:
        raise reviewing.refusals.ClaimedByOther(until)
    turn.toast(Text("reviewing/put_back"))
    if holder is not None:
        await release(turn.work, turn.actor, shown.application_id)
        await queueing.show_queue(turn)
