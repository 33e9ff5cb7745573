"""The holder's certificates: they come by themselves, and can be had again at any time, byte for byte."""

from __future__ import annotations

from bot.certificates.printed import facts_of
from bot.engine.message import Button, Document, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.standards.batches import number_of
from domain.certificates import (
    Certificate,
    CertificateIssued,
    CertificateRevoked,
    own_certificate,
    own_certificates,
)
from domain.people import Action

ORDER = 20
router = Router()


def send(turn: Turn, certificate: Certificate, key: str) -> None:
    """The PDF as it was drawn once; where it is not drawn yet, say so."""
    if certificate.file is None:
        turn.say(Text("certificates/coming"))
        return
    facts = {**facts_of(certificate), "public_url": turn.settings.web.public_url}
    # The stored file and never a new drawing: its SHA-256 is what the archive holds.
    document = Document(certificate.file, f"{certificate.number}.pdf")
    turn.send(Screen(Text(key, facts), _rows(certificate), document=document))


def _rows(certificate: Certificate) -> Rows:
    return [
        [Button("certificates.verify_this", f"verified:{certificate.token}")],
        [Button("certificates.again", f"certificate:{certificate.id}"), Button("people.home", "home")],
    ]


@router.event(CertificateIssued)
async def issued(turn: Turn, event: CertificateIssued) -> None:
    """The certificate is there."""
    send(turn, await own_certificate(turn.work, turn.actor, event.certificate_id), "certificates/issued")


@router.event(CertificateRevoked)
async def revoked(turn: Turn, event: CertificateRevoked) -> None:
    """The certificate is no longer valid: since when, why, whom to ask."""
    certificate = await turn.work.certificates.certificate(event.certificate_id)
    facts = {**facts_of(certificate), "phone": turn.settings.centre.phone}
    turn.say(Text("certificates/revoked", facts), [[Button("people.home", "home")]])


@router.command("certificate", action=Action.VIEW_OWN_CERTIFICATE)
async def certificates(turn: Turn, *_: str) -> None:
    """One's certificates again."""
    held = await own_certificates(turn.work, turn.actor)
    for one in held:
        _send_again(turn, one)
    if not held:
        rows = [[Button("certificates.verify", "verify"), Button("people.home", "home")]]
        turn.show(Screen(Text("certificates/none"), rows))


@router.press("certificate", action=Action.VIEW_OWN_CERTIFICATE)
async def again(turn: Turn, word: str = "", *_: str) -> None:
    """One certificate again."""
    _send_again(turn, await own_certificate(turn.work, turn.actor, number_of(word, "certificate")))


def _send_again(turn: Turn, certificate: Certificate) -> None:
    send(turn, certificate, "certificates/again")
    turn.work.audit(turn.actor, "certificate.sent", f"certificate:{certificate.id}", file=certificate.file)


async def section(turn: Turn) -> Section | None:
    """The newest certificate that one holds."""
    held = [each for each in await own_certificates(turn.work, turn.actor) if each.file is not None]
    if not held:
        return None
    rows = [[Button("certificates.again", f"certificate:{held[0].id}")]]
    return Section(Text("certificates/home", facts_of(held[0])), rows, ORDER)
