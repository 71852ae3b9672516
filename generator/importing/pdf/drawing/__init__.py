"""Content streams, run: what is drawn where."""
