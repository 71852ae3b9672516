"""Fonts: what the codes of strings mean, and how wide glyphs are."""
