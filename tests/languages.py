"""The languages that there are, for tests that look at every text in each of them."""

from __future__ import annotations

from bot.texts import locales

LANGUAGES = tuple(locale.code for locale in locales())
