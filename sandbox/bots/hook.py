"""A bot's webhook: its settings and its last trouble."""

import time
from collections.abc import Callable
from http import HTTPStatus

from sandbox.keeping.disk import Shelf
from sandbox.wire import Json
from sandbox.wire.bounds import WEBHOOK_GONE_SECONDS


class Hook:
    """`settings` is {} for none; `on_change` is called when they change."""

    def __init__(self, shelf: Shelf) -> None:
        self.settings: Json = {}
        self.trouble: Json = {}
        self.set_at = float("-inf")
        self.on_change: Callable[[], None] = lambda: None
        self._gone_since: float | None = None
        self._shelf = shelf

    def set(self, settings: Json) -> None:
        """New settings; the trouble of the old ones is forgotten."""
        self.settings = settings
        self.trouble = {}
        self._gone_since = None
        self._shelf.keep("webhook", "", settings)
        self.on_change()

    def note(self, message: str) -> None:
        """Remember the last error of pushing."""
        self.trouble = {"last_error_date": int(time.time()), "last_error_message": message}

    def answered(self, status: int) -> None:
        """Count how long it has said nothing but 410 Gone; after 23 hours the webhook is removed."""
        if status != HTTPStatus.GONE:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = time.time()
        elif time.time() - self._gone_since > WEBHOOK_GONE_SECONDS:
            self.set({})

    def restore(self, settings: Json) -> None:
        """Take up what was set before."""
        self.settings = settings
