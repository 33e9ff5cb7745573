"""How the program starts: command line, settings to parts, processes."""
