"""Words of the unit of work that a test with stores of its own does not touch."""

from __future__ import annotations

from typing import NoReturn, TypeVar

P = TypeVar("P")


class Elsewhere:
    """Stores of the other words: asking for one fails the test."""

    @staticmethod
    def _untouched() -> NoReturn:
        raise AssertionError("this test does not go there")

    notices = planning = resources = staffing = checkin = property(lambda self: self._untouched())
    exam = marking = scores = certificates = archive = property(lambda self: self._untouched())

    def new_token(self) -> NoReturn:
        """No token is given out here."""
        raise AssertionError("a token")

    def announce(self, audience: object, event: object) -> NoReturn:
        """Nothing is announced here."""
        raise AssertionError(f"{event} was announced to {audience}")

    def settings_of(self, kind: type[P]) -> P:
        """The defaults."""
        return kind()
