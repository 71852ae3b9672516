"""The pages of the whole archive, made of cards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from types import MappingProxyType
from urllib.parse import urlsplit

from generator.config import Site
from generator.rendering import feeds
from generator.rendering.addresses import year_page
from generator.rendering.cards import ArticleCard, IssueCard
from generator.rendering.charts import chart
from generator.rendering.frame import FRAME, frame
from generator.rendering.kinds import Kind
from generator.rendering.listings import (
    Span,
    Topic,
    Year,
    YearBeside,
    bars,
    newest_first,
    sections,
    sources,
    spans,
    years,
)
from generator.rendering.theme import Theme, address_of, source_of

SEARCH_PAGE = "search.html"
"""The path of the search page."""
SEARCH = Kind("search page", ("search.html",), (*FRAME, "title"))
"""The kind of the search page, which goes with the index."""

Files = Iterator[tuple[str, str | bytes]]
"""Paths, and what is to stand there."""


class Archive:
    """The issues of an archive and the ways through them, each found when it is first asked for."""

    def __init__(self, cards: Iterable[IssueCard], wanted: Wanted) -> None:
        self.issues = newest_first(cards)
        self.wanted = wanted

    @cached_property
    def years(self) -> list[Year]:
        """Its years, newest first."""
        return years(self.issues)

    @cached_property
    def sections(self) -> list[Topic]:
        """Its sections, those with most articles first."""
        return sections(self.issues)

    @cached_property
    def sources(self) -> list[Topic]:
        """Its sources, those with most articles first."""
        return sources(self.issues)

    @cached_property
    def spans(self) -> list[Span]:
        """The stretches of time that counts are compared over."""
        return spans(self.issues)


Wanted = Callable[[str, Sequence[IssueCard], object], bool]
"""Tells by its path whether a page has to be made that shows these issues, and of the others no more than this."""


def render_archive(
    cards: Iterable[IssueCard],
    site: Site,
    theme: Theme,
    kinds: Collection[Kind] | None = None,
    wanted: Wanted = lambda *_: True,
) -> Iterator[tuple[Kind, Iterator[tuple[str, bytes]]]]:
    """Yield kind by kind the files that do not belong to one issue, each with its path.

    They are made while they are asked for; of kinds with a page for each year, section or source, only the pages that
    are `wanted`. `kinds` are those to make, all where none is named; the search page is not among them
    (`render_search`), nor are the theme's own files.
    """
    archive = Archive(cards, wanted)
    for kind, render in RENDERERS.items():
        if kinds is None or kind in kinds:
            yield kind, _as_bytes(render(archive, site, theme))


def _as_bytes(files: Files) -> Iterator[tuple[str, bytes]]:
    for path, text in files:
        yield path, text.encode() if isinstance(text, str) else text


def render_search(site: Site, theme: Theme, head: str, script: str, shapes: str) -> dict[str, bytes]:
    """Return the search page by path.

    `head` is the head of the search index (`generator.search.head_data`), `script` and `shapes` are the search's own
    (`generator.search.page_parts`); the page holds all three, so that a search begins with three files less.
    """
    about = frame(site, SEARCH_PAGE, title="搜索", description=f"搜索{site.title}全文")
    held = {"search_head": head, "search_script": script, "search_shapes": address_of(shapes)}
    return {SEARCH_PAGE: theme.render("search.html", **about, **held, script_source=source_of(script)).encode()}


def _front(archive: Archive, site: Site, theme: Theme) -> Files:
    newest = archive.issues[0] if archive.issues else None
    about = frame(site, "index.html", title=site.title, description=site.description or f"{site.title}：往期全文")
    sections = _by_section(newest) if newest else []
    yield (
        "index.html",
        theme.render("index.html", **about, newest=newest, newest_sections=sections, years=archive.years),
    )


def _by_section(issue: IssueCard) -> list[tuple[str, list[ArticleCard]]]:
    runs = groupby(issue.articles, key=lambda article: article.section)
    return [(section, list(articles)) for section, articles in runs]


def _years(archive: Archive, site: Site, theme: Theme) -> Files:
    """Yield the list of years."""
    path = "years/index.html"
    about = frame(site, path, title="往期", description=f"{site.title}各年各期")
    yield path, theme.render("years.html", **about, years=archive.years)


def _each_year(archive: Archive, site: Site, theme: Theme) -> Files:
    """Yield a page a year."""
    found = archive.years
    for newer, year, older in zip([None, *found], found, [*found[1:], None], strict=False):
        path = year_page(year.year)
        around = [beside and YearBeside(beside.year) for beside in (newer, older)]
        if not archive.wanted(path, year.issues, (around, [week.number for week in year.weeks])):
            continue
        about = frame(site, path, title=f"{year.year}年", description=f"{site.title}{year.year}年各期")
        yield path, theme.render("year.html", **about, year=year, newer=around[0], older=around[1])


@dataclass(frozen=True, slots=True)
class Way:
    """A way through the archive by what its articles have in common."""

    kind: str
    """What one of its topics is called: 栏目."""
    index: str
    """The path of the list of its topics."""
    topics: Callable[[Archive], list[Topic]]
    """Finds them."""


BY_SECTION = Way("栏目", "sections/index.html", lambda archive: archive.sections)
BY_SOURCE = Way("来源", "sources/index.html", lambda archive: archive.sources)


def _topics(way: Way, archive: Archive, site: Site, theme: Theme) -> Files:
    """Yield the list of sections or sources."""
    over = archive.spans
    counted = [(topic, bars(topic, over)) for topic in way.topics(archive)]
    highest = max((bar.count for _, found in counted for bar in found), default=0)
    listed = [(topic, chart(found, highest)) for topic, found in counted]
    about = frame(site, way.index, title=way.kind, description=f"{site.title}的{way.kind}")
    yield way.index, theme.render("topics.html", **about, kind=way.kind, topics=listed, over=over)


def _each_topic(way: Way, archive: Archive, site: Site, theme: Theme) -> Files:
    """Yield a page for each section or source."""
    for topic in way.topics(archive):
        issues = list({entry.issue.id: entry.issue for entry in topic.entries}.values())
        if not archive.wanted(topic.path, issues, (topic.name, archive.spans)):
            continue
        found = bars(topic, archive.spans)
        description = f"{way.kind}“{topic.name}”：{len(topic.entries)} 篇文章"
        about = frame(site, topic.path, title=topic.name, description=description)
        drawn = chart(found, max(bar.count for bar in found))
        yield (
            topic.path,
            theme.render("topic.html", **about, kind=way.kind, index=way.index, topic=topic, bars=found, chart=drawn),
        )


def _not_found(archive: Archive, site: Site, theme: Theme) -> Files:
    """Yield the page for an address that does not exist.

    A server shows it at any depth, so its links begin with the site's own path; where that is not known they are
    relative, which is right for a missing page at the root.
    """
    about = frame(site, "404.html", title="没有这一页", description="")
    root = urlsplit(site.base_url).path if site.base_url else ""
    yield "404.html", theme.render("404.html", **{**about, "root": root})


def _offline(archive: Archive, site: Site, theme: Theme) -> Files:
    """Yield the page that the service worker shows in place of any other while there is no network."""
    about = frame(site, "offline.html", title="现在没有网络", description="")
    yield "offline.html", theme.render("offline.html", **about)


def _feed(archive: Archive, site: Site, theme: Theme) -> Files:
    yield "feed.xml", feeds.feed(archive.issues, site)


def _sitemap(archive: Archive, site: Site, theme: Theme) -> Files:
    listings = [
        "index.html",
        *("years/index.html", *(year_page(year.year) for year in archive.years)),
        *(BY_SECTION.index, *(topic.path for topic in archive.sections)),
        *(BY_SOURCE.index, *(topic.path for topic in archive.sources)),
    ]
    yield from feeds.sitemaps(archive.issues, [*listings, SEARCH_PAGE], site)


def _opensearch(archive: Archive, site: Site, theme: Theme) -> Files:
    yield "opensearch.xml", feeds.opensearch(site)


def _robots(archive: Archive, site: Site, theme: Theme) -> Files:
    yield "robots.txt", feeds.robots(site)


def _issue_list(archive: Archive, site: Site, theme: Theme) -> Files:
    yield "issues.json", feeds.issue_list(archive.issues)


def _manifest(archive: Archive, site: Site, theme: Theme) -> Files:
    yield "manifest.webmanifest", feeds.manifest(site, theme.asset(ICON))


ICON = "icon.svg"
"""The static file that a phone shows for the archive."""

LISTING = (*FRAME, "title")

RENDERERS: Mapping[Kind, Callable[[Archive, Site, Theme], Files]] = MappingProxyType(
    {
        Kind("front page", ("index.html",), (*FRAME, "description", "title")): _front,
        Kind("list of years", ("years.html",), LISTING): _years,
        Kind("pages of years", ("year.html",), LISTING): _each_year,
        Kind("list of sections", ("topics.html",), LISTING): partial(_topics, BY_SECTION),
        Kind("pages of sections", ("topic.html",), FRAME): partial(_each_topic, BY_SECTION),
        Kind("list of sources", ("topics.html",), LISTING): partial(_topics, BY_SOURCE),
        Kind("pages of sources", ("topic.html",), FRAME): partial(_each_topic, BY_SOURCE),
        Kind("page of a wrong address", ("404.html",), FRAME, of_issues=False): _not_found,
        Kind("page without network", ("offline.html",), FRAME, of_issues=False): _offline,
        Kind("feed", (), feeds.FEED_SETTINGS): _feed,
        Kind("sitemap", (), feeds.SITEMAP_SETTINGS): _sitemap,
        Kind("search description", (), feeds.OPENSEARCH_SETTINGS, of_issues=False): _opensearch,
        Kind("robots.txt", (), feeds.ROBOTS_SETTINGS, of_issues=False): _robots,
        Kind("list of issues"): _issue_list,
        Kind("app manifest", (), feeds.MANIFEST_SETTINGS, (ICON,), of_issues=False): _manifest,
    }
)
"""Makes the files of each kind; what a renderer asks the settings for stands beside it, or beside what it calls."""

ARCHIVE_KINDS = tuple(RENDERERS)
"""The kinds of files that do not belong to one issue, in the order in which they are made."""
