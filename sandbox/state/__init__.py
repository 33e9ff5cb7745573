"""All of it together: the world, its polls, and how it is taken up again after a restart."""
