"""Why marks are not taken; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.errors import Refusal
from domain.language import Words


class MarkingRefusal(Refusal):
    """A refusal whose text stands with the marking area."""

    area: ClassVar[str] = "marking"


@dataclass(eq=False)
class NotMarks(MarkingRefusal):
    """What was typed are no marks; an example with as many as are wanted."""

    text: str
    example: str


@dataclass(eq=False)
class WrongCount(MarkingRefusal):
    """So many marks are wanted, so many were given."""

    wanted: int
    given: int
    example: str


@dataclass(eq=False)
class OutOfRange(MarkingRefusal):
    """The mark at this place (from 1) is more than the criterion allows."""

    place: int
    name: Words
    given: int
    full: int
    example: str


@dataclass(eq=False)
class NotYours(MarkingRefusal):
    """Only an examiner of the sitting marks its candidates."""


@dataclass(eq=False)
class MarkedAlready(MarkingRefusal):
    """A submitted sheet is never changed."""

    code: str


@dataclass(eq=False)
class NotPresent(MarkingRefusal):
    """Who was absent, or whose part is void, gets no mark."""


@dataclass(eq=False)
class MarkingClosed(MarkingRefusal):
    """The scores are summarised, or the batch is stopped: no mark is taken any more."""


@dataclass(eq=False)
class NotOver(MarkingRefusal):
    """Theory marks are entered when the sitting is over."""


@dataclass(eq=False)
class TheoryFormat(MarkingRefusal):
    """What was typed is no mark from 0 to 100 with at most one decimal."""

    text: str


@dataclass(eq=False)
class NoSuchNumber(MarkingRefusal):
    """No candidate of this sitting has the ticket number."""

    number: str


@dataclass(eq=False)
class PaperNamedTwice(MarkingRefusal):
    """One message names the same paper twice."""

    number: str


@dataclass(eq=False)
class TooManyMarks(MarkingRefusal):
    """More marks without a number than papers are left."""

    given: int
    left: int


@dataclass(eq=False)
class BothEntered(MarkingRefusal):
    """Two other persons enter this sitting already: a third does not."""


@dataclass(eq=False)
class EntryClosed(MarkingRefusal):
    """The two entries of this paper agree: nothing is changed any more."""

    number: str
