"""Ids for ever: which anchors of an issue have been published, and what becomes of those that it has no more.

`record` is the file that remembers them, `content/anchors/2024-11.txt`; `keeping` finds for each anchor that is gone
the place where its readers are to arrive, and the ids that have changed hands.
"""

from generator.published.keeping import Kept, Moved, kept_anchors, moved_articles
from generator.published.record import ANCHORS, Anchors, Published, anchors_of, first_record, read_record, recorded

__all__ = [
    "ANCHORS",
    "Anchors",
    "Kept",
    "Moved",
    "Published",
    "anchors_of",
    "first_record",
    "kept_anchors",
    "moved_articles",
    "read_record",
    "recorded",
]
