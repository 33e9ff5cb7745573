"""Looking at somebody's certificate and having one's own again: who did is kept with it (facts §12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.certificates.verifying import own_certificate, own_certificates
from domain.people import Action, Actor, require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.certificates.model import Certificate, Ending
    from domain.certificates.store import CertificatesWork


async def history_of(work: CertificatesWork, actor: Actor, certificate: Certificate) -> Sequence[Ending]:
    """What was proposed for a certificate and for those that bore its number before, oldest first."""
    require(actor, Action.END_CERTIFICATE)
    # A number may have several papers: what was replaced keeps its history (facts §6.4).
    issues = await work.certificates.by_number(certificate.number)
    work.audit(actor, "certificate.viewed", f"certificate:{certificate.id}")
    return [each for issue in reversed(issues) for each in await work.certificates.endings_of(issue.id)]


async def have_all_again(work: CertificatesWork, actor: Actor) -> Sequence[Certificate]:
    """One's own certificates in force, newest first, to be sent once more."""
    held = await own_certificates(work, actor)
    for each in held:
        _note(work, actor, each)
    return held


async def have_again(work: CertificatesWork, actor: Actor, certificate_id: int) -> Certificate:
    """One of them, to be sent once more. Raises what `own_certificate` raises."""
    certificate = await own_certificate(work, actor, certificate_id)
    _note(work, actor, certificate)
    return certificate


def _note(work: CertificatesWork, actor: Actor, certificate: Certificate) -> None:
    work.audit(actor, "certificate.sent", f"certificate:{certificate.id}", file=certificate.file)
