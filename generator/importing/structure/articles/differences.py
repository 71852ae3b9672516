"""Where contents and body differ: the body is followed, the report tells it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.passage import Passage
from generator.importing.report import Entry
from generator.importing.structure.articles.finding import ArticleSpan
from generator.importing.structure.contents.reading import ContentsEntry
from generator.importing.vocabulary import folded
from generator.model import Article


def differences(body: Sequence[Passage], span: ArticleSpan, article: Article) -> list[Entry]:
    """Tell where contents and body differ; the body is followed."""
    passage = body[span.title[0]]
    told: list[Entry] = []
    entry = span.entry
    if span.back_link is None:
        reason = f"“{article.title.plain}” has one now."
        last = body[max(span.end - 1, span.title[0])]
        told.append(Entry("repair", "missing 返回目录", last.line, last.page, reason=reason))
    if entry is None:
        reason = "The contents do not name it: it has no summary."
        told.append(Entry("look", "not in the contents", passage.line, passage.page, article.title.plain, "", reason))
        return told
    return told + _entry_differences(entry, article, passage.page)


def _entry_differences(entry: ContentsEntry, article: Article, page: int | None) -> list[Entry]:
    told: list[Entry] = []
    title = article.title.plain
    reason = "The body's was taken."
    if folded(entry.title) != folded(title):
        told.append(Entry("look", "title differs", entry.line, None, entry.title, title, reason))
    elif entry.title != title:
        reason = f"The contents have “{entry.title}”, the body “{title}”, which was taken."
        told.append(Entry("repair", "title differs in signs or spaces", entry.line, reason=reason))
    if entry.source and folded(entry.source) != folded(article.source):
        told.append(Entry("look", "source differs", entry.line, None, entry.source, article.source, reason))
    if entry.page is not None and page is not None and entry.page != page:
        reason = "The body has the title on another page than its hint says; the hint was kept."
        told.append(Entry("look", "page hint", entry.line, None, f"第 {entry.page} 页", f"第 {page} 页", reason))
    return told
