"""Issue -> Markdown: the whole file."""

from __future__ import annotations

from datetime import date

from generator.markdown.block_writer import write_blocks, write_heading
from generator.markdown.contents import write_contents
from generator.markdown.conventions import (
    ARTICLE_RANK,
    BACK_LINK,
    BODY_HEADING,
    COLOPHON_HEADING,
    CONTENTS_ANCHOR,
    ISSUE_RANK,
    PART_RANK,
    SECTION_RANK,
    SEPARATOR,
    SOURCE_BEGINNINGS,
    SOURCE_PREFIX,
    anchor,
)
from generator.markdown.front_matter import write_front_matter
from generator.markdown.inline_writer import write_line
from generator.model import Article, Heading, Issue, Note, Paragraph, Text


def write(issue: Issue) -> str:
    """Return the content file of an issue.

    Raises QikanError where a link or picture has a scheme that content may not have.
    """
    lines = [write_heading(ISSUE_RANK, Text(issue_heading(issue))), ""]
    if issue.cover:
        lines += [*write_blocks(issue.cover), ""]
    lines += write_contents(issue)
    lines += [write_heading(PART_RANK, Text(BODY_HEADING)), ""]
    section = ""
    for article in issue.articles:
        lines += _article_lines(article, opens_section=article.section != section)
        section = article.section
    if issue.colophon:
        lines += [write_heading(PART_RANK, Text(COLOPHON_HEADING)), "", *write_blocks(issue.colophon), ""]
    return write_front_matter(issue) + "\n" + "\n".join(lines)


def issue_heading(issue: Issue) -> str:
    """Return name, number and dates as the cover says them: 医周药事 2024年第11期（2024.03.11—2024.03.17）."""
    return f"{issue.title} {issue.year}年第{issue.number}期（{_dotted(issue.start)}—{_dotted(issue.end)}）"


def _dotted(day: date) -> str:
    return f"{day.year:04d}.{day.month:02d}.{day.day:02d}"


def _article_lines(article: Article, *, opens_section: bool) -> list[str]:
    lines = []
    pages = "".join(anchor(f"p{start.page}") for start in article.title.pages if start.offset == 0)
    title = Text(
        article.title.plain, article.title.marks, tuple(start for start in article.title.pages if start.offset)
    )
    if opens_section:
        lines += [pages] if pages else []
        lines += [write_heading(SECTION_RANK, Text(article.section)), ""]
        pages = ""
    lines += [pages + anchor(article.id), write_heading(ARTICLE_RANK, title), ""]
    if article.source:
        lines += [SOURCE_PREFIX + write_line(Text(article.source)), ""]
    elif article.blocks and _looks_like_source(article):
        lines += [SEPARATOR, ""]
    if article.blocks:
        lines += [*write_blocks(article.blocks), ""]
    return [*lines, f"[{BACK_LINK}](#{CONTENTS_ANCHOR})", ""]


def _looks_like_source(article: Article) -> bool:
    """Whether the first block would be read as the source line that the article does not have."""
    first = article.blocks[0]
    return isinstance(first, Paragraph | Note | Heading) and first.text.plain.startswith(SOURCE_BEGINNINGS)
