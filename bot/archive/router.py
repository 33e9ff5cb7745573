"""What the archivist does: see what is complete, what is missing, and closing a batch for good."""

from __future__ import annotations

from bot.archive.building import KIND, ArchiveBuilt, built_of
from bot.archive.presses import ARCHIVE
from bot.engine.message import Button, Document, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.standards.batches import batch_button, batch_facts, number_of
from domain.archive import check_complete, close_archive, completeness
from domain.errors import Missing
from domain.people import Action, allowed
from domain.standards import Batch, BatchStatus

MOST_SENT = 45 * 2**20  # a bot may send 50 MB (facts §12)
ORDER = 40
router = Router()


@router.command("archive", action=Action.ARCHIVE)
@router.press("archives", action=Action.ARCHIVE)
async def choose(turn: Turn, *_: str) -> None:
    """The batches that can be archived, or are."""
    batches = [each for each in await turn.work.standards.batches() if each.status in _LAST]
    rows = [[batch_button(turn, each, ARCHIVE)] for each in batches]
    turn.show(Screen(Text("archive/choose", {"count": len(batches)}), [*rows, [Button("people.home", "home")]]))


@router.press("archive", action=Action.ARCHIVE)
async def show(turn: Turn, word: str = "", *_: str) -> None:
    """What the archive of a batch holds."""
    batch = await turn.work.standards.batch(number_of(word))
    kept = await turn.work.archive.of_batch(batch.id)
    holdings = await completeness(turn.work, turn.actor, batch.id)
    facts = {**batch_facts(turn, batch), "holdings": holdings, "archive": kept}
    turn.show(Screen(Text("archive/card", facts), _rows(batch, complete=all(each.complete for each in holdings))))


def _rows(batch: Batch, *, complete: bool) -> Rows:
    rows = [[Button("archive.again", f"archive:{batch.id}"), Button("people.home", "home")]]
    if batch.status is BatchStatus.ARCHIVED:
        return [[Button("archive.send", f"archive_send:{batch.id}")], *rows]
    if batch.status is BatchStatus.CERTIFIED and complete:
        return [[Button("archive.build", f"archive_build:{batch.id}")], *rows]
    return rows


@router.press("archive_build", action=Action.ARCHIVE)
async def build(turn: Turn, word: str = "", *_: str) -> None:
    """Have the ZIP built; the card says that it takes a moment."""
    batch = await turn.work.standards.batch(number_of(word))
    await check_complete(turn.work, turn.actor, batch.id)
    turn.order(KIND, f"{KIND}:{batch.id}", {"batch_id": batch.id})
    turn.show(Screen(Text("archive/building", batch_facts(turn, batch))))


@router.event(ArchiveBuilt)
async def built(turn: Turn, event: ArchiveBuilt) -> None:
    """Close the archive with what was built, and hand it over."""
    turn.require(Action.ARCHIVE)
    batch = await turn.work.standards.batch(event.batch_id)
    if not event.file:
        turn.say(Text("archive/failed", batch_facts(turn, batch)), _rows(batch, complete=True))
        return
    if batch.status is not BatchStatus.ARCHIVED:
        await close_archive(turn.work, turn.actor, event.batch_id, await built_of(event, turn.services.files))
    await _hand_over(turn, batch, event.size)


@router.press("archive_send", action=Action.ARCHIVE)
async def send(turn: Turn, word: str = "", *_: str) -> None:
    """The closed archive once more."""
    batch = await turn.work.standards.batch(number_of(word))
    kept = await turn.work.archive.of_batch(batch.id)
    if kept is None:
        raise Missing("archive")
    turn.work.audit(turn.actor, "archive.sent", f"batch:{batch.id}", file=kept.file)
    await _hand_over(turn, batch, sum(entry.size for entry in kept.entries))


async def _hand_over(turn: Turn, batch: Batch, size: int) -> None:
    kept = await turn.work.archive.of_batch(batch.id)
    assert kept is not None
    facts = {**batch_facts(turn, batch), "archive": kept, "too_big": size > MOST_SENT}
    document = None if facts["too_big"] else Document(kept.file, f"archive-{batch.year}-{batch.number}.zip")
    turn.send(Screen(Text("archive/closed", facts), [[Button("people.home", "home")]], document=document))


async def section(turn: Turn) -> Section | None:
    """Batches that wait for their archive."""
    if not allowed(turn.actor, Action.ARCHIVE):
        return None
    waiting = [each for each in await turn.work.standards.batches() if each.status is BatchStatus.CERTIFIED]
    rows = [[batch_button(turn, each, ARCHIVE)] for each in waiting]
    return Section(Text("archive/home", {"count": len(waiting)}), rows, ORDER)


_LAST = frozenset({BatchStatus.CERTIFIED, BatchStatus.ARCHIVED})
