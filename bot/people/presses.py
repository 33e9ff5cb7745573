"""What the buttons that everybody has mean."""

from __future__ import annotations

from bot.engine.message import Button
from bot.engine.press import Press
from domain.people import ConsentKind

HOME = Press("home")
HELP = Press("help")
LANGUAGE = Press("language", language=str)
LANGUAGES = Press("languages")
AGREE = Press("agree", kind=ConsentKind, goal=str, about=int, optional=("about",))
DISAGREE = Press("disagree")

TO_HOME = Button("people.home", HOME())
