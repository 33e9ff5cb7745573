"""One sheet after the other: the marks in one message, vetoes by button, one press to submit, and the next comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.dialogue import Ask, Dialogue, Heard, Stay, Step, View
from bot.engine.dialogue.refusals import NotAButton
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.press import Answer
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.marking.presses import MARKS, SHEET
from bot.marking.sheets import show_codes
from bot.people.presses import TO_HOME
from domain.marking import (
    BlankSheet,
    OwnSheets,
    SubmitSheet,
    blank_sheet,
    check_to_mark,
    example_of,
    own_sheets,
    parse_marks,
    submit_sheet,
)
from domain.people import Action
from domain.standards import Criterion

SUBMIT, LIST, VETO = Answer("submit"), Answer("list"), Answer("veto", criterion=str)
router = Router()


@dataclass
class Marking:
    """The draft of a sheet: whose, by code; what was typed; and what was submitted just before."""

    booking_id: int = 0
    code: str = ""
    marks: tuple[int, ...] | None = None
    vetoed: tuple[str, ...] = ()
    submitted: bool | None = None
    last: str = ""
    last_points: int = 0


@router.on(SHEET, action=Action.MARK)
async def begin(turn: Turn, booking: int) -> None:
    """Open the sheet of one candidate; what was typed for them before is still there."""
    own = await check_to_mark(turn.work, turn.actor, await blank_sheet(turn.work, booking))
    frames = turn.conversation.draft_of(marking.name)
    # Interrupted in the middle of a sheet: what was typed is still there.
    if frames and frames[0].draft.get("booking_id") == booking:
        await turn.services.dialogues.start(turn, marking.name)
        return
    await turn.services.dialogues.restart(turn, marking.name, Marking(booking, own.codes[booking]))


async def _blank(view: View) -> BlankSheet:
    if "blank" not in view.read:
        view.read["blank"] = await blank_sheet(view.turn.work, view.draft.booking_id)
    blank: BlankSheet = view.read["blank"]
    return blank


async def _own(view: View) -> OwnSheets:
    if "own" not in view.read:
        view.read["own"] = await own_sheets(view.turn.work, view.turn.actor, (await _blank(view)).sitting)
    own: OwnSheets = view.read["own"]
    return own


async def _criteria(view: View) -> Sequence[Criterion]:
    return (await _blank(view)).criteria


async def _marks(text: str, view: View) -> tuple[int, ...]:
    return parse_marks(text, await _criteria(view))


@dataclass(frozen=True, kw_only=True)
class Marks(Ask):
    """All marks in one message; a button leads to the other codes."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """The criteria, an example, and how far one is."""
        criteria = await _criteria(view)
        return {"criteria": criteria, "example": example_of(criteria), "own": await _own(view)}

    async def rows(self, view: View) -> Rows:  # noqa: ARG002 - the base's signature
        """The way to the list."""
        return [[Button("marking.list", LIST())]]

    async def take(self, view: View, heard: Heard) -> Any:
        """The marks; or the list, with this sheet put aside."""
        if heard.value == LIST():
            # Aside and not away: whoever comes back to this candidate finds what was typed.
            view.turn.conversation.put_aside()
            await show_codes(view.turn, (await _blank(view)).sitting)
            return Stay(quiet=True)
        return await super().take(view, heard)


@dataclass(frozen=True, kw_only=True)
class Check(Step):
    """What was typed, item by item: submit it, press a veto, or type all marks again."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """The criteria with their marks, and those that are broken."""
        pairs = list(zip(await _criteria(view), view.draft.marks, strict=True))
        broken = [criterion for criterion, _ in pairs if criterion.id in view.draft.vetoed]
        return {"pairs": pairs, "points": sum(view.draft.marks), "broken": broken}

    async def rows(self, view: View) -> Rows:
        """Submit, and each ★ criterion."""
        draft = view.draft
        facts = {"code": draft.code, "points": sum(draft.marks), "vetoed": bool(draft.vetoed)}
        vetoes = [[_veto(one, broken=one.id in draft.vetoed)] for one in await _criteria(view) if one.veto]
        return [[Button("marking.submit", SUBMIT(), facts)], *vetoes]

    async def take(self, view: View, heard: Heard) -> Any:
        """True to submit; a veto or other marks change the draft and are shown."""
        if heard.text is not None:
            view.draft.marks = await _marks(heard.text, view)
            return Stay()
        if heard.value == SUBMIT():
            return True
        veto = heard.chosen(VETO)
        if veto is None or veto["criterion"] not in {one.id for one in await _criteria(view) if one.veto}:
            raise NotAButton
        # Pressed again, it is taken back.
        view.draft.vetoed = tuple(sorted(set(view.draft.vetoed) ^ {veto["criterion"]}))
        return Stay()


def _veto(criterion: Criterion, *, broken: bool) -> Button:
    label = "marking.unveto" if broken else "marking.veto"
    return Button(label, VETO(criterion=criterion.id), {"one": criterion})


async def _submit(view: View) -> None:
    """Keep the sheet, and turn the draft to the next candidate if there is one."""
    draft, blank = view.draft, await _blank(view)
    own = await submit_sheet(view.turn.work, view.turn.actor, SubmitSheet(blank, draft.marks, draft.vetoed))
    draft.last, draft.last_points = draft.code, sum(draft.marks)
    following = own.following(draft.booking_id)
    # The next one at once: thirty sheets are thirty messages and thirty taps.
    if following is not None:
        view.read.update(blank=blank.of(following), own=own)
        draft.booking_id, draft.code = following.id, own.codes[following.id]
        draft.marks, draft.vetoed, draft.submitted = None, (), None


async def _finished(turn: Turn, draft: Marking) -> None:
    """The last one is in."""
    turn.show(Screen(Text("marking/finished", {"draft": draft}), [[TO_HOME]]))


marking = Dialogue(
    name="marking",
    area="marking",
    draft=Marking,
    steps=[Marks(name="marks", check=_marks), Check(name="submitted", after=_submit)],
    finish=_finished,
    action=Action.MARK,
    entry=MARKS(),
)
