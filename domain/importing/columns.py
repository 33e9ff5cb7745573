"""How the header row of a table of candidates is read (facts §2.1, §11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from domain.importing.refusals import WrongHeader
from domain.registration.columns import Column
from domain.registration.rules import compact
from domain.registration.statements import COLUMNS

LONGEST_SHOWN, MOST_SHOWN = 12, 5
MARK = "问题"  # where the bot writes what is wrong; read over when the file comes again
ASIDE = frozenset({"序号", "备注", MARK})
_COLUMN_OF = {heading: column for column in COLUMNS for heading in (column.heading, *column.also)}


def columns_of(header: Sequence[str]) -> Mapping[int, Column]:
    """Which column stands at which place (from 0) of a header row; headings may be marked with ★ or *.

    Raises `WrongHeader`, naming what is missing, what nobody knows, and what stands there twice.
    """
    # Forms mark needed columns with a star, and people copy the heading with it.
    headings = [compact(text).strip("★*") for text in header]
    found = {place: _COLUMN_OF[text] for place, text in enumerate(headings) if text in _COLUMN_OF}
    missing = tuple(column.heading for column in COLUMNS if column.needed and column not in found.values())
    doubled = tuple(column.heading for column, times in Counter(found.values()).items() if times > 1)
    # Only where something is known at all: else this is no header row, and every word would be listed.
    unknown = [text for text in headings if text and text not in _COLUMN_OF and text not in ASIDE] if found else []
    if missing or doubled or unknown:
        raise WrongHeader(missing, tuple(text[:LONGEST_SHOWN] for text in unknown[:MOST_SHOWN]), doubled[:MOST_SHOWN])
    return found
