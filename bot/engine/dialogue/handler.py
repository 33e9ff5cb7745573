"""The handler of all dialogues: who hears what, and the moves between steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telegram.ext import BaseHandler

from bot.engine.conversation import Frame
from bot.engine.dialogue import edits, idle
from bot.engine.dialogue.asking import ANSWER, KEEP, MOVE, RESUME, SAVE, ask, reply_rows
from bot.engine.dialogue.declaration import Dialogue, DraftOutdated
from bot.engine.dialogue.refusals import AnsweredBefore, TooMuchText
from bot.engine.dialogue.step import Heard, Open, Stay, View
from bot.engine.dialogue.steps import EDIT, SUBMIT, Many, Summary
from bot.engine.dialogue.waiting import awaiting
from bot.engine.incoming import Incoming, Said
from bot.engine.message import Button, Screen, Text
from bot.engine.turn import Turn, TurnContext, current_turn
from domain.errors import Refusal

LONGEST_ANSWER = 1000
QUIET_TEXTS = ("/",)


class Dialogues(BaseHandler[Any, TurnContext, None]):
    """All declared dialogues as one PTB handler."""

    __slots__ = ("declared",)

    def __init__(self, dialogues: Sequence[Dialogue]) -> None:
        super().__init__(self._handle)
        self.declared: Mapping[str, Dialogue] = {dialogue.name: dialogue for dialogue in dialogues}

    def check_update(self, update: object) -> bool:
        """Presses with a dialogue's token, what is said while a dialogue hears, and events that a step waits for."""
        if isinstance(update, idle.Idle):
            return True
        if not isinstance(update, Incoming):
            return awaiting(current_turn(), self.declared, update) is not None
        if update.press:
            return update.press.data.startswith(f"{ANSWER.name}{ANSWER.separator}")
        message = update.message
        # A command leads out of any dialogue; its draft is put aside. An edit is not obeyed, whatever it says.
        if message is None or (message.edited_at is None and (message.text or "").startswith(QUIET_TEXTS)):
            return False
        return current_turn().conversation.top is not None

    async def start(self, turn: Turn, name: str, draft: Any = None, again: Sequence[str] = ()) -> None:
        """Begin a dialogue, or go on with its draft where there is one."""
        dialogue = self.declared[name]
        turn.require(dialogue.action)
        if turn.conversation.take_up(name):
            await self.show(turn)
            return
        turn.conversation.put_aside()
        at = turn.work.now.timestamp()
        turn.conversation.frames = [dialogue.open(draft or dialogue.draft(), again, at)]
        idle.expect(turn, dialogue, turn.work.now)
        await self.show(turn)

    async def restart(self, turn: Turn, name: str, draft: Any, again: Sequence[str] = ()) -> None:
        """Begin a dialogue with this draft, whatever was there of it before."""
        turn.conversation.forget(name)
        await self.start(turn, name, draft, again)

    async def ask(self, turn: Turn, name: str, about: Any = 0) -> None:
        """Ask the one question of a dialogue that `single` has declared, about the record of that id (or those)."""
        carried = {"about": about} if isinstance(about, int) else vars(about)
        await self.restart(turn, name, self.declared[name].draft(**carried))

    async def show(self, turn: Turn, *, afresh: bool = False) -> None:
        """Show the question that the conversation has come to; a draft that fits no more gets an apology."""
        try:
            view = self._view(turn)
        except DraftOutdated as outdated:
            self._apologise(turn, str(outdated))
            return
        if view is not None:
            await ask(self.declared[view.frame.dialogue], view, afresh=afresh)

    async def _handle(self, update: Any, context: TurnContext) -> None:
        turn = context.turn
        try:
            if isinstance(update, idle.Idle):
                idle.remind(turn, self.declared.get(update.dialogue))
            elif not isinstance(update, Incoming):
                await self._event(turn, update)
            elif update.press:
                await self._press(turn, update.press.data)
            elif update.message:
                hear = self._said if update.message.edited_at is None else self._edited
                await hear(turn, update.message)
        except DraftOutdated as outdated:
            self._apologise(turn, str(outdated))

    async def _press(self, turn: Turn, data: str) -> None:
        frame, given = turn.conversation.top, ANSWER.meant_by(data)
        if frame is None or given is None or frame.instance != given["instance"] or frame.round != given["round"]:
            # The round just answered: a second finger, or a tap repeated on a slow line.
            doubled = frame and given and (frame.instance, frame.round - 1) == (given["instance"], given["round"])
            turn.toast(Text("engine/press_doubled" if doubled else "engine/press_old"))
        elif given["verb"] == MOVE:
            await self._move(turn, given["value"])
        else:
            await self._hear(turn, Heard(value=given["value"]))

    async def _said(self, turn: Turn, message: Said) -> None:
        view = self._view(turn)
        if view is None:
            return
        move = (
            turn.meaning(message.text, reply_rows(self.declared[view.frame.dialogue], view)) if message.text else None
        )
        if move is not None and move.data:
            await self._move(turn, move.data)
        else:
            view.frame.said[view.frame.step] = message.id
            await self._hear_at(view, Heard(text=message.text, message=message))

    async def _edited(self, turn: Turn, message: Said) -> None:
        """An edit of what answered the question in force is said anew; any other is declined, with the way to go on."""
        top = turn.conversation.frames[-1]
        if top.said.get(top.step) == message.id and not (message.text or "").startswith(QUIET_TEXTS):
            await self._said(turn, message)
        elif edits.declines(turn, self.declared, message) and (view := self._view(turn)):
            await ask(self.declared[top.dialogue], view, refusal=AnsweredBefore())

    def hides(self, turn: Turn) -> bool:
        """Whether the answer to the question in force is taken out of the chat."""
        return edits.hides(turn, self.declared)

    async def _event(self, turn: Turn, event: Any) -> None:
        frame = awaiting(turn, self.declared, event)
        if frame is turn.conversation.top:
            await self._hear(turn, Heard(event=event))

    async def _hear(self, turn: Turn, heard: Heard) -> None:
        view = self._view(turn)
        if view is not None:
            await self._hear_at(view, heard)

    async def _hear_at(self, view: View, heard: Heard) -> None:
        turn, dialogue = view.turn, self.declared[view.frame.dialogue]
        step = dialogue.step(view.frame.step)
        try:
            turn.require(dialogue.action)
            if len(heard.text or "") > LONGEST_ANSWER:
                raise TooMuchText(len(heard.text or ""), LONGEST_ANSWER)
            if isinstance(step, Summary) and heard.value is not None:
                await self._at_summary(turn, view, heard.value)
            else:
                await self._took(turn, view, await step.take(view, heard))
        except Refusal as refusal:
            await self._refuse(turn, refusal, heard)
        # Also when it was refused: a mistyped ID number is nearly one (facts §12).
        if step.sealed and heard.text:
            turn.delete_heard()

    async def _took(self, turn: Turn, view: View, value: Any) -> None:
        frame, dialogue = view.frame, self.declared[view.frame.dialogue]
        if isinstance(value, Open):
            nested = self.declared[value.dialogue]
            turn.conversation.frames.append(nested.open(nested.draft(), (), frame.touched))
            await self.show(turn)
        elif isinstance(value, Stay):
            dialogue.store(frame, view.draft)
            if not value.quiet:
                await self.show(turn)
        else:
            await self._accept(turn, view, value)

    async def _accept(self, turn: Turn, view: View, value: Any) -> None:
        frame, dialogue = view.frame, self.declared[view.frame.dialogue]
        step = dialogue.step(frame.step)
        former = getattr(view.draft, step.name, None)
        await step.put(view, value)
        # Only a changed answer clears what hung on it: confirming the old one costs nothing.
        if former != value:
            for name in step.clears:
                setattr(view.draft, name, None)
        if step.after:
            await step.after(view)
        frame.touched = turn.work.now.timestamp()
        # An answer ends the waiting; the event of a job that comes later finds nobody.
        frame.waits = ""
        frame.again = [name for name in frame.again if name != step.name]
        await self._leave_keys(turn, view)
        await self._go_on(turn, view, step.name)

    async def _go_on(self, turn: Turn, view: View, after: str) -> None:
        frame, dialogue = view.frame, self.declared[view.frame.dialogue]
        frame.editing = False
        following = dialogue.following(view.draft, frame, after)
        if following is None and view.parent is None:
            await self._finish(turn, view)
            return
        if following is None:
            await self._close_nested(turn, view)
            return
        frame.step = following.name
        dialogue.store(frame, view.draft)
        await ask(dialogue, view)

    async def _finish(self, turn: Turn, view: View) -> None:
        dialogue = self.declared[view.frame.dialogue]
        await dialogue.finish(turn, view.draft)
        turn.conversation.forget(dialogue.name)  # only now: `finish` may have begun another, which puts this one aside
        idle.settle(turn, dialogue)

    async def _close_nested(self, turn: Turn, view: View) -> None:
        # A nested dialogue gives its outcome to the step that opened it; nothing is stored before the whole is.
        outcome = await self.declared[view.frame.dialogue].finish(turn, view.draft)
        parent = turn.conversation.frames[-2]
        around = self.declared[parent.dialogue]
        draft = around.load(parent)
        step = around.step(parent.step)
        if isinstance(step, Many):
            await step.added(View(draft, turn, parent), outcome)
        parent.touched = turn.work.now.timestamp()
        around.store(parent, draft)
        turn.conversation.frames.pop()
        await self.show(turn)

    async def _at_summary(self, turn: Turn, view: View, value: str) -> None:
        frame, dialogue = view.frame, self.declared[view.frame.dialogue]
        edited = EDIT.read(value)
        if edited and any(step.name == edited["step"] for step in dialogue.asked(view.draft)):
            frame.step, frame.editing = edited["step"], True
            await self.show(turn)
        elif value == SUBMIT():
            await self._finish(turn, view)
        else:
            await self.show(turn)

    async def _move(self, turn: Turn, move: str) -> None:
        view = self._view(turn)
        if view is None:
            return
        await self._leave_keys(turn, view)
        view.frame.waits = ""
        if move == SAVE():
            await self._save(turn)
        elif move == KEEP():
            await self._go_on(turn, view, view.frame.step)
        else:
            await self._back(turn, view)

    async def _back(self, turn: Turn, view: View) -> None:
        before = self.declared[view.frame.dialogue].previous(view.draft, view.frame.step)
        if view.frame.editing:
            await self._go_on(turn, view, view.frame.step)
            return
        if before is not None:
            view.frame.step = before.name
        elif len(turn.conversation.frames) > 1:
            turn.conversation.frames.pop()
        await self.show(turn)

    async def _save(self, turn: Turn) -> None:
        name = turn.conversation.frames[0].dialogue
        turn.conversation.put_aside()
        turn.show(Screen(Text("engine/saved"), [[Button("engine.resume", RESUME(dialogue=name))]]))

    async def _leave_keys(self, turn: Turn, view: View) -> None:
        if self.declared[view.frame.dialogue].step(view.frame.step).keys(view):
            turn.send(Screen(Text("engine/noted"), clears=True))

    async def _refuse(self, turn: Turn, refusal: Refusal, heard: Heard) -> None:
        """Say what is wrong: on a press as an alert, else above the question's buttons. The draft stays as it was."""
        # What the refused answer had written is undone before the refusal is said.
        await turn.work.abandon()
        turn.forget_screen()
        if heard.value is not None:
            turn.refuse(refusal)
            return
        view = self._view(turn)
        if view is not None:
            if heard.event is not None:
                view.frame.waits = ""
            await ask(self.declared[view.frame.dialogue], view, refusal=refusal)

    def _apologise(self, turn: Turn, name: str) -> None:
        turn.conversation.forget(name)
        turn.conversation.frames = []
        entry = self.declared[name].entry
        turn.show(Screen(Text("engine/draft_outdated"), [[Button("engine.start_again", entry)]] if entry else ()))

    def _view(self, turn: Turn) -> View | None:
        frames = turn.conversation.frames
        if not frames:
            return None
        loaded = [self._load(frame) for frame in frames]
        return View(loaded[-1], turn, frames[-1], loaded[-2] if len(loaded) > 1 else None)

    def _load(self, frame: Frame) -> Any:
        if frame.dialogue not in self.declared:
            raise DraftOutdated(frame.dialogue)
        return self.declared[frame.dialogue].load(frame)
