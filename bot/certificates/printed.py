"""A certificate on the screen: what texts about it name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.certificates import Certificate, Verified
from domain.registration import IdKind


def facts_of(certificate: Certificate) -> Mapping[str, Any]:
    """What every text about a certificate names; templates mask names and numbers of papers where others read."""
    return {
        "certificate": certificate,
        "printed": certificate.printed,
        "id_kind": IdKind(certificate.printed.id_kind),
    }


def verified_facts(verified: Verified, phone: str) -> Mapping[str, Any]:
    """What the answer to a verification names; `phone` is whom to ring."""
    found = (
        facts_of(verified.certificate) if verified.certificate else dict.fromkeys(("certificate", "printed", "id_kind"))
    )
    return {**found, "standing": verified.standing, "current": verified.current, "phone": phone}
