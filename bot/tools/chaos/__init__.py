"""How safe: workers are killed at random moments while people register, and what was lost or doubled is counted."""
