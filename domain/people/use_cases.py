"""What people do about themselves and their roles: meet, choose a language, consent, be appointed and dismissed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.actor import Actor, Role
from domain.errors import Missing
from domain.people.access import Action, allowed, require
from domain.people.model import Consent, ConsentKind, Grant, Person, RolesChanged
from domain.people.refusals import NotAStaffRole, OwnRoles

if TYPE_CHECKING:
    from domain.people.store import PeopleWork


@dataclass(frozen=True)
class GiveConsent:
    """Consent to one kind, by the text that was shown: its version and the SHA-256 (hex) of its words."""

    kind: ConsentKind
    text_version: str
    text_hash: str


async def meet(work: PeopleWork, chat_id: int, shown_name: str) -> Person:
    """The person of a private chat; a new one is kept, a known one is reachable again under the name now shown."""
    known = await work.people.by_chat(chat_id)
    if known is None:
        return await _welcome(work, Person(chat_id, shown_name, created_at=work.now))
    # Who writes has unblocked the bot: what waits for them can be sent again.
    if known.shown_name != shown_name or not known.reachable:
        known.shown_name, known.reachable = shown_name, True
    return known


async def note_reachable(work: PeopleWork, chat_id: int, *, reachable: bool) -> None:
    """Note that the person of a private chat has blocked the bot, or let it write again."""
    person = await work.people.by_chat(chat_id)
    if person is not None:
        person.reachable = reachable


async def welcome(work: PeopleWork, chat_id: int, shown_name: str) -> Actor:
    """A person of whose private chat nothing was known: kept, and a candidate."""
    person = await _welcome(work, Person(chat_id, shown_name, created_at=work.now))
    return _actor(person, frozenset())


async def _welcome(work: PeopleWork, person: Person) -> Person:
    work.people.add(person)
    await work.people.flush()
    work.audit(None, "person.met", _object_id(person.id))
    return person


async def actor_of(work: PeopleWork, person: Person) -> Actor:
    """The actor that this person is now: every person is a candidate, staff by the grants in force."""
    held = frozenset(grant.role for grant in await work.people.grants(person.id) if grant.withdrawn_at is None)
    return _actor(person, held)


def _actor(person: Person, held: frozenset[Role]) -> Actor:
    return Actor(person.id, person.chat_id, person.shown_name, person.language, held | {Role.CANDIDATE})


async def switch_language(work: PeopleWork, actor: Actor, language: str) -> Person:
    """Talk to this person in that language from now on."""
    require(actor, Action.SWITCH_LANGUAGE)
    person = await work.people.person(actor.person_id)
    person.language = language
    work.audit(actor, "person.language", _object_id(person.id), language=language)
    return person


async def give_consent(work: PeopleWork, actor: Actor, command: GiveConsent) -> Consent:
    """Keep a consent; the same text twice is one consent, a newer text replaces the older consent (facts §12)."""
    require(actor, Action.CONSENT)
    for held in await work.people.consents(actor.person_id):
        if held.kind == command.kind and held.withdrawn_at is None:
            # By the hash: a version number that was forgotten to be raised must not hide a changed text.
            if held.text_hash == command.text_hash:
                return held
            work.people.end(held, work.now)
    consent = Consent(actor.person_id, command.kind, command.text_version, command.text_hash, work.now)
    work.people.give(consent)
    work.audit(actor, "consent.given", _object_id(actor.person_id), **_consent_facts(consent))
    return consent


async def withdraw_consent(work: PeopleWork, actor: Actor, kind: ConsentKind) -> None:
    """End a consent. Raises `Missing` when there is none in force."""
    require(actor, Action.CONSENT)
    held = [c for c in await work.people.consents(actor.person_id) if c.kind == kind and c.withdrawn_at is None]
    if not held:
        raise Missing("consent")
    for consent in held:
        work.people.end(consent, work.now)
        work.audit(actor, "consent.withdrawn", _object_id(actor.person_id), **_consent_facts(consent))


async def appoint(work: PeopleWork, actor: Actor | None, person_id: int, role: Role) -> Grant:
    """Grant a staff role, once; `actor` None = the operator of the machine. Raises `NotAStaffRole`, `OwnRoles`."""
    person = await _staff_change(work, actor, Action.APPOINT, (person_id, role))
    held = await _grant_in_force(work, person_id, role)
    if held is not None:
        return held
    grant = Grant(person_id, role, work.now)
    work.people.add(grant)
    work.audit(actor, "role.granted", _object_id(person.id), role=role.value)
    return grant


async def dismiss(work: PeopleWork, actor: Actor | None, person_id: int, role: Role) -> None:
    """Withdraw a staff role at once. Raises `NotAStaffRole`, `OwnRoles`, and `Missing` when it is not held."""
    person = await _staff_change(work, actor, Action.DISMISS, (person_id, role))
    held = await _grant_in_force(work, person_id, role)
    if held is None:
        raise Missing("grant")
    held.withdrawn_at = work.now
    work.audit(actor, "role.withdrawn", _object_id(person.id), role=role.value)


async def appoint_chat(work: PeopleWork, chat_id: int, role: Role, name: str) -> None:
    """By the operator: appoint whoever talks in that private chat, known already or not. Raises `NotAStaffRole`."""
    person = await work.people.by_chat(chat_id) or await meet(work, chat_id, name)
    await appoint(work, None, person.id, role)
    work.tell(person.id, RolesChanged())


async def dismiss_chat(work: PeopleWork, chat_id: int, role: Role) -> None:
    """By the operator: end a role at once. Raises `Missing` for an unknown chat or a role that is not held."""
    person = await work.people.by_chat(chat_id)
    if person is None:
        raise Missing("person")
    await dismiss(work, None, person.id, role)
    work.tell(person.id, RolesChanged())


async def _staff_change(work: PeopleWork, actor: Actor | None, action: Action, change: tuple[int, Role]) -> Person:
    person_id, role = change
    person = await work.people.person(person_id)
    if actor is not None:
        require(actor, action)
        # Nobody changes their own roles, not even an administrator (facts §12).
        if not allowed(actor, action, person):
            raise OwnRoles(role)
    # Everybody is a candidate by talking to the centre; that cannot be given or taken.
    if role is Role.CANDIDATE:
        raise NotAStaffRole(role)
    return person


async def _grant_in_force(work: PeopleWork, person_id: int, role: Role) -> Grant | None:
    grants = await work.people.grants(person_id)
    return next((grant for grant in grants if grant.role == role and grant.withdrawn_at is None), None)


def _object_id(person_id: int | None) -> str:
    return f"person:{person_id}"


def _consent_facts(consent: Consent) -> dict[str, str]:
    return {"kind": consent.kind.value, "version": consent.text_version, "hash": consent.text_hash}
