"""The end of a certificate: staff look it up and propose, a director decides; each step is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.certificates.issuing import draw
from bot.certificates.presses import CERTIFICATES_ALL, CONFIRM_END, DECLINE_END, END, ENDING, FIND, STAFF_VIEW
from bot.certificates.printed import facts_of
from bot.documents.fonts import printable_characters
from bot.engine.dialogue import Ask, Dialogue, Option, View, single
from bot.engine.dialogue.ready import worded
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from domain.certificates import (
    Certificate,
    CertificateStatus,
    EndDecided,
    Ending,
    EndKind,
    EndProposed,
    ProposeEnd,
    check_reason,
    decide_end,
    history_of,
    parse_number,
    propose_end,
)
from domain.errors import Missing
from domain.people import Action, allowed
from domain.registration import rules

ORDER = 8
KEEP = "="  # nobody bears such a name
CANNED = {
    EndKind.REVOKE: ("cheating", "false_papers", "issued_wrongly"),
    EndKind.REPLACE: ("misprint", "lost", "damaged"),
}
router = Router()


@dataclass
class Proposal:
    """The draft of a proposal; a `name` of `=` stays as it is."""

    certificate_id: int = 0
    kind: EndKind = EndKind.REVOKE
    reason: str | None = None
    name: str | None = None


@router.on(FIND, action=Action.END_CERTIFICATE)
async def begin_search(turn: Turn) -> None:
    """Ask for the number."""
    await turn.services.dialogues.ask(turn, looking.name)


def _number(text: str, _view: View) -> str:
    return parse_number(text)


async def _found(turn: Turn, _about: int, number: str) -> None:
    found = await turn.work.certificates.by_number(number)
    if not found:
        raise Missing("certificate")
    await show_one(turn, found[0])


@router.on(STAFF_VIEW, action=Action.END_CERTIFICATE)
async def look(turn: Turn, certificate: int) -> None:
    """One certificate, for staff."""
    await show_one(turn, await turn.work.certificates.certificate(certificate))


async def show_one(turn: Turn, certificate: Certificate) -> None:
    """The certificate with its history, and what can be proposed."""
    history = await history_of(turn.work, turn.actor, certificate)
    facts = {**facts_of(certificate), "history": history}
    turn.show(Screen(Text("certificates/staff_card", facts), _deeds(certificate, history)))


def _deeds(certificate: Certificate, history: Sequence[Ending]) -> Rows:
    # One proposal at a time: the other would be about a paper that may be another by then.
    waits = any(each.decided_at is None for each in history)
    kinds = [] if waits or certificate.status is not CertificateStatus.ISSUED else list(EndKind)
    if not waits and certificate.status is CertificateStatus.PREPARED:
        # Not issued yet: there is nothing in anybody's hands that could be replaced.
        kinds = [EndKind.REVOKE]
    proposals = [[Button(f"certificates.end_{kind}", END(certificate=certificate.id, kind=kind))] for kind in kinds]
    return [*proposals, [Button("certificates.all", CERTIFICATES_ALL()), TO_HOME]]


@router.on(END, action=Action.END_CERTIFICATE)
async def begin(turn: Turn, certificate: int, kind: EndKind) -> None:
    """Ask for the reason. Raises `Missing`."""
    await turn.work.certificates.certificate(certificate)
    await turn.services.dialogues.restart(turn, proposing.name, Proposal(certificate, kind))


def _reasons(view: View) -> Sequence[Option]:
    return worded(view, [f"certificates.reason_{name}" for name in CANNED[view.draft.kind]])


def _reason(text: str, _view: View) -> str:
    return check_reason(text)


def _same(_view: View) -> Sequence[Option]:
    return [Option(KEEP, "certificates.same_name")]


def _name(text: str, _view: View) -> str:
    return KEEP if text == KEEP else rules.name(text, printable_characters())


async def _proposed(turn: Turn, draft: Proposal) -> None:
    name = "" if draft.name in {None, KEEP} else draft.name or ""
    command = ProposeEnd(draft.certificate_id, draft.kind, draft.reason or "", name)
    ending = await propose_end(turn.work, turn.actor, command)
    rows = [[Button("certificates.look_one", STAFF_VIEW(certificate=draft.certificate_id))]]
    turn.show(Screen(Text("certificates/end_kept", await _facts(turn, ending)), rows))


async def _facts(turn: Turn, ending: Ending) -> Mapping[str, Any]:
    certificate = await turn.work.certificates.certificate(ending.certificate_id)
    proposer = await turn.work.people.person(ending.proposed_by)
    return {**facts_of(certificate), "ending": ending, "proposer": proposer.shown_name}


@router.event(EndProposed)
async def proposed(turn: Turn, event: EndProposed) -> None:
    """Tell a director what waits."""
    if allowed(turn.actor, Action.APPROVE_CERTIFICATES):
        turn.send(await _ending_card(turn, await turn.work.certificates.ending(event.ending_id)))


@router.on(ENDING, action=Action.APPROVE_CERTIFICATES)
async def look_at_ending(turn: Turn, ending: int) -> None:
    """A proposal that waits."""
    turn.show(await _ending_card(turn, await turn.work.certificates.ending(ending)))


async def _ending_card(turn: Turn, ending: Ending) -> Screen:
    rows = [[Button("certificates.look_one", STAFF_VIEW(certificate=ending.certificate_id))]]
    if ending.decided_at is None:
        yes = Button("certificates.confirm", CONFIRM_END(ending=ending.id))
        rows.insert(0, [yes, Button("certificates.decline", DECLINE_END(ending=ending.id))])
    return Screen(Text("certificates/end_proposed", await _facts(turn, ending)), rows)


@router.on(CONFIRM_END, action=Action.APPROVE_CERTIFICATES)
async def confirm(turn: Turn, ending: int) -> None:
    """So be it; a new certificate is drawn where one is replaced."""
    await _decide(turn, ending, confirmed=True)


@router.on(DECLINE_END, action=Action.APPROVE_CERTIFICATES)
async def decline(turn: Turn, ending: int) -> None:
    """The certificate stays as it is."""
    await _decide(turn, ending, confirmed=False)


async def _decide(turn: Turn, ending_id: int, *, confirmed: bool) -> None:
    renewed = await decide_end(turn.work, turn.actor, ending_id, confirmed=confirmed)
    # The paper is drawn beside the decision, which is in force already.
    if renewed is not None:
        draw(turn, [renewed])
    facts = await _facts(turn, await turn.work.certificates.ending(ending_id))
    turn.show(Screen(Text("certificates/end_decided", facts), [[TO_HOME]]))


@router.event(EndDecided)
async def decided(turn: Turn, event: EndDecided) -> None:
    """Tell whoever proposed it."""
    facts = await _facts(turn, await turn.work.certificates.ending(event.ending_id))
    turn.say(Text("certificates/end_decided", facts), [[TO_HOME]])


async def section(turn: Turn) -> Section | None:
    """Proposals that wait for a director."""
    if not allowed(turn.actor, Action.APPROVE_CERTIFICATES):
        return None
    waiting = await turn.work.certificates.endings_open()
    if not waiting:
        return None
    rows = [[Button("certificates.look_ending", ENDING(ending=waiting[0].id))]]
    return Section(Text("certificates/home_endings", {"count": len(waiting)}), rows, ORDER)


looking = single("certificates.certificate_looking", Ask(name="number", check=_number), _found, Action.END_CERTIFICATE)
proposing = Dialogue(
    name="certificate_ending",
    area="certificates",
    draft=Proposal,
    steps=[
        Ask(name="reason", check=_reason, offers=_reasons),
        Ask(name="name", check=_name, offers=_same, when=lambda draft: draft.kind is EndKind.REPLACE),
    ],
    finish=_proposed,
    action=Action.END_CERTIFICATE,
)
