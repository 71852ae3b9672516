"""The pages of one issue: the whole of it, a page an article, and the exports beside them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator import exports, markdown
from generator.model import Issue, issue_pages
from generator.published import Kept
from generator.rendering import addresses
from generator.rendering.blocks import Originals, blocks
from generator.rendering.cards import ArticleCard, IssueCard, card
from generator.rendering.ebook import EBOOK, ebook
from generator.rendering.frame import FRAME, frame, issue_name
from generator.rendering.inline import Place, placed
from generator.rendering.kept import REDIRECTS, kept_on, redirect_pages, with_kept_anchors
from generator.rendering.kin import Kin
from generator.rendering.kinds import Kind
from generator.rendering.parts import Part, Section, originals_of, parts_of, sections_of
from generator.rendering.sharing import ARTICLE_DATA, ISSUE_DATA, article_data, citation, issue_data
from generator.rendering.theme import Theme

if TYPE_CHECKING:
    from generator.config import Site

ISSUE_PAGE = Kind("issue page", ("issue.html", "contents.html"), (*FRAME, *ISSUE_DATA))
ARTICLE_PAGES = Kind("article pages", ("article.html", "contents.html"), (*FRAME, *ARTICLE_DATA))
EXPORTS = Kind("exports")
"""Text and data of an issue, and its pictures: they show nothing of theme or settings."""
ISSUE_KINDS = (ISSUE_PAGE, ARTICLE_PAGES, REDIRECTS, EXPORTS, EBOOK)
"""The kinds of files that an issue has."""

ON_ISSUE_PAGE = Place(beside="", issue="", article=("#", ""), headings=("h5", "h6", 'h6 aria-level="7"'))
"""The issue's page: h1 issue, h2 its parts, h3 section, h4 article, and below it the article's headings."""
ARTICLE_HEADINGS = ("h2", "h3", "h4")
"""An article's own page: h1 article, and below it the article's headings."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The issues around an issue in the archive, and what they have in common with it."""

    previous: IssueCard | None = None
    """The issue before it; None for the archive's first."""
    next: IssueCard | None = None
    """The issue after it; None for the newest."""
    kin: tuple[Kin, ...] = ()
    """What its articles lead on to among earlier issues, in their order; empty where nothing is known."""


NO_NEIGHBOURS = Neighbours()


def render_issue(
    issue: Issue,
    site: Site,
    theme: Theme,
    neighbours: Neighbours = NO_NEIGHBOURS,
    *,
    content: bytes | None = None,
    sizes: Mapping[str, tuple[int, int]] | None = None,
    pictures: Mapping[str, bytes] | None = None,
    kept: Sequence[Kept] = (),
    kinds: Collection[Kind] = ISSUE_KINDS,
    this: IssueCard | None = None,
) -> dict[str, bytes]:
    """Return the files of an issue by path: its page, its articles' pages, `.json`, `.md` and `.epub`.

    `content` is the issue's content file, published as it is; None writes it anew. `sizes` has width and height of
    each figure by its `src`, so that a page does not move when a picture arrives; `pictures` has the figures' bytes,
    for the e-book. `kept` are the anchors that the issue was published with and has no more. `kinds` are those that
    are wanted. `this` is the issue's card, where it is known already.
    """
    this = this or card(issue)
    pages = issue_pages(issue)
    originals = originals_of(issue, pages)
    parts = parts_of(issue, this, pages, originals, sizes or {})
    files: dict[str, bytes] = {}
    if ISSUE_PAGE in kinds or ARTICLE_PAGES in kinds:
        files = _pages(_Showing(issue, this, pages, originals, parts, site, theme, neighbours), kinds)
        files = {path: with_kept_anchors(page, kept_on(path, issue.id, kept)) for path, page in files.items()}
    if REDIRECTS in kinds:
        files |= redirect_pages(this, kept, site)
    if EXPORTS in kinds:
        files[f"issues/{issue.id}.md"] = markdown.write(issue).encode() if content is None else content
        files[f"issues/{issue.id}.json"] = json.dumps(exports.issue_json(issue), ensure_ascii=False).encode()
    if EBOOK in kinds:
        files[f"issues/{issue.id}.epub"] = ebook(issue, this, parts, pictures or {}, site, theme)
    return files


