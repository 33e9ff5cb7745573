"""The end of a certificate: staff look it up and propose, a director decides; each step is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.certificates.issuing import draw
from bot.certificates.printed import facts_of
from bot.documents.fonts import printable_characters
from bot.engine.dialogue import Ask, Dialogue, Option, View
from bot.engine.dialogue.ready import worded
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.standards.batches import number_of
from domain.certificates import (
    EXAMPLE,
    Certificate,
    CertificateStatus,
    EndDecided,
    Ending,
    EndKind,
    EndProposed,
    NumberFormat,
    ProposeEnd,
    check_reason,
    decide_end,
    parse_number,
    propose_end,
)
from domain.errors import Missing
from domain.people import Action, allowed
from domain.registration import rules

ORDER = 8
KEEP = "="
CANNED = {
    EndKind.REVOKE: ("cheating", "false_papers", "issued_wrongly"),
    EndKind.REPLACE: ("misprint", "lost", "damaged"),
}
router = Router()


@dataclass
class Looking:
    """The draft of a search."""

    number: str | None = None


@dataclass
class Proposal:
    """The draft of a proposal; a `name` of `=` stays as it is."""

    certificate_id: int = 0
    kind: EndKind = EndKind.REVOKE
    reason: str | None = None
    name: str | None = None


@router.press("certificate_find", action=Action.END_CERTIFICATE)
async def begin_search(turn: Turn, *_: str) -> None:
    """Ask for the number."""
    await turn.services.dialogues.restart(turn, looking.name, Looking(), again=())


def _number(text: str, _view: View) -> str:
    return parse_number(text)


async def _found(turn: Turn, draft: Looking) -> None:
    if draft.number is None:
        raise NumberFormat(EXAMPLE)
    found = await turn.work.certificates.by_number(draft.number)
    if not found:
        raise Missing("certificate")
    await show_one(turn, found[0])


@router.press("certificate_staff", action=Action.END_CERTIFICATE)
async def look(turn: Turn, word: str = "", *_: str) -> None:
    """One certificate, for staff."""
    await show_one(turn, await turn.work.certificates.certificate(number_of(word, "certificate")))


async def show_one(turn: Turn, certificate: Certificate) -> None:
    """The certificate with its history, and what can be proposed."""
    # A number may have several papers: what was replaced keeps its history (facts §6.4).
    issues = await turn.work.certificates.by_number(certificate.number)
    history = [each for issue in reversed(issues) for each in await turn.work.certificates.endings_of(issue.id)]
    # Looking at somebody's certificate is a reading of personal data (facts §12).
    turn.work.audit(turn.actor, "certificate.viewed", f"certificate:{certificate.id}")
    facts = {**facts_of(certificate), "history": history}
    turn.show(Screen(Text("certificates/staff_card", facts), _deeds(certificate, history)))


def _deeds(certificate: Certificate, history: Sequence[Ending]) -> Rows:
    waits = any(each.decided_at is None for each in history)
    kinds = [] if waits or certificate.status is not CertificateStatus.ISSUED else list(EndKind)
    if not waits and certificate.status is CertificateStatus.PREPARED:
        kinds = [EndKind.REVOKE]
    proposals = [[Button(f"certificates.end_{kind}", f"end:{certificate.id}:{kind}")] for kind in kinds]
    return [*proposals, [Button("certificates.all", "certificates_all"), Button("people.home", "home")]]


@router.press("end", action=Action.END_CERTIFICATE)
async def begin(turn: Turn, word: str = "", kind: str = "", *_: str) -> None:
    """Ask for the reason."""
    certificate = await turn.work.certificates.certificate(number_of(word, "certificate"))
    if kind not in set(EndKind):
        raise Missing("certificate")
    draft = Proposal(certificate.id, EndKind(kind))
    await turn.services.dialogues.restart(turn, proposing.name, draft, again=())


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
    rows = [[Button("certificates.look_one", f"certificate_staff:{draft.certificate_id}")]]
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


@router.press("ending", action=Action.APPROVE_CERTIFICATES)
async def look_at_ending(turn: Turn, word: str = "", *_: str) -> None:
    """A proposal that waits."""
    ending = await turn.work.certificates.ending(number_of(word, "certificate"))
    turn.show(await _ending_card(turn, ending))


async def _ending_card(turn: Turn, ending: Ending) -> Screen:
    rows = [
        [Button("certificates.confirm", f"end_yes:{ending.id}"), Button("certificates.decline", f"end_no:{ending.id}")],
        [Button("certificates.look_one", f"certificate_staff:{ending.certificate_id}")],
    ]
    open_rows = rows if ending.decided_at is None else rows[1:]
    return Screen(Text("certificates/end_proposed", await _facts(turn, ending)), open_rows)


@router.press("end_yes", action=Action.APPROVE_CERTIFICATES)
async def confirm(turn: Turn, word: str = "", *_: str) -> None:
    """So be it; a new certificate is drawn where one is replaced."""
    await _decide(turn, word, confirmed=True)


@router.press("end_no", action=Action.APPROVE_CERTIFICATES)
async def decline(turn: Turn, word: str = "", *_: str) -> None:
    """The certificate stays as it is."""
    await _decide(turn, word, confirmed=False)


async def _decide(turn: Turn, word: str, *, confirmed: bool) -> None:
    ending_id = number_of(word, "certificate")
    renewed = await decide_end(turn.work, turn.actor, ending_id, confirmed=confirmed)
    # The paper is drawn beside the decision, which is in force already.
    if renewed is not None:
        draw(turn, [renewed])
    facts = await _facts(turn, await turn.work.certificates.ending(ending_id))
    turn.show(Screen(Text("certificates/end_decided", facts), [[Button("people.home", "home")]]))


@router.event(EndDecided)
async def decided(turn: Turn, event: EndDecided) -> None:
    """Tell whoever proposed it."""
    facts = await _facts(turn, await turn.work.certificates.ending(event.ending_id))
    turn.say(Text("certificates/end_decided", facts), [[Button("people.home", "home")]])


async def section(turn: Turn) -> Section | None:
    """Proposals that wait for a director."""
    if not allowed(turn.actor, Action.APPROVE_CERTIFICATES):
        return None
    waiting = await turn.work.certificates.endings_open()
    if not waiting:
        return None
    rows = [[Button("certificates.look_ending", f"ending:{waiting[0].id}")]]
    return Section(Text("certificates/home_endings", {"count": len(waiting)}), rows, ORDER)


looking = Dialogue(
    name="certificate_looking",
    area="certificates",
    draft=Looking,
    steps=[Ask(name="number", check=_number)],
    finish=_found,
    action=Action.END_CERTIFICATE,
)
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
