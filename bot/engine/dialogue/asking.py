"""Showing the question of a step: its text, its buttons with their token, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.dialogue.declaration import Dialogue
from bot.engine.dialogue.step import Step, View
from bot.engine.dialogue.steps import Many, Summary
from bot.engine.message import Button, Message, Rows, Screen, Text
from bot.engine.press import Answer, Press
from domain.errors import Refusal

# An answer names the dialogue and the question that it was drawn for, whether it is a value or a move, and which.
ANSWER = Press("d", instance=str, round=int, verb=str, value=str)
VALUE, MOVE = "v", "m"
BACK, KEEP, SAVE = Answer("back"), Answer("keep"), Answer("save")
RESUME = Press("resume", dialogue=str)


async def ask(dialogue: Dialogue, view: View, *, refusal: Refusal | None = None, afresh: bool = False) -> None:
    """Show the step's question, or what is wrong with the answer above the same buttons."""
    step = dialogue.step(view.frame.step)
    # Each question shown is a new round: a press on the one before is told so and changes nothing.
    view.frame.round += 1
    message: Message = Text(refusal.key, refusal.facts()) if refusal else await question(dialogue, view)
    keys = step.keys(view)
    if keys:
        view.turn.show(Screen(message, reply=[*keys, _moves(dialogue, view, step)]))
        return
    rows = [[_with_token(view, button) for button in row] for row in await step.rows(view)]
    moves = [_with_token(view, button, verb=MOVE) for button in _moves(dialogue, view, step)]
    view.turn.show(Screen(message, [*rows, *([moves] if moves else [])]), afresh=afresh)


async def question(dialogue: Dialogue, view: View) -> Message:
    """The text of the step's question."""
    step = dialogue.step(view.frame.step)
    position, total = dialogue.position(view.draft, step.name)
    facts = {"draft": view.draft, "parent": view.parent, "position": position, "total": total}
    return Text(f"{dialogue.area}/ask_{step.name}", facts | dict(await step.facts(view)))


def reply_rows(dialogue: Dialogue, view: View) -> Rows:
    """What stands below the input line at this step, for reading a typed label."""
    step = dialogue.step(view.frame.step)
    keys = step.keys(view)
    return [*keys, _moves(dialogue, view, step)] if keys else []


def _moves(dialogue: Dialogue, view: View, step: Step) -> Sequence[Button]:
    moves: list[Button] = []
    nested = view.parent is not None
    if dialogue.previous(view.draft, step.name) or nested:
        moves.append(Button("engine.back", BACK()))
    if step.answered(view.draft) and step.name not in view.frame.again and not isinstance(step, Many | Summary):
        moves.append(Button("engine.keep", KEEP()))
    if not nested:
        moves.append(Button("engine.save", SAVE()))
    return moves


def _with_token(view: View, button: Button, verb: str = VALUE) -> Button:
    data = ANSWER(instance=view.frame.instance, round=view.frame.round, verb=verb, value=button.data)
    return button._replace(data=data)
