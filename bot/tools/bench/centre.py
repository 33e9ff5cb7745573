"""The centre as a side of the bench: one process of it, alone, its settings from the environment."""

from __future__ import annotations

import os

from bot.app.main import open_centre
from bot.app.running import keep_what_is_loaded, run_in_loop, set_up_logs, stop_event
from bot.tools.bench.meter import tell_cpu
from config.settings import load_settings


async def main() -> None:
    """Run until SIGTERM."""
    asked = stop_event()
    settings = load_settings(None, os.environ)
    set_up_logs(settings.log)
    centre = await open_centre(settings)
    try:
        keep_what_is_loaded()
        await centre.start()
        tell_cpu()
        await asked.wait()
    finally:
        await centre.close()


if __name__ == "__main__":
    run_in_loop(main())
