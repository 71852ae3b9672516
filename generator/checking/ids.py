"""Ids for ever: an issue against the record of what it was published with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from generator.building.files import files_in
from generator.checking.message import Message, message
from generator.errors import QikanError
from generator.model import Issue
from generator.published import ANCHORS, Anchors, Published, anchors_of, kept_anchors, moved_articles, read_record

_TITLE = 30
"""Characters of a title that a message shows."""


def check_ids(content: Path, issue: Issue, name: str, lines: Mapping[str, int]) -> Iterator[Message]:
    """Yield what was published of an issue and is gone or stands for something else now.

    `name` is the content file's, `lines` the line of each of its anchors.
    """
    record = content / ANCHORS / f"{issue.id}.txt"
    if not record.is_file():
        return
    try:
        published = read_record(record.read_text(encoding="utf-8", errors="replace"), record.as_posix())
    except QikanError as error:
        line = error.place.rpartition(":")[2]
        yield message("I03", record.as_posix(), int(line), error.problem, error.remedy)
        return
    anchors = anchors_of(issue)
    yield from _changed_hands(published, anchors, name, record, lines)
    yield from _gone(published, anchors, name)


def check_lost_issues(content: Path, issues: Collection[str]) -> Iterator[Message]:
    """Yield the records of issues that are no more; `issues` are the ids of those that are there."""
    for record in files_in(content / ANCHORS, ".txt"):
        if record.stem not in issues:
            file = (content / "issues" / f"{record.stem}.md").as_posix()
            problem = f"The issue {record.stem} was published, and there is no {file}."
            remedy = "Take the file back, or remove this record if links may break."
            yield message("I04", record.as_posix(), None, problem, remedy)


def _changed_hands(
    published: Published, anchors: Anchors, name: str, record: Path, lines: Mapping[str, int]
) -> Iterator[Message]:
    for moved in moved_articles(published, anchors):
        was, now = moved.published[:_TITLE], moved.now[:_TITLE]
        problem = f"{moved.id} was published as {was!r} and is {now!r} now."
        if moved.found:
            remedy = f"Give {was!r}, which is {moved.found} now, its id {moved.id} back, and this article a new one."
        else:
            line = f"`{moved.id} {moved.now}` to {record.as_posix()}"
            remedy = f"Give this article an id of its own, or, if only its title changed, add {line}."
        yield message("I01", name, lines.get(moved.id), problem, remedy)


def _gone(published: Published, anchors: Anchors, name: str) -> Iterator[Message]:
    pages: dict[str, list[str]] = {}
    for kept in kept_anchors(published, anchors):
        if kept.anchor in published.articles:
            title = published.articles[kept.anchor][-1][:_TITLE]
            problem = f"{kept.anchor} ({title!r}) was published and is gone; links to it lead to {kept.at} now."
            remedy = f'Put <a id="{kept.anchor}"></a> above the heading of that article, or leave it so.'
            yield message("I02", name, None, problem, remedy)
        else:
            pages.setdefault(kept.at, []).append(kept.anchor)
    for place, gone in pages.items():
        problem = f"Published and gone: {', '.join(gone)}; links to what is gone lead to {place} now."
        remedy = f'Put <a id="{gone[0]}"></a> where the print begins the page, or leave it so.'
        yield message("I02", name, None, problem, remedy)
