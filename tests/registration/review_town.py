"""Applications in the town without the candidate's dialogue: handed in by the use case, photo and consents included."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from bot.staff import appoint_chat, work_at
from domain.people import NEEDED_TO_REGISTER, Actor, Consent, Person, Role, actor_of, meet
from domain.registration import Application, Identity, IdKind, Resubmit, Sex, Submit, resubmit, submit
from storage.work import StoredWork
from tests.documents.samples import portrait, saved
from tests.registration.examples import LI, ZHANG, particulars, with_check
from tests.town import Town

ELECTRICIAN = 1
WANG = Identity("王强", IdKind.RESIDENT, with_check("44030519920815001"), date(1992, 8, 15), Sex.MALE)
IDENTITIES = {1001: ZHANG, 1002: LI, 2001: WANG}


async def hand_in(town: Town, chat_id: int = 1001, **changes: Any) -> int:
    """An application of that person for electrician, level 4; returns its number."""
    await town.person(chat_id).say("/start")
    await town.settle()
    photo = await town.centre.parts.files.put(saved(portrait(background=(255, 255, chat_id % 256))))
    stated = particulars(**{"identity": IDENTITIES[chat_id], "photo": photo} | changes)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        actor = await _consenting(work, chat_id)
        application = await submit(work, actor, Submit(ELECTRICIAN, 4, stated))
    await town.settle()
    return application.id or 0


async def mend(town: Town, application_id: int, **changes: Any) -> None:
    """Hand a returned application in again, mended."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        found = await work.registration.application(application_id)
        stated = dataclasses.replace(found.particulars, **changes)
        owner = await actor_of(work, await work.people.person(found.person_id))
        await resubmit(work, owner, Resubmit(application_id, found.version, stated))
    await town.settle()


async def application(town: Town, application_id: int) -> Application:
    """As it stands in the database."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return await work.registration.application(application_id)


async def appoint(town: Town, chat_id: int, role: Role) -> None:
    """Give somebody a role more."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await appoint_chat(work, chat_id, role, "appointed")
    await town.settle()


async def _consenting(work: StoredWork, chat_id: int) -> Actor:
    person: Person = await meet(work, chat_id, "met")
    await work.people.flush()
    for kind in NEEDED_TO_REGISTER:
        work.people.add(Consent(person.id or 0, kind, "1", "00", work.now))
    await work.people.flush()
    return await actor_of(work, person)
