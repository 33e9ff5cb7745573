"""What the buttons of the archive mean."""

from __future__ import annotations

from bot.engine.press import Press

ARCHIVES = Press("archives")
ARCHIVE = Press("archive", batch=int)
BUILD = Press("archive_build", batch=int)
SEND = Press("archive_send", batch=int)
STATISTICS_ALL = Press("stats_all")
STATISTICS = Press("stats", batch=int)
