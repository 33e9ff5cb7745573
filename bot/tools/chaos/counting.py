"""What a scenario came to: held against each other, what people did, what the database keeps, what was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.tools.chaos.registrant import REMINDER, Diary
from sandbox import Sandbox
from storage.engine.audit import audit
from storage.engine.inbox import InboxState, inbox
from storage.engine.jobs import JobState, job
from storage.engine.outbox import Doubt, OutboxState, outbox
from storage.people import person
from storage.registration import application

MESSAGES = ("sendMessage", "sendPhoto", "sendDocument")
MOST_REASONS = 10
SUBMITTED = "application.submitted"


@dataclass
class Tally:
    """How much was lost and doubled, each with its reason."""

    lost: Counter[str] = field(default_factory=Counter)
    doubled: Counter[str] = field(default_factory=Counter)

    def compare(self, what: str, wanted: int, found: int) -> None:
        """Too few are lost, too many are doubled."""
        self.lost[what] += max(0, wanted - found)
        self.doubled[what] += max(0, found - wanted)


@dataclass(frozen=True)
class Evidence:
    """What is known from outside: the diaries of all candidates, the reviewer's chat, the sandbox."""

    diaries: Sequence[Diary]
    reviewer: int
    sandbox: Sandbox


async def unsettled(connection: AsyncConnection) -> dict[str, int]:
    """What still waits: updates, jobs, calls."""
    waiting = {
        "update waiting": inbox.c.state == int(InboxState.WAITING),
        "job open": job.c.state == int(JobState.OPEN),
        "call waiting": outbox.c.state <= int(OutboxState.SENDING),
    }
    return {name: count for name, where in waiting.items() if (count := await _count(connection, where))}


async def count(connection: AsyncConnection, evidence: Evidence) -> Tally:
    """Everything that was lost or doubled."""
    tally = Tally()
    tally.lost.update(await unsettled(connection))
    failed = {
        "update parked": inbox.c.state == int(InboxState.PARKED),
        "job failed": job.c.state == int(JobState.FAILED),
    }
    for name, where in failed.items():
        tally.lost[name] += await _count(connection, where)
    await _calls(connection, tally)
    await _updates(connection, evidence, tally)
    await _applications(connection, evidence, tally)
    _reminders(evidence, tally, await resent_by_chat(connection, evidence.sandbox))
    return tally


async def resent_by_chat(connection: AsyncConnection, sandbox: Sandbox) -> Counter[int]:
    """Messages that a chat got beyond one for each call of the outbox."""
    query = select(outbox.c.chat_id, func.count()).where(
        outbox.c.method.in_(MESSAGES), outbox.c.state == int(OutboxState.SENT)
    )
    meant = counter(await connection.execute(query.group_by(outbox.c.chat_id)))
    # What reached the sandbox beyond what the outbox meant to send: each kill may repeat what was on its way.
    return Counter(call["chat_id"] for call in _messages(sandbox)) - meant


async def _calls(connection: AsyncConnection, tally: Tally) -> None:
    """No call was given up that was to be sent again in doubt."""
    dropped = (outbox.c.state == int(OutboxState.DROPPED)) & (outbox.c.doubt == Doubt.RESEND)
    given_up = dropped | (outbox.c.state == int(OutboxState.PARKED))
    query = select(outbox.c.method, outbox.c.error, func.count()).where(given_up)
    for method, error, number in await connection.execute(query.group_by(outbox.c.method, outbox.c.error)):
        tally.lost[f"{method} ({error})"] += number


async def _updates(connection: AsyncConnection, evidence: Evidence, tally: Tally) -> None:
    """Every update came in once, and every press was answered once."""
    came = await _counted(connection, inbox.c.chat_id, inbox.c.update_id.is_not(None))
    answering = (outbox.c.method == "answerCallbackQuery") | outbox.c.answers.is_not(None)
    answered = await _counted(connection, outbox.c.chat_id, answering)
    for diary in evidence.diaries:
        chat_id = diary.candidate.person_id
        # Held against what people did, not against what the program believes it took.
        tally.compare("update", len(diary.updates), came[chat_id])
        tally.compare("answer to a press", diary.presses, answered[chat_id])
        tally.lost["candidate not finished"] += not diary.finished


async def _applications(connection: AsyncConnection, evidence: Evidence, tally: Tally) -> None:
    """Every candidate has one application with what was said, told to the reviewer and noted once."""
    query = select(person.c.chat_id, application.c.particulars).join_from(
        application, person, application.c.person_id == person.c.id
    )
    stated: dict[int, list[Any]] = {}
    for chat_id, particulars in await connection.execute(query):
        stated.setdefault(chat_id, []).append(particulars)
    for diary in evidence.diaries:
        found = stated.get(diary.candidate.person_id, [])
        tally.compare("application", 1, len(found))
        for one in found:
            _particulars(diary, one, tally)
    handed_in = sum(map(len, stated.values()))
    told = (inbox.c.chat_id == evidence.reviewer) & inbox.c.update_id.is_(None)
    tally.compare("event to the reviewer", handed_in, await _count(connection, told) - 1)
    tally.compare("audit row", handed_in, await _count(connection, audit.c.action == SUBMITTED))


def _particulars(diary: Diary, found: Any, tally: Tally) -> None:
    said = diary.candidate.particulars(found.photo)
    tally.compare("spell of work", len(said.spells), len(found.spells))
    if len(said.spells) == len(found.spells):
        differ = [name for name, value in vars(said).items() if value != getattr(found, name)]
        tally.lost.update(f"answer about {name}" for name in differ)


def _reminders(evidence: Evidence, tally: Tally, resent: Mapping[int, int]) -> None:
    """Nobody is reminded twice of the same draft."""
    came = Counter(call["chat_id"] for call in _messages(evidence.sandbox) if _is_reminder(call["params"]))
    for chat_id, number in came.items():
        tally.doubled["reminder"] += max(0, number - 1 - resent.get(chat_id, 0))


def _is_reminder(params: Mapping[str, Any]) -> bool:
    markup = params.get("reply_markup") or {}
    rows = markup.get("inline_keyboard", ()) if isinstance(markup, dict) else ()
    return [[button.get("callback_data") for button in row] for row in rows] == [[REMINDER]]


def _messages(sandbox: Sandbox) -> Iterable[Mapping[str, Any]]:
    ok = 200
    return (call for call in sandbox.recorder.after(0) if call["method"] in MESSAGES and call["status"] == ok)


async def _counted(connection: AsyncConnection, by: ColumnElement[Any], where: ColumnElement[bool]) -> Counter[int]:
    found = await connection.execute(select(by, func.count()).where(where).group_by(by))
    return counter(found)


def counter(rows: Iterable[Any]) -> Counter[int]:
    """Numbers by key, of rows of both."""
    return Counter({key: number for key, number in rows})  # noqa: C416 - a row is no tuple to dict()


async def _count(connection: AsyncConnection, where: ColumnElement[bool]) -> int:
    return int(await connection.scalar(select(func.count()).where(where)) or 0)
