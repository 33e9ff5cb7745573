"""What the buttons of standards mean: batches that are planned and not out yet."""

from __future__ import annotations

from bot.engine.press import Press

NEW_BATCH = Press("batch_new")
EDIT_BATCH = Press("batch_edit", batch=int)
DROP_BATCH = Press("batch_drop", batch=int)
DROP_BATCH_SURE = Press("batch_drop_sure", batch=int)
