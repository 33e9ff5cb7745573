"""What is told to a candidate without being asked: results of the review, and time that runs out."""

from __future__ import annotations

from bot.engine.dialogue.asking import RESUME
from bot.engine.message import Button, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from bot.registration.dialogue import registration
from bot.registration.reminders import DraftClosing
from bot.registration.standing import facts_of
from bot.registration.status import draft_facts, look_button, mending_buttons
from domain.registration import ApplicationEvent, Approved, MendingDue, Rejected, Returned, Status, own_application

news = Router()


@news.event(Returned)
async def returned(turn: Turn, event: Returned) -> None:
    """Fields to mend, said at once."""
    await _tell(turn, event, Status.RETURNED, "registration/returned")


@news.event(MendingDue)
async def mending_due(turn: Turn, event: MendingDue) -> None:
    """The time to mend ends soon, and it is not mended."""
    await _tell(turn, event, Status.RETURNED, "registration/mending_due")


@news.event(Approved)
async def approved(turn: Turn, event: Approved) -> None:
    """That the application was approved, as long as it is."""
    await _tell(turn, event, Status.APPROVED, "registration/approved")


@news.event(Rejected)
async def rejected(turn: Turn, event: Rejected) -> None:
    """That the application was rejected, with the reasons."""
    await _tell(turn, event, Status.REJECTED, "registration/rejected")


@news.event(DraftClosing)
async def draft_closing(turn: Turn, event: DraftClosing) -> None:
    """Registration closes soon, and the draft is still one."""
    facts = await draft_facts(turn, registration)
    if facts and facts["registering"] and facts["batch"].id == event.batch_id:
        resume = Button("registration.resume", RESUME(dialogue=registration.name), facts)
        turn.say(Text("registration/draft_closing", facts), [[resume]])


async def _tell(turn: Turn, event: ApplicationEvent, expected: Status, text: str) -> None:
    """Tell it, unless the application has moved on since."""
    application = await own_application(turn.work, turn.actor, event.application_id)
    if application.status is expected:
        rows = mending_buttons(application) or [[look_button(application), TO_HOME]]
        turn.say(Text(text, await facts_of(turn, application)), rows)
