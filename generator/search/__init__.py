"""Search: every hit of every phrase, from plain files.

An issue becomes an IssueIndex (`index_issue`) and its text files (`text_files`), each by a pure function. Issues share
blocks (`plan`), whose grams `shards` merges partition by partition; `head_file` tells of them all. The client that
reads them is a few static files for any theme (`client_files`). `docs/search.md` describes the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.late import loaded_late

if TYPE_CHECKING:
    from generator.search.blocks import Block, plan
    from generator.search.client import client_files, page_parts
    from generator.search.grams import index_issue
    from generator.search.head import head_data, head_file
    from generator.search.summary import IssueIndex, IssueSummary
    from generator.search.texts import text_files

__all__ = [
    "Block",
    "IssueIndex",
    "IssueSummary",
    "client_files",
    "head_data",
    "head_file",
    "index_issue",
    "page_parts",
    "plan",
    "text_files",
]

_HOMES = {
    "blocks": ("Block", "plan"),
    "client": ("client_files", "page_parts"),
    "grams": ("index_issue",),
    "head": ("head_data", "head_file"),
    "summary": ("IssueIndex", "IssueSummary"),
    "texts": ("text_files",),
}
"""The module of each name, which is loaded when the name is first asked for: numpy alone takes longer to load than all
that most builds have to do with the index."""

__getattr__ = loaded_late(__name__, _HOMES)