@dataclass(frozen=True, slots=True)
class _Showing:
    """What the pages of an issue show."""

    issue: Issue
    """The issue."""
    this: IssueCard
    """Its card."""
    pages: tuple[int, ...]
    """The pages that begin in it."""
    originals: Originals
    """Address of each of them in the printed file."""
    parts: list[Part]
    """Its articles."""
    site: Site
    """The settings."""
    theme: Theme
    """The theme."""
    neighbours: Neighbours
    """The issues around it."""


def _pages(showing: _Showing, kinds: Collection[Kind]) -> dict[str, bytes]:
    """Return the page of the whole issue and those of its articles by path, as wanted."""
    this, sections = showing.this, sections_of(showing.parts)
    contents = Markup(showing.theme.render("contents.html", issue=this, sections=sections, pages=showing.pages))
    files: dict[str, bytes] = {}
    if ISSUE_PAGE in kinds:
        files[addresses.issue_page(this.id)] = _whole(showing, sections, contents)
    if ARTICLE_PAGES in kinds:
        for number, part in enumerate(showing.parts):
            files[addresses.article_page(this.id, part.card.id)] = _single(showing, number, part, contents)
    return files


def _whole(showing: _Showing, sections: tuple[Section, ...], contents: Markup) -> bytes:
    """Return the page of the whole issue."""
    issue, this, originals = showing.issue, showing.this, showing.originals
    page = showing.theme.render(
        "issue.html",
        **frame(
            showing.site,
            addresses.issue_page(issue.id),
            title=issue_name(this),
            description="；".join(article.title for article in this.articles),
        ),
        issue=this,
        original=issue.original,
        cover=Markup(blocks(issue.cover, originals, {})),
        guide=Markup(blocks(issue.guide, originals, {})),
        data=issue_data(this, showing.site),
        contents=contents,
        sections=sections,
        pages=showing.pages,
        colophon=Markup(blocks(issue.colophon, originals, {})),
        neighbours=showing.neighbours,
    )
    return placed(page, ON_ISSUE_PAGE).encode()


def _single(showing: _Showing, number: int, part: Part, contents: Markup) -> bytes:
    """Return the page of one article."""
    this, site, neighbours = showing.this, showing.site, showing.neighbours
    page = showing.theme.render(
        "article.html",
        **frame(
            site,
            addresses.article_page(this.id, part.card.id),
            title=part.card.title,
            description=part.card.summary,
        ),
        data=article_data(part.card, this, site),
        contents=contents,
        citation=citation(part.card, this),
        issue=this,
        part=part,
        kin=neighbours.kin[number] if neighbours.kin else Kin(),
        previous=_article_before(number, this, neighbours),
        next=_article_after(number, this, neighbours),
    )
    place = Place(beside="../", issue=f"../{this.id}.html", article=("", ".html"), headings=ARTICLE_HEADINGS)
    own = f'href="{part.card.id}.html"'
    return placed(page, place).replace(own, f'{own} aria-current="page"', 1).encode()


def _article_before(number: int, this: IssueCard, neighbours: Neighbours) -> ArticleCard | None:
    """Return the article before one, the last of the issue before where it opens the issue."""
    if number > 0:
        return this.articles[number - 1]
    return neighbours.previous.articles[-1] if neighbours.previous and neighbours.previous.articles else None


def _article_after(number: int, this: IssueCard, neighbours: Neighbours) -> ArticleCard | None:
    """Return the article after one, the first of the next issue where it closes the issue."""
    if number + 1 < len(this.articles):
        return this.articles[number + 1]
    return neighbours.next.articles[0] if neighbours.next and neighbours.next.articles else None
