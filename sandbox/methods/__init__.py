"""The Bot API methods that the sandbox answers; each module has a table of its own."""
