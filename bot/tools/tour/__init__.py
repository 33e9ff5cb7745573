"""The tour: the whole story of one batch, played by people at a sandbox of its own, from the notice to the archive."""
