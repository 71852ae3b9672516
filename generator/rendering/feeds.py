"""Files for programs: feed, sitemap, OpenSearch description, robots.txt, list of issues, web app manifest.

Without the site's address (`base_url`) their links are relative to the file; those formats that allow none but whole
addresses are still written, and pages and robots.txt do not point to them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import chain, islice
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from generator.config import Site
from generator.rendering.addresses import article_page, href, issue_page
from generator.rendering.cards import ArticleCard, IssueCard
from generator.rendering.frame import absolute, issue_name

FEED_ISSUES = 12
"""Issues in the feed: a quarter of a year, so that a reader who comes by once a month misses none."""
ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP_FILE = "sitemap.xml"
SITEMAP_PAGES = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


FEED_SETTINGS = ("base_url", "description", "language", "organiser", "title")
SITEMAP_SETTINGS = ("base_url",)
OPENSEARCH_SETTINGS = ("base_url", "description", "title")
ROBOTS_SETTINGS = ("base_url",)
MANIFEST_SETTINGS = ("description", "language", "title")
"""The settings that each of these files asks for."""


def feed(issues: Sequence[IssueCard], site: Site) -> bytes:
    """Return the Atom feed (RFC 4287) of the newest issues, an entry an article; `issues` are newest first.

    The time of an entry is the end of its issue's week: the print tells no other, and a build tells none.
    """
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    _child(root, "id", _urn(site, ""))
    _child(root, "title", site.title)
    if site.description:
        _child(root, "subtitle", site.description)
    _child(root, "updated", _time(issues[0].end if issues else EPOCH))
    author = _child(root, "author")
    _child(author, "name", site.organiser or (issues[0].organiser if issues else "") or site.title)
    if site.base_url:
        _child(root, "link", rel="self", type="application/atom+xml", href=absolute(site, "feed.xml"))
    _child(root, "link", rel="alternate", type="text/html", href=_address(site, "index.html"))
    for issue in issues[:FEED_ISSUES]:
        for article in issue.articles:
            root.append(_entry(issue, article, site))
    return _xml(root)


def _entry(issue: IssueCard, article: ArticleCard, site: Site) -> ET.Element:
    entry = ET.Element("entry")
    path = article_page(issue.id, article.id)
    _child(entry, "id", _urn(site, path))
    _child(entry, "title", article.title)
    _child(entry, "updated", _time(issue.end))
    _child(entry, "link", rel="alternate", type="text/html", href=_address(site, path))
    _child(entry, "category", term=article.section)
    if article.summary:
        _child(entry, "summary", article.summary)
    rights = "，".join(part for part in (issue_name(issue), article.source and f"来源：{article.source}") if part)
    _child(entry, "rights", rights)
    return entry


def sitemaps(issues: Sequence[IssueCard], paths: Sequence[str], site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap with its path: the archive's own pages, then every issue and article; `paths` are the former.

    With more than SITEMAP_PAGES pages it is an index of several (sitemaps.org, "Using Sitemap index files"), in which
    the oldest come first, so that a new issue changes but the last of them.
    """
    if len(paths) + sum(1 + len(issue.articles) for issue in issues) <= SITEMAP_PAGES:
        yield SITEMAP_FILE, _locations("urlset", "url", chain(paths, *map(_pages, issues)), site)
        return
    oldest_first = chain(paths, chain.from_iterable(map(_pages, reversed(issues))))
    parts: list[str] = []
    while part := list(islice(oldest_first, SITEMAP_PAGES)):
        parts.append(f"sitemap-{len(parts) + 1}.xml")
        yield parts[-1], _locations("urlset", "url", part, site)
    yield SITEMAP_FILE, _locations("sitemapindex", "sitemap", parts, site)


def _pages(issue: IssueCard) -> list[str]:
    return [issue_page(issue.id), *(article_page(issue.id, article.id) for article in issue.articles)]


def _locations(root: str, element: str, paths: Iterable[str], site: Site) -> bytes:
    """Return a list of addresses in XML; written as text, since it may be long."""
    addresses = (escape(_address(site, path), quote=False) for path in paths)
    lines = [f" <{element}>\n  <loc>{address}</loc>\n </{element}>\n" for address in addresses]
    head = f"<?xml version='1.0' encoding='utf-8'?>\n<{root} xmlns=\"{SITEMAP}\">\n"
    return f"{head}{''.join(lines)}</{root}>\n".encode()


def opensearch(site: Site) -> bytes:
    """Return the OpenSearch description, by which a browser offers the archive's search in its address bar."""
    root = ET.Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    _child(root, "ShortName", site.title[:SHORT_NAME])
    _child(root, "Description", site.description or f"搜索{site.title}")
    _child(root, "InputEncoding", "UTF-8")
    template = f"{_address(site, 'search.html')}?q={{searchTerms}}"
    _child(root, "Url", type="text/html", method="get", template=template)
    return _xml(root)


SHORT_NAME = 16
"""Characters that OpenSearch allows for a short name."""


def robots(site: Site) -> bytes:
    """Return robots.txt: everything may be read, and where the sitemap is, once the site has an address."""
    pointer = f"\nSitemap: {absolute(site, 'sitemap.xml')}\n" if site.base_url else ""
    return f"User-agent: *\nAllow: /\n{pointer}".encode()


def issue_list(issues: Sequence[IssueCard]) -> bytes:
    """Return `issues.json`: the archive's issues, newest first, with the paths of their pages and exports."""
    listed = [
        {
            "id": issue.id,
            "title": issue.title,
            "year": issue.year,
            "number": issue.number,
            "start": issue.start.isoformat(),
            "end": issue.end.isoformat(),
            "organiser": issue.organiser,
            "pages": issue.pages,
            "articles": len(issue.articles),
            "html": issue_page(issue.id),
            "json": f"issues/{issue.id}.json",
            "markdown": f"issues/{issue.id}.md",
        }
        for issue in issues
    ]
    return (json.dumps({"issues": listed}, ensure_ascii=False, indent=1) + "\n").encode()


def manifest(site: Site, icon: str) -> bytes:
    """Return the web app manifest, by which a phone keeps the archive as an app; `icon` is the path of an SVG."""
    described = {
        "name": site.title,
        "short_name": site.title,
        "description": site.description,
        "lang": site.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#fbfaf6",
        "theme_color": "#fbfaf6",
        "icons": [{"src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


EPOCH = date(1970, 1, 1)
"""The time of a feed without entries: Atom asks for one."""


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _urn(site: Site, path: str) -> str:
    """Return an id that stays the same wherever the site moves (RFC 4287, 4.2.6.1)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'qikan:{site.title}/{path}')}"


def _address(site: Site, path: str) -> str:
    return absolute(site, path) or href(path)


def _child(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _xml(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
