"""PDF -> Source: what is drawn where, put back into paragraphs, headings, tables and pictures."""

from generator.importing.pdf.reading import read_pdf

__all__ = ["read_pdf"]
