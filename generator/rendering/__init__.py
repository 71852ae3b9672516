"""From an Issue to the pages of the site: pure functions, no file is written here.

`render_issue` makes everything that depends on one issue; `render_archive` everything that depends on all of them,
from their cards; `render_search` the search page, which holds the head of the index. All of them return bytes by path,
relative to the site's root.
"""

from generator.rendering.archive import render_archive, render_search
from generator.rendering.cards import ArticleCard, IssueCard, card
from generator.rendering.issue import NO_NEIGHBOURS, Neighbours, render_issue
from generator.rendering.theme import Theme, load_theme

__all__ = [
    "NO_NEIGHBOURS",
    "ArticleCard",
    "IssueCard",
    "Neighbours",
    "Theme",
    "card",
    "load_theme",
    "render_archive",
    "render_issue",
    "render_search",
]
