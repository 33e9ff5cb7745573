"""Who gets a certificate, and what is printed on it (facts §5, §6.3). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from domain.certificates.model import Certificate, CertificateStatus, Printed
from domain.certificates.numbers import Body
from domain.language import PRINTED
from domain.registration import Application, Status
from domain.scores import Outcome, Result, overall
from domain.standards import LevelStandard, Part, Standard

IN_FORCE = frozenset({CertificateStatus.PREPARED, CertificateStatus.ISSUED})


def outcomes_of(
    applications: Sequence[Application], results: Iterable[Result], levels: Mapping[int, LevelStandard]
) -> Mapping[int, Outcome]:
    """The whole result of every approved application, by its id."""
    parts: defaultdict[int, dict[Part, Outcome]] = defaultdict(dict)
    for result in results:
        parts[result.application_id][result.part] = result.outcome
    return {
        each.id: overall(parts[each.id], levels[each.level].parts)
        for each in applications
        if each.status is Status.APPROVED
    }


def undrawable(name: str, printable: Container[int]) -> tuple[str, ...]:
    """The characters of a name that the certificate's font cannot draw, each once."""
    return tuple(dict.fromkeys(c for c in name if c != " " and ord(c) not in printable))


def holds_already(application: Application, occupation: str, held: Iterable[Certificate]) -> bool:
    """Whether the person has a certificate in force of this occupation and level by another application."""
    return any(
        # By another application: a second paper for the same exam is a replacement and has its own way.
        each.application_id != application.id
        and each.status in IN_FORCE
        and (each.printed.occupation, each.printed.level) == (occupation, application.level)
        for each in held
    )


def printed_for(application: Application, standard: Standard, body: Body, issued_on: date) -> Printed:
    """What stands on the certificate of an application."""
    identity = application.particulars.identity
    occupation_zh, occupation_en = (standard.name[language] for language in PRINTED)
    body_zh, body_en = (body.name[language] for language in PRINTED)
    return Printed(
        name=identity.name,
        id_kind=identity.kind.value,
        id_number=identity.number,
        occupation=standard.code,
        occupation_zh=occupation_zh,
        occupation_en=occupation_en,
        level=application.level,
        body_zh=body_zh,
        body_en=body_en,
        issued_on=issued_on,
        photo=application.particulars.photo,
    )
