"""All kinds of files that are rendered."""

from __future__ import annotations

from generator.rendering.archive import ARCHIVE_KINDS, SEARCH
from generator.rendering.issue import ISSUE_KINDS

KINDS = (*ISSUE_KINDS, *ARCHIVE_KINDS, SEARCH)
"""All kinds of files that are rendered."""
