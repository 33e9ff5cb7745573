"""Certificates of a batch: one person prepares the list, another sees and approves it, and all are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.certificates.drawing import KIND, CertificateDrawn
from bot.certificates.presses import APPROVE, CERTIFICATES, CERTIFICATES_ALL, DRAW, FIND, PREPARE
from bot.documents.fonts import printable_characters
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from bot.standards.batches import batch_button, batch_facts
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
@router.on(CERTIFICATES_ALL, action=Action.END_CERTIFICATE)
async def choose(turn: Turn) -> None:
    """The batches whose results are out; or one certificate by its number."""
    batches = [each for each in await turn.work.standards.batches() if reached(each, BatchStatus.RELEASED)]
    rows = [[batch_button(turn, each, CERTIFICATES)] for each in batches]
    last = [Button("certificates.find", FIND()), TO_HOME]
    turn.show(Screen(Text("certificates/choose", {"count": len(batches)}), [*rows, last]))


@router.on(CERTIFICATES, action=Action.END_CERTIFICATE)
async def show_page(turn: Turn, batch: int, page: int | None) -> None:
    """One batch: what it waits for, and who gets which number."""
    await show(turn, await turn.work.standards.batch(batch), page or 0)


async def show(turn: Turn, batch: Batch, page: int = 0) -> None:
    """One page of the list of a batch, from 0."""
    given = await turn.work.certificates.of_batch(batch.id)
    first = page * PER_PAGE
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
    turn.show(Screen(Text("certificates/card", facts), [*rows, [Button("certificates.all", CERTIFICATES_ALL())]]))


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
        rows.append([Button("certificates.prepare", PREPARE(batch=batch.id))])
    prepared = await prepared_of(turn.work, batch.id)
    if allowed(turn.actor, Action.APPROVE_CERTIFICATES) and (prepared or await complete(turn.work, batch.id)):
        # The count goes with the button: what is signed is the list that was seen.
        count = len(prepared)
        rows.append([Button("certificates.approve", APPROVE(batch=batch.id, count=count), {"count": count})])
    return rows


def _pages(batch: Batch, count: int, first: int) -> Rows:
    page, last = first // PER_PAGE, max(0, count - 1) // PER_PAGE
    turns = [(page - 1, "earlier"), (page + 1, "later")]
    moves = [(CERTIFICATES(batch=batch.id, page=to), name) for to, name in turns if 0 <= to <= last]
    row = [Button(f"certificates.{name}", data) for data, name in moves]
    return [row] if row else []


@router.on(PREPARE, action=Action.PREPARE_CERTIFICATES)
async def prepare_all(turn: Turn, batch: int) -> None:
    """Number them; another person decides."""
    await prepare(turn.work, turn.actor, Prepare(batch, printable_characters()))
    await show(turn, await turn.work.standards.batch(batch))


@router.event(CertificatesPrepared)
async def prepared(turn: Turn, event: CertificatesPrepared) -> None:
    """Tell a director that a list waits."""
    # The event may reach somebody whose role ended while it waited.
    if not allowed(turn.actor, Action.APPROVE_CERTIFICATES):
        return
    batch = await turn.work.standards.batch(event.batch_id)
    count = len(await prepared_of(turn.work, event.batch_id))
    rows = [[Button("certificates.look", CERTIFICATES(batch=batch.id))]]
    turn.say(Text("certificates/prepared", {**batch_facts(turn, batch), "count": count}), rows)


@router.on(APPROVE, action=Action.APPROVE_CERTIFICATES)
async def approve_all(turn: Turn, batch: int, count: int) -> None:
    """Issue them, and have them drawn."""
    issued = await approve(turn.work, turn.actor, Approve(batch, count))
    draw(turn, issued)
    facts = {**batch_facts(turn, await turn.work.standards.batch(batch)), "count": len(issued)}
    rows = [[Button("certificates.look", CERTIFICATES(batch=batch)), TO_HOME]]
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
        again = [[Button("certificates.draw_again", DRAW(certificate=certificate.id))]]
        turn.say(Text("certificates/draw_failed", {"certificate": certificate}), again)
    elif await keep_file(turn.work, event.certificate_id, event.file):
        # The last one drawn ends the step, whichever that is: workers draw side by side.
        await done(turn, CertificatesDone(certificate.batch_id))


@router.on(DRAW, action=Action.APPROVE_CERTIFICATES)
async def draw_again(turn: Turn, certificate: int) -> None:
    """Try once more what could not be made."""
    undrawn = await turn.work.certificates.certificate(certificate)
    if undrawn.status is not CertificateStatus.ISSUED or undrawn.file is not None:
        raise Missing("certificate")
    draw(turn, [undrawn])
    turn.toast(Text("certificates/coming"))


@router.event(CertificatesDone)
async def done(turn: Turn, event: CertificatesDone) -> None:
    """All certificates of a batch are issued."""
    batch = await turn.work.standards.batch(event.batch_id)
    given = await turn.work.certificates.of_batch(event.batch_id)
    count = sum(each.issued_at is not None for each in given)
    rows = [[Button("certificates.look", CERTIFICATES(batch=batch.id)), TO_HOME]]
    turn.say(Text("certificates/done", {**batch_facts(turn, batch), "count": count}), rows)
