"""Qikan: the archive of a weekly digest as a static site."""
