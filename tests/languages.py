"""The languages that there are, and the made-up one, for tests that look at every text in each of them."""

from __future__ import annotations

import atexit
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.engine.rendering import Renderer
from bot.texts import locales
from tests.made_up import CODE, MadeUp

LANGUAGES = tuple(locale.code for locale in locales())
EVERY_LANGUAGE = (*LANGUAGES, CODE)
HELD = TemporaryDirectory(prefix="jianding-texts-")
atexit.register(HELD.cleanup)
WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def every_language() -> Renderer:
    """The texts of all of them."""
    return Renderer([*locales(), MadeUp(Path(HELD.name), lenient=True)])


def unbracketed(text: str) -> set[str]:
    """The words of a text in the made-up language that are not of it."""
    return set(WORD.findall(re.sub(r"⟦[^⟦⟧]*⟧", " ", text)))
