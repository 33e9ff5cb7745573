"""What survives a restart: the disk, and the files that messages hold."""
