"""Source -> Issue: one parser for what all readers hand over."""

from generator.importing.structure.parse import parse

__all__ = ["parse"]
