"""Languages by their codes, and short texts of the field in several; those that people may choose are in bot/texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NewType

OFFICIAL = "zh"  # the language of the law and of official forms, and everybody's until they choose another
PRINTED = (OFFICIAL, "en")  # a certificate is printed in two languages (facts §6.3)

Words = NewType("Words", Mapping[str, str])
"""A short text by language, e.g. the name of an occupation; the languages of `PRINTED` are always there."""
