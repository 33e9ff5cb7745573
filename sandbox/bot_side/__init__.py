"""The bot's side over HTTP: from a request to a call, its answer, and the pushing of webhooks."""
