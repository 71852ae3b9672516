"""The pages of the whole archive, made of cards."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urlsplit

from generator.config import Site
from generator.rendering import feeds
from generator.rendering.addresses import year_page
from generator.rendering.cards import ArticleCard, IssueCard
from generator.rendering.charts import chart
from generator.rendering.frame import frame
from generator.rendering.listings import Topic, bars, newest_first, sections, sources, spans, years
from generator.rendering.theme import Theme

SEARCH = "search.html"
"""The path of the search page."""


def render_archive(cards: Iterable[IssueCard], site: Site, theme: Theme) -> dict[str, bytes]:
    """Return all files by path that do not belong to one issue, the theme's static files included; not the search
    page, which goes with the index."""
    issues = newest_first(cards)
    pages = {
        "index.html": _front(issues, site, theme),
        **_years(issues, site, theme),
        **_topics("sections", "栏目", sections(issues), issues, site, theme),
        **_topics("sources", "来源", sources(issues), issues, site, theme),
    }
    return {
        **{path: text.encode() for path, text in pages.items()},
        "404.html": _not_found(site, theme).encode(),
        "offline.html": _offline(site, theme).encode(),
        "feed.xml": feeds.feed(issues, site),
        **feeds.sitemaps(issues, [*pages, SEARCH], site),
        "opensearch.xml": feeds.opensearch(site),
        "robots.txt": feeds.robots(site),
        "issues.json": feeds.issue_list(issues),
        "manifest.webmanifest": feeds.manifest(site, theme.asset("icon.svg")),
        **theme.files,
    }


def render_search(site: Site, theme: Theme, head: str) -> dict[str, bytes]:
    """Return the search page by path; `head` is the head of the search index (`generator.search.head_data`), which the
    page holds so that a search begins with one file less."""
    about = frame(site, SEARCH, title="搜索", description=f"搜索{site.title}全文")
    return {SEARCH: theme.render("search.html", **about, search_head=head).encode()}


def _front(issues: list[IssueCard], site: Site, theme: Theme) -> str:
    return theme.render(
        "index.html",
        **frame(site, "index.html", title=site.title, description=site.description or f"{site.title}：往期全文"),
        newest=issues[0] if issues else None,
        newest_sections=_by_section(issues[0]) if issues else [],
        years=years(issues),
    )


def _by_section(issue: IssueCard) -> list[tuple[str, list[ArticleCard]]]:
    runs = groupby(issue.articles, key=lambda article: article.section)
    return [(section, list(articles)) for section, articles in runs]


def _years(issues: list[IssueCard], site: Site, theme: Theme) -> dict[str, str]:
    """Return the list of years and a page a year."""
    found = years(issues)
    path = "years/index.html"
    about = frame(site, path, title="往期", description=f"{site.title}各年各期")
    pages = {path: theme.render("years.html", **about, years=found)}
    for newer, year, older in zip([None, *found], found, [*found[1:], None], strict=False):
        path = year_page(year.year)
        about = frame(site, path, title=f"{year.year}年", description=f"{site.title}{year.year}年各期")
        pages[path] = theme.render("year.html", **about, year=year, newer=newer, older=older)
    return pages


def _topics(
    folder: str, kind: str, topics: list[Topic], issues: list[IssueCard], site: Site, theme: Theme
) -> dict[str, str]:
    """Return the list of sections or sources and a page for each of them."""
    over = spans(issues)
    counted = [(topic, bars(topic, over)) for topic in topics]
    highest = max((bar.count for _, found in counted for bar in found), default=0)
    listed = [(topic, chart(found, highest)) for topic, found in counted]
    path = f"{folder}/index.html"
    about = frame(site, path, title=kind, description=f"{site.title}的{kind}")
    pages = {path: theme.render("topics.html", **about, kind=kind, topics=listed, over=over)}
    for topic, found in counted:
        description = f"{kind}“{topic.name}”：{len(topic.entries)} 篇文章"
        about = frame(site, topic.path, title=topic.name, description=description)
        drawn = chart(found, max(bar.count for bar in found))
        pages[topic.path] = theme.render(
            "topic.html", **about, kind=kind, index=path, topic=topic, bars=found, chart=drawn
        )
    return pages


def _not_found(site: Site, theme: Theme) -> str:
    """Return the page for an address that does not exist.

    A server shows it at any depth, so its links begin with the site's own path; where that is not known they are
    relative, which is right for a missing page at the root.
    """
    about = frame(site, "404.html", title="没有这一页", description="")
    return theme.render("404.html", **{**about, "root": urlsplit(site.base_url).path if site.base_url else ""})


def _offline(site: Site, theme: Theme) -> str:
    """Return the page that the service worker shows in place of any other while there is no network."""
    return theme.render("offline.html", **frame(site, "offline.html", title="现在没有网络", description=""))
