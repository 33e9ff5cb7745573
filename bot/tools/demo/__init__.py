"""The whole centre on a laptop: the sandbox and the bot in one process, with example data."""
