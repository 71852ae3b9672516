"""How pages are set: lines and blocks, columns and measures, and what recurs on every page."""
