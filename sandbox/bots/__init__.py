"""A bot and what it has: its queue of updates, webhook, turns of polling, commands and profile."""
