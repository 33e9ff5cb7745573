"""Certificates of a batch: one person prepares the list, another sees and approves it, and all are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.certificates.drawing import KIND, CertificateDrawn
from bot.certificates.presses import CERTIFICATES
from bot.documents.fonts import printable_characters
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.standards.batches import batch_button, batch_facts, number_of
from domain.certificates import (
    Approve,
    Certificate,
    CertificatesDone,
    CertificatesPrepared,
    CertificateStatus,
    Prepare,
    Prospect,
    approve,
    complete,
    keep_file,
    prepare,
    prepared_of,
    prospect,
    readiness,
    undrawable,
)
from domain.errors import Missing
from domain.people import Action, allowed
from domain.standards import Batch, BatchStatus, reached

PER_PAGE = 30
router = Router()


@router.command("certificates", action=Action.END_CERTIFICATE)
@router.press("certificates_all", action=Action.END_CERTIFICATE)
async def choose(turn: Turn, *_: str) -> None:
    """The batches whose results are out; or one certificate by its number."""
    batches = [each for each in await turn.work.standards.batches() if reached(each, BatchStatus.RELEASED)]
    rows = [[batch_button(turn, each, CERTIFICATES)] for each in batches]
    last = [Button("certificates.find", "certificate_find"), Button("people.home", "home")]
    turn.show(Screen(Text("certificates/choose", {"count": len(batches)}), [*rows, last]))


@router.press("certificates", action=Action.END_CERTIFICATE)
async def show(turn: Turn, word: str = "", page: str = "0", *_: str) -> None:
    """One batch: what it waits for, and who gets which number."""
    batch = await turn.work.standards.batch(number_of(word))
    given = await turn.work.certificates.of_batch(batch.id)
    first = number_of(page, "page") * PER_PAGE
    shown = given[first : first + PER_PAGE]
    facts = {
        **batch_facts(turn, batch),
        "ready": await readiness(turn.work, batch.id),
        "shown": shown,
        "first": first + 1,
        "count": len(given),
        "prepared": sum(each.status is CertificateStatus.PREPARED for each in given),
        "undrawn": sum(each.status is CertificateStatus.ISSUED and each.file is None for each in given),
        **await _missing(turn, batch),
    }
    rows = [*await _deeds(turn, batch), *_pages(batch, len(given), first)]
    turn.show(Screen(Text("certificates/card", facts), [*rows, [Button("certificates.all", "certificates_all")]]))


async def _missing(turn: Turn, batch: Batch) -> Mapping[str, Any]:
    """Who is to get one still, and whose name cannot be drawn, with the characters."""
    found = Prospect([], [], [])
    if batch.status is BatchStatus.RELEASED:
        found = await prospect(turn.work, batch.id, printable_characters())
    names = [one.particulars.identity.name for one in found.undrawable]
    unprintable = [(name, "".join(undrawable(name, printable_characters()))) for name in names]
    return {"due": len(found.due), "held": len(found.held), "unprintable": unprintable}


async def _deeds(turn: Turn, batch: Batch) -> Rows:
    """What this actor may do now."""
    if batch.status is not BatchStatus.RELEASED:
        return []
    rows = []
    if allowed(turn.actor, Action.PREPARE_CERTIFICATES):
        rows.append([Button("certificates.prepare", f"certificates_prepare:{batch.id}")])
    prepared = await prepared_of(turn.work, batch.id)
    if allowed(turn.actor, Action.APPROVE_CERTIFICATES) and (prepared or await complete(turn.work, batch.id)):
        # The count goes with the button: what is signed is the list that was seen.
        count = len(prepared)
        rows.append([Button("certificates.approve", f"certificates_approve:{batch.id}:{count}", {"count": count})])
    return rows


def _pages(batch: Batch, count: int, first: int) -> Rows:
    page, last = first // PER_PAGE, max(0, count - 1) // PER_PAGE
    turns = [(page - 1, "earlier"), (page + 1, "later")]
    row = [Button(f"certificates.{name}", f"certificates:{batch.id}:{to}") for to, name in turns if 0 <= to <= last]
    return [row] if row else []


@router.press("certificates_prepare", action=Action.PREPARE_CERTIFICATES)
async def prepare_all(turn: Turn, word: str = "", *_: str) -> None:
    """Number them; another person decides."""
    await prepare(turn.work, turn.actor, Prepare(number_of(word), printable_characters()))
    await show(turn, word)


@router.event(CertificatesPrepared)
async def prepared(turn: Turn, event: CertificatesPrepared) -> None:
    """Tell a director that a list waits."""
    # The event may reach somebody whose role ended while it waited.
    if not allowed(turn.actor, Action.APPROVE_CERTIFICATES):
        return
    batch = await turn.work.standards.batch(event.batch_id)
    count = len(await prepared_of(turn.work, event.batch_id))
    rows = [[Button("certificates.look", f"certificates:{batch.id}")]]
    turn.say(Text("certificates/prepared", {**batch_facts(turn, batch), "count": count}), rows)


@router.press("certificates_approve", action=Action.APPROVE_CERTIFICATES)
async def approve_all(turn: Turn, word: str = "", count: str = "", *_: str) -> None:
    """Issue them, and have them drawn."""
    batch_id = number_of(word)
    issued = await approve(turn.work, turn.actor, Approve(batch_id, number_of(count, "certificate")))
    draw(turn, issued)
    facts = {**batch_facts(turn, await turn.work.standards.batch(batch_id)), "count": len(issued)}
    rows = [[Button("certificates.look", f"certificates:{batch_id}"), Button("people.home", "home")]]
    turn.show(Screen(Text("certificates/approved", facts), rows))


def draw(turn: Turn, certificates: Sequence[Certificate]) -> None:
    """Have PDFs made; all come back into this one chat, so nobody else counts what is done at the same time."""
    for one in certificates:
        turn.order(KIND, f"{KIND}:{one.id}:{turn.row.id}", {"certificate_id": one.id})


@router.event(CertificateDrawn)
async def drawn(turn: Turn, event: CertificateDrawn) -> None:
    """Keep a PDF; tell when the batch is done, or when one could not be made."""
    certificate = await turn.work.certificates.certificate(event.certificate_id)
    if not event.file:
        again = [[Button("certificates.draw_again", f"certificate_draw:{certificate.id}")]]
        turn.say(Text("certificates/draw_failed", {"certificate": certificate}), again)
    elif await keep_file(turn.work, event.certificate_id, event.file):
        # The last one drawn ends the step, whichever that is: workers draw side by side.
        await done(turn, CertificatesDone(certificate.batch_id))


@router.press("certificate_draw", action=Action.APPROVE_CERTIFICATES)
async def draw_again(turn: Turn, word: str = "", *_: str) -> None:
    """Try once more what could not be made."""
    certificate = await turn.work.certificates.certificate(number_of(word, "certificate"))
    if certificate.status is not CertificateStatus.ISSUED or certificate.file is not None:
        raise Missing("certificate")
    draw(turn, [certificate])
    turn.toast(Text("certificates/coming"))


@router.event(CertificatesDone)
async def done(turn: Turn, event: CertificatesDone) -> None:
    """All certificates of a batch are issued."""
    batch = await turn.work.standards.batch(event.batch_id)
    given = await turn.work.certificates.of_batch(event.batch_id)
    count = sum(each.issued_at is not None for each in given)
    rows = [[Button("certificates.look", f"certificates:{batch.id}"), Button("people.home", "home")]]
    turn.say(Text("certificates/done", {**batch_facts(turn, batch), "count": count}), rows)
