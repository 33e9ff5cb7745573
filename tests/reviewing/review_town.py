"""Applications in the town without the candidate's dialogue, and what a reviewer's chat holds."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import date
from typing import Any

from bot.app.staff import work_at
from domain.people import NEEDED_TO_REGISTER, Actor, Consent, Person, Role, actor_of, appoint_chat, meet
from domain.registration import Application, Identity, IdKind, Resubmit, Sex, Status, Submit, resubmit, submit
from sandbox import Someone
from storage.work import StoredWork
from tests.documents.samples import portrait, saved
from tests.registration.examples import LI, ZHANG, particulars, with_check
from tests.town import PATIENCE, Town

ELECTRICIAN = 1
WANG = Identity("王强", IdKind.RESIDENT, with_check("44030519920815001"), date(1992, 8, 15), Sex.MALE)
IDENTITIES = {1001: ZHANG, 1002: LI, 2001: WANG}


async def hand_in(town: Town, chat_id: int = 1001, **changes: Any) -> int:
    """An application of that person for electrician, level 4; returns its number."""
    await (await town.person(chat_id).say("/start")).sees("您好")
    photo = await town.centre.parts.files.put(saved(portrait(background=(255, 255, chat_id % 256))))
    stated = particulars(**{"identity": IDENTITIES[chat_id], "photo": photo} | changes)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        actor = await _consenting(work, chat_id)
        application = await submit(work, actor, Submit(ELECTRICIAN, 4, stated))
    await town.settle()
    return application.id


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
        work.people.give(Consent(person.id, kind, "1", "00", work.now))
    await work.people.flush()
    return await actor_of(work, person)


async def photos(someone: Someone) -> int:
    """How many photos stand in the chat."""
    await someone.look()
    return _photos(someone)


def _photos(someone: Someone) -> int:
    return sum("photo" in seen.message for seen in someone.chat.messages.values())


async def has_photos(someone: Someone, count: int) -> None:
    """Wait until so many photos stand in the chat."""
    await someone.look()
    await someone.until(lambda: _photos(someone) == count or None, f"has not {count} photos")


async def no_longer_sees(someone: Someone, text: str) -> None:
    """Wait until the text has left the chat."""
    await someone.look()
    await someone.until(lambda: text not in _texts(someone) or None, f"still sees {text}")


def _texts(someone: Someone) -> str:
    return "\n".join(seen.text for seen in someone.chat.messages.values() if seen.message["from"]["is_bot"])


async def screen_text(someone: Someone) -> str:
    """Everything that the bot's messages in the chat say."""
    await someone.look()
    return _texts(someone)


async def take_first(town: Town) -> Someone:
    """The first reviewer has the next card in view."""
    await town.wang.say("/start")
    await town.wang.sees("待初审")
    await town.wang.press("看下一件")
    await town.wang.sees("初审", "已为您锁定 10 分钟")
    return town.wang


async def everything_answered(someone: Someone, presses: int) -> None:
    """Wait until so many presses have been answered."""
    await someone.until(lambda: len(someone.chat.notes) >= presses or None, f"has not {presses} answers")


async def stands(town: Town, number: int, status: Status) -> None:
    """Wait until the application stands so."""
    async with asyncio.timeout(PATIENCE):
        while (await application(town, number)).status is not status:
            await town.wang.hear(1)
