"""What people read, a folder for each language: files of messages and labels by area, and how the language writes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bot.texts.locale import Locale
from domain.language import OFFICIAL


@cache
def locales() -> Sequence[Locale]:
    """Every language that has a folder here, the official one first."""
    found = [import_module(f"{__name__}.{each.name}").LOCALE for each in iter_modules(__path__) if each.ispkg]
    return sorted(found, key=lambda locale: (locale.code != OFFICIAL, locale.code))
