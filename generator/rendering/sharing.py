"""What an article says of itself to programs and to people who cite it: JSON-LD and a citation."""

from __future__ import annotations

import json
import re

from markupsafe import Markup

from generator.config import Site
from generator.rendering.addresses import article_page, issue_page
from generator.rendering.cards import ArticleCard, IssueCard
from generator.rendering.frame import absolute

ENDS_A_SCRIPT = re.compile("[<>&\u2028\u2029]")
"""Characters by which JSON could end the script element that it stands in, or not be JavaScript; a JSON string may
write each of them as an escape."""

ISSUE_DATA = ("base_url", "organiser")
"""The settings that `issue_data` asks for."""
ARTICLE_DATA = (*ISSUE_DATA, "language")
"""The settings that `article_data` asks for."""


def issue_data(issue: IssueCard, site: Site) -> Markup:
    """Return the JSON-LD of an issue (schema.org PublicationIssue)."""
    return _script({"@context": "https://schema.org", **_issue(issue, site)})


def article_data(article: ArticleCard, issue: IssueCard, site: Site) -> Markup:
    """Return the JSON-LD of an article (schema.org Article, part of its issue)."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "description": article.summary,
        "articleSection": article.section,
        "inLanguage": site.language,
        "datePublished": issue.end.isoformat(),
        "pagination": pagination(article),
        "url": absolute(site, article_page(issue.id, article.id)),
        "isPartOf": _issue(issue, site),
    }
    if article.source:
        data["sourceOrganization"] = {"@type": "Organization", "name": article.source}
    return _script(data)


def pagination(article: ArticleCard) -> str:
    """Return the pages of an article: `7-10`, `7`, or nothing where they are not known."""
    if article.page is None:
        return ""
    if article.last_page is None or article.last_page <= article.page:
        return str(article.page)
    return f"{article.page}-{article.last_page}"


def citation(article: ArticleCard, issue: IssueCard) -> str:
    """Return the citation of an article after GB/T 7714-2015, 8.8 (an article of an online serial), up to its pages.

    Date of access and address follow where a reader copies it; nobody knows them before. The organisation that the
    article was taken from stands for its author, whom the digest does not print.
    """
    pages = pagination(article)
    author = f"{article.source}. " if article.source else ""
    where = f"{issue.title}, {issue.year}({issue.number})" + (f": {pages}" if pages else "")
    return f"{author}{article.title}[J/OL]. {where}"


def _issue(issue: IssueCard, site: Site) -> dict[str, object]:
    periodical: dict[str, object] = {"@type": "Periodical", "name": issue.title}
    if publisher := site.organiser or issue.organiser:
        periodical["publisher"] = {"@type": "Organization", "name": publisher}
    return {
        "@type": "PublicationIssue",
        "issueNumber": str(issue.number),
        "datePublished": issue.end.isoformat(),
        "url": absolute(site, issue_page(issue.id)),
        "isPartOf": periodical,
    }


def _script(data: dict[str, object]) -> Markup:
    """Return JSON that is safe inside a script element, without what is empty."""
    known = {key: value for key, value in data.items() if value}
    text = json.dumps(known, ensure_ascii=False)
    return Markup(ENDS_A_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
