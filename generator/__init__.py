"""Qikan: the archive of a weekly digest as a static site."""

__version__ = "0.1.0"
