"""What the archivist does: see what is complete, what is missing, and closing a batch for good."""

from __future__ import annotations

from bot.archive.building import KIND, ArchiveBuilt, built_of
from bot.archive.presses import ARCHIVE, ARCHIVES, BUILD, SEND
from bot.engine.message import Button, Document, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.standards.batches import batch_button, batch_facts
from domain.archive import Archive, check_complete, close_archive, completeness, hand_out
from domain.people import Action, allowed
from domain.standards import Batch, BatchStatus

MOST_SENT = 45 * 2**20  # a bot may send 50 MB (facts §12)
ORDER = 40
router = Router()


@router.command("archive", action=Action.ARCHIVE)
@router.on(ARCHIVES, action=Action.ARCHIVE)
async def choose(turn: Turn) -> None:
    """The batches that can be archived, or are."""
    batches = [each for each in await turn.work.standards.batches() if each.status in _LAST]
    rows = [[batch_button(turn, each, ARCHIVE)] for each in batches]
    turn.show(Screen(Text("archive/choose", {"count": len(batches)}), [*rows, [TO_HOME]]))


@router.on(ARCHIVE, action=Action.ARCHIVE)
async def show(turn: Turn, batch: int) -> None:
    """What the archive of a batch holds."""
    one = await turn.work.standards.batch(batch)
    kept = await turn.work.archive.of_batch(batch)
    holdings = await completeness(turn.work, turn.actor, batch)
    facts = {**batch_facts(turn, one), "holdings": holdings, "archive": kept}
    turn.show(Screen(Text("archive/card", facts), _rows(one, complete=all(each.complete for each in holdings))))


def _rows(batch: Batch, *, complete: bool) -> Rows:
    rows = [[Button("archive.again", ARCHIVE(batch=batch.id)), TO_HOME]]
    if batch.status is BatchStatus.ARCHIVED:
        return [[Button("archive.send", SEND(batch=batch.id))], *rows]
    if batch.status is BatchStatus.CERTIFIED and complete:
        return [[Button("archive.build", BUILD(batch=batch.id))], *rows]
    return rows


@router.on(BUILD, action=Action.ARCHIVE)
async def build(turn: Turn, batch: int) -> None:
    """Have the ZIP built; the card says that it takes a moment."""
    await check_complete(turn.work, turn.actor, batch)
    turn.order(KIND, f"{KIND}:{batch}", {"batch_id": batch})
    turn.show(Screen(Text("archive/building", batch_facts(turn, await turn.work.standards.batch(batch)))))


@router.event(ArchiveBuilt)
async def built(turn: Turn, event: ArchiveBuilt) -> None:
    """Close the archive with what was built, and hand it over."""
    # Asked again: while the ZIP was built the role may have ended.
    turn.require(Action.ARCHIVE)
    batch = await turn.work.standards.batch(event.batch_id)
    if not event.file:
        turn.say(Text("archive/failed", batch_facts(turn, batch)), _rows(batch, complete=True))
        return
    kept = await turn.work.archive.of_batch(batch.id)
    # Closed once: of an archive that is there already, that one is handed over and not what was built now.
    if kept is None:
        kept = await close_archive(turn.work, turn.actor, batch.id, await built_of(event, turn.services.files))
    _hand_over(turn, batch, kept, event.size)


@router.on(SEND, action=Action.ARCHIVE)
async def send(turn: Turn, batch: int) -> None:
    """The closed archive once more."""
    kept = await hand_out(turn.work, turn.actor, batch)
    _hand_over(turn, await turn.work.standards.batch(batch), kept, sum(entry.size for entry in kept.entries))


def _hand_over(turn: Turn, batch: Batch, kept: Archive, size: int) -> None:
    facts = {**batch_facts(turn, batch), "archive": kept, "too_big": size > MOST_SENT}
    document = None if facts["too_big"] else Document(kept.file, f"archive-{batch.year}-{batch.number}.zip")
    turn.send(Screen(Text("archive/closed", facts), [[TO_HOME]], document=document))


async def section(turn: Turn) -> Section | None:
    """Batches that wait for their archive."""
    if not allowed(turn.actor, Action.ARCHIVE):
        return None
    waiting = [each for each in await turn.work.standards.batches() if each.status is BatchStatus.CERTIFIED]
    rows = [[batch_button(turn, each, ARCHIVE)] for each in waiting]
    return Section(Text("archive/home", {"count": len(waiting)}), rows, ORDER)


_LAST = frozenset({BatchStatus.CERTIFIED, BatchStatus.ARCHIVED})
