"""Source -> Issue: one parser for what all readers hand over."""

from generator.importing.structure.parsing import parse

__all__ = ["parse"]
