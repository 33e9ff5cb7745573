"""What follows from an answer at once: what it rules out is said before anything more is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.engine.dialogue import View
from bot.registration.answers import refuse_held
from bot.registration.draft import given
from bot.registration.offers import refuse_taken
from bot.registration.reminders import remind_of_closing
from domain.local import local_date
from domain.registration import Policy, refusals, rules
from domain.standards import is_open

if TYPE_CHECKING:
    from bot.registration.questions import Draft


async def offer_chosen(view: View) -> None:
    """Remind before it closes. Raises `AlreadyApplied`, `HigherHeld`, `RegistrationClosed`."""
    # Now, before nine more questions are answered for nothing.
    await refuse_taken(view)
    refuse_held(view.draft)
    batch = await view.turn.work.standards.batch_to_read(view.draft.offer.batch_id, view.turn.work.now)
    if not is_open(batch, view.turn.work.now):
        raise refusals.RegistrationClosed(batch.closes_at)
    remind_of_closing(view.turn, batch)


async def old_enough(view: View) -> None:
    """The age on the closing day; a resident number tells the sex, too. Raises `TooYoung`."""
    draft: Draft = view.draft
    batch = await view.turn.work.standards.batch_to_read(given(draft.offer).batch_id, view.turn.work.now)
    rules.check_age(given(draft.born_on), local_date(batch.closes_at), view.turn.work.settings_of(Policy).min_age)
    # Not asked where the number tells it: one question less, and no contradiction (facts §2.2).
    if draft.by_resident_card:
        draft.sex = rules.sex_of(given(draft.id_number))


async def prior_not_held(view: View) -> None:
    """Raises `HigherHeld`."""
    refuse_held(view.draft)
