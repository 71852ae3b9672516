"""From an Issue to the pages of the site: pure functions, no file is written here.

`render_issue` makes everything that depends on one issue; `render_archive` everything that depends on all of them,
from their cards; `render_search` the search page, which holds the head of the index. All of them return bytes by path,
relative to the site's root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.late import loaded_late

if TYPE_CHECKING:
    from generator.rendering.archive import ARCHIVE_KINDS, SEARCH, render_archive, render_search
    from generator.rendering.cards import ArticleCard, IssueCard, card
    from generator.rendering.catalogue import KINDS
    from generator.rendering.issue import EXPORTS, ISSUE_KINDS, NO_NEIGHBOURS, Neighbours, render_issue
    from generator.rendering.kinds import THEME_FILES, Kind, look, look_of_files
    from generator.rendering.theme import Theme, load_theme

__all__ = [
    "ARCHIVE_KINDS",
    "EXPORTS",
    "ISSUE_KINDS",
    "KINDS",
    "NO_NEIGHBOURS",
    "SEARCH",
    "THEME_FILES",
    "ArticleCard",
    "IssueCard",
    "Kind",
    "Neighbours",
    "Theme",
    "card",
    "load_theme",
    "look",
    "look_of_files",
    "render_archive",
    "render_issue",
    "render_search",
]

_HOMES = {
    "archive": ("ARCHIVE_KINDS", "SEARCH", "render_archive", "render_search"),
    "cards": ("ArticleCard", "IssueCard", "card"),
    "catalogue": ("KINDS",),
    "issue": ("EXPORTS", "ISSUE_KINDS", "NO_NEIGHBOURS", "Neighbours", "render_issue"),
    "kinds": ("THEME_FILES", "Kind", "look", "look_of_files"),
    "theme": ("Theme", "load_theme"),
}
"""The module of each name, which is loaded when the name is first asked for."""

__getattr__ = loaded_late(__name__, _HOMES)
