"""How fast: real registration turns against a bare echo bot, side by side in one run."""
