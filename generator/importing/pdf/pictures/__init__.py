"""Figures: pictures, drawings, and pages that are pictures of text."""
