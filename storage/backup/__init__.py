"""Backups: a consistent copy of the database and its files in a folder, with a list of hashes; and the way back."""
