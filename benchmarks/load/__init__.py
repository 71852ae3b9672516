"""How many readers a site holds, behind nginx and behind our own `serve`."""
