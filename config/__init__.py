"""Settings: their shapes, their defaults, and how a file and the environment override these."""
