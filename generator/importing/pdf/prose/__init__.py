"""Paragraphs by geometry: what goes on, what is inset, framed, noted or raised."""
