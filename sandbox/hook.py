"""A bot's webhook: its settings and its last trouble."""

import time
from collections.abc import Callable

from sandbox.disk import Shelf
from sandbox.wire import Json


class Hook:
    """`settings` is {} for none; `on_change` is called when they change."""

    def __init__(self, shelf: Shelf) -> None:
        self.settings: Json = {}
        self.trouble: Json = {}
        self.set_at = float("-inf")
        self.on_change: Callable[[], None] = lambda: None
        self._shelf = shelf

    def set(self, settings: Json) -> None:
        """New settings; the trouble of the old ones is forgotten."""
        self.settings = settings
        self.trouble = {}
        self._shelf.keep("webhook", "", settings)
        self.on_change()

    def note(self, message: str) -> None:
        """Remember the last error of pushing."""
        self.trouble = {"last_error_date": int(time.time()), "last_error_message": message}

    def restore(self, settings: Json) -> None:
        """Take up what was set before."""
        self.settings = settings
