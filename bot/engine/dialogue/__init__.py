"""Declared conversations: a typed draft and its steps; the engine knows order, back, edit, resume and refusal."""

from bot.engine.dialogue.declaration import Dialogue
from bot.engine.dialogue.handler import Dialogues
from bot.engine.dialogue.idle import Idle
from bot.engine.dialogue.single import single
from bot.engine.dialogue.step import Heard, Open, Option, Stay, Step, View
from bot.engine.dialogue.steps import Ask, Choice, Many, OwnContact, Summary, Upload

__all__ = [
    "Ask",
    "Choice",
    "Dialogue",
    "Dialogues",
    "Heard",
    "Idle",
    "Many",
    "Open",
    "Option",
    "OwnContact",
    "Stay",
    "Step",
    "Summary",
    "Upload",
    "View",
    "single",
]
