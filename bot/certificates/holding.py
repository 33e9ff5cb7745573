"""The holder's certificates: they come by themselves, and can be had again at any time, byte for byte."""

from __future__ import annotations

from bot.certificates.presses import CERTIFICATE, VERIFIED, VERIFY
from bot.certificates.printed import facts_of
from bot.engine.message import Button, Document, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from domain.certificates import (
    Certificate,
    CertificateIssued,
    CertificateRevoked,
    have_again,
    have_all_again,
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
        [Button("certificates.verify_this", VERIFIED(token=certificate.token))],
        [Button("certificates.again", CERTIFICATE(certificate=certificate.id)), TO_HOME],
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
    turn.say(Text("certificates/revoked", facts), [[TO_HOME]])


@router.command("certificate", action=Action.VIEW_OWN_CERTIFICATE)
async def certificates(turn: Turn) -> None:
    """All that one holds, sent once more; where there is none, the way to verify one."""
    held = await have_all_again(turn.work, turn.actor)
    for one in held:
        send(turn, one, "certificates/again")
    if not held:
        rows = [[Button("certificates.verify", VERIFY()), TO_HOME]]
        turn.show(Screen(Text("certificates/none"), rows))


@router.on(CERTIFICATE, action=Action.VIEW_OWN_CERTIFICATE)
async def again(turn: Turn, certificate: int) -> None:
    """One certificate sent once more, the file that was drawn first."""
    send(turn, await have_again(turn.work, turn.actor, certificate), "certificates/again")


async def section(turn: Turn) -> Section | None:
    """The newest certificate that one holds."""
    held = [each for each in await own_certificates(turn.work, turn.actor) if each.file is not None]
    if not held:
        return None
    rows = [[Button("certificates.again", CERTIFICATE(certificate=held[0].id))]]
    return Section(Text("certificates/home", facts_of(held[0])), rows, ORDER)
