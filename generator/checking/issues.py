"""One content file: its pages, its links, its pictures, its name; with what other modules have to say of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.checking.contents import check_contents
from generator.checking.ids import check_ids
from generator.checking.merges import check_merges
from generator.checking.message import Message, message
from generator.checking.names import beside
from generator.checking.suggestions import open_suggestions
from generator.errors import QikanError, refused
from generator.markdown import Reading, read_closely
from generator.markdown.conventions import CONTENTS_ANCHOR
from generator.model import Block, Figure, Issue, List, Quote, article_pages, issue_pages, issue_texts

_LOST_FIGURE = re.compile(r"!\[.*\]\(\s*\)\s*$")
"""The line of a figure without a picture: `![caption]()`."""

_OTHER_ISSUE = re.compile(r"(\d{4}-\d+)\.md(?=#|$)")
"""A link to another issue, whose content file stands beside."""


@dataclass(frozen=True, slots=True)
class CheckedIssue:
    """What came of one content file."""

    id: str
    """The issue's id; empty where the file cannot be read."""
    file: str
    """The file's path."""
    messages: tuple[Message, ...]
    """What is wrong."""
    original: str = ""
    """The printed file that it names, as a path from the content folder."""
    missing: frozenset[str] = frozenset()
    """What it leads to and is not there: pictures, as paths from the content folder, which are those in the site, and
    pages of other issues."""


def check_issue(content: Path, file: Path) -> CheckedIssue:
    """Look at one content file and at the report of its import. A pure function of the content folder."""
    name = file.as_posix()
    try:
        text = file.read_text(encoding="utf-8")
        reading = read_closely(text, name)
    except UnicodeDecodeError as error:
        problem = f"The file is no UTF-8 (byte {error.start})."
        return CheckedIssue("", name, (message("C01", name, None, problem, "Save it as UTF-8."),))
    except OSError as error:
        told = refused(error)
        return CheckedIssue(
            "", name, (message("C01", name, None, f"{told.problem}.", told.remedy or "Mend or remove it."),)
        )
    except QikanError as error:
        line = error.place.rpartition(":")[2]
        found = message("C01", name, int(line) if line.isdecimal() else None, error.problem, error.remedy)
        return CheckedIssue("", name, (found,))
    checker = _Checker(content, file, reading)
    messages = (
        *checker.messages(),
        *check_ids(content, reading.issue, name, reading.anchors),
        *check_merges(content, reading.issue.id, name, text),
        *open_suggestions(content, reading.issue, name, text),
    )
    original = reading.issue.original.path if reading.issue.original else ""
    return CheckedIssue(reading.issue.id, name, messages, original, frozenset(checker.missing))


def check_twice(issues: list[CheckedIssue]) -> Iterator[Message]:
    """Yield the files that hold an issue which another file holds too."""
    files: dict[str, str] = {}
    for issue in issues:
        if issue.id and issue.id in files:
            problem = f"The issue {issue.id} stands in {files[issue.id]} too."
            yield message("M03", issue.file, None, problem, "Remove one, or correct its year and number.")
        files.setdefault(issue.id, issue.file)


class _Checker:
    def __init__(self, content: Path, file: Path, reading: Reading) -> None:
        self.content = content
        self.file = file
        self.issue = reading.issue
        self.entries = reading.entries
        self.anchors = reading.anchors
        self.missing: set[str] = set()
        """What is told to be missing, as paths in the site."""

    def messages(self) -> Iterator[Message]:
        """Yield all that is wrong."""
        yield from self._name()
        yield from check_contents(self.issue, self.entries, self.anchors, self.file.as_posix())
        yield from self._sections()
        yield from self._page_order()
        yield from self._page_hints()
        yield from self._links()
        yield from self._figures()

    def _say(self, code: str, line: int | None, problem: str, remedy: str) -> Message:
        return message(code, self.file.as_posix(), line, problem, remedy)

    def _pictures(self) -> str:
        return self.file.with_suffix("").as_posix() + "/"

    def _path_there(self) -> str:
        return f"![…]({self.file.stem}/NAME)"

    def _name(self) -> Iterator[Message]:
        issue = self.issue
        if self.file.stem != issue.id:
            problem = f"The file {self.file.name} holds the issue {issue.id}."
            yield self._say("M01", None, problem, f"Rename it to {issue.id}.md, or correct year and number.")
        week = issue.start.isocalendar()
        if (week.year, week.week) != (issue.year, issue.number):
            problem = (
                f"{issue.start} lies in week {week.week} of {week.year}, the issue is {issue.year}-{issue.number}."
            )
            yield self._say("M02", 1, problem, "Compare number and dates with the cover.")
        if issue.original and not (self.content / issue.original.path).is_file():
            place = (self.content / issue.original.path).as_posix()
            remedy = "Put it there, or remove `original` from the front matter."
            yield self._say("M04", 1, f"The original {place} is not there.", remedy)

    def _sections(self) -> Iterator[Message]:
        ended: set[str] = set()
        before = ""
        for article in self.issue.articles:
            if article.section != before:
                if article.section in ended:
                    problem = f"The section {article.section!r} begins a second time with {article.id}."
                    remedy = "Put its articles together, or give one of the two another name."
                    yield self._say("C07", self.anchors.get(article.id), problem, remedy)
                ended.add(before)
                before = article.section

    def _page_order(self) -> Iterator[Message]:
        pages = issue_pages(self.issue)
        for before, page in zip(pages, pages[1:], strict=False):
            if page <= before:
                problem = f"Page {page} begins after page {before}."
                yield self._say(
                    "P01", self.anchors.get(f"p{page}"), problem, "Put the anchors in the order of the print."
                )
        body = [page for page in pages if page >= min(self._first_pages(), default=0)]
        if body:
            lacking = sorted(set(range(min(body), max(body))) - set(pages))
            if lacking:
                problem = f"No start is known of page {_ranges(lacking)}."
                remedy = 'Put <a id="p7"></a> with its number where the print begins the page.'
                yield self._say("P04", None, problem, remedy)

    def _first_pages(self) -> list[int]:
        """Return the pages on which articles start: a transcript does not tell where those of the contents do."""
        return [page for page in _article_pages(self.issue).values() if page is not None]

    def _page_hints(self) -> Iterator[Message]:
        pages = frozenset(issue_pages(self.issue))
        if not pages:
            return
        last = max(pages)
        starts = _article_pages(self.issue)
        for article in self.issue.articles:
            if article.page is None:
                continue
            line = self.entries[article.id].line
            if article.page > last:
                problem = f"The page hint of {article.id} is {article.page}, the last page is {last}."
                yield self._say("P02", line, problem, "Correct the hint in the contents.")
            elif article.page not in pages:
                problem = f"The page hint of {article.id} is {article.page}, and that page has no start."
                yield self._say(
                    "P05", line, problem, f'Put <a id="p{article.page}"></a> where the print begins the page.'
                )
            elif starts[article.id] not in (None, article.page):
                problem = (
                    f"The page hint of {article.id} is {article.page}, the article starts on {starts[article.id]}."
                )
                yield self._say("P03", line, problem, "Correct the hint, or the place of the page's anchor.")

    def _links(self) -> Iterator[Message]:
        for text in issue_texts(self.issue):
            for mark in text.marks:
                if mark.kind == "link" and (other := _OTHER_ISSUE.match(mark.target)):
                    yield from self._other(other[1], text.plain[mark.start : mark.end])
                name = mark.target.removeprefix("#")
                if mark.kind != "link" or name == mark.target or name == CONTENTS_ANCHOR or name in self.anchors:
                    continue
                words = text.plain[mark.start : mark.end]
                problem = f"The link {words[:30]!r} leads to #{name[:30]}, which the issue does not have."
                yield self._say("C08", _line_of(self.file, f"](#{name})"), problem, "Correct or remove the link.")

    def _other(self, issue: str, words: str) -> Iterator[Message]:
        if not (self.file.parent / f"{issue}.md").is_file():
            self.missing.add(f"issues/{issue}.html")
            problem = f"The link {words[:30]!r} leads to the issue {issue}, which the archive does not have."
            yield self._say("C10", _line_of(self.file, f"]({issue}.md"), problem, "Correct or remove the link.")

    def _figures(self) -> Iterator[Message]:
        issue = self.issue
        parts = (issue.cover, issue.guide, *(article.blocks for article in issue.articles), issue.colophon)
        root = self.content.resolve()
        figures = [figure for blocks in parts for figure in _figures(blocks)]
        yield from self._lost([figure for figure in figures if not figure.src])
        for figure in (figure for figure in figures if figure.src):
            picture = Path(os.path.realpath(self.file.parent / figure.src))
            line = _line_of(self.file, figure.src)
            if "://" in figure.src or not picture.is_relative_to(root):
                remedy = f"Copy the picture to {self._pictures()} and write {self._path_there()}."
                yield self._say("F02", line, f"The picture {figure.src[:60]!r} is not in the content folder.", remedy)
            elif not _is_there(picture):
                self.missing.add(picture.relative_to(root).as_posix())
                remedy = "Put it there, or write ![caption]() if it is lost."
                if other := beside(picture):
                    remedy = f"Rename {other!r}, which differs in case or Unicode form alone, or write its name."
                yield self._say("F01", line, f"The picture {figure.src[:60]!r} is not there.", remedy)

    def _lost(self, figures: list[Figure]) -> Iterator[Message]:
        lines: list[int | None] = [*_lost_figure_lines(self.file)]
        if len(lines) != len(figures):  # a code block may hold what looks like one
            lines = [None] * len(figures)
        for figure, line in zip(figures, lines, strict=True):
            words = f"The figure {figure.caption.plain[:40]!r}" if figure.caption.plain else "A figure"
            remedy = f"If you have its picture, put it into {self._pictures()} and write {self._path_there()}."
            yield self._say("F03", line, f"{words} is lost.", remedy)


def _is_there(picture: Path) -> bool:
    """Whether a file is there under exactly this name: a server's disk may hold names apart that this one does not."""
    try:
        return picture.is_file() and picture.name in os.listdir(picture.parent)
    except (OSError, ValueError):
        return False  # a name that no file can have


def _line_of(file: Path, words: str) -> int | None:
    """Return the first line that holds the words, for messages whose place the Issue does not know."""
    text = file.read_text(encoding="utf-8")
    at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def _lost_figure_lines(file: Path) -> Iterator[int]:
    """Yield the lines on which a figure without a picture stands."""
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if _LOST_FIGURE.search(line):
            yield number


def _figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Quote():
                yield from _figures(block.blocks)
            case List():
                for item in block.items:
                    yield from _figures(item.blocks)


def _article_pages(issue: Issue) -> dict[str, int | None]:
    """Return the page on which each article starts, None where no page is known yet."""
    page: int | None = None
    starts: dict[str, int | None] = {}
    for article in issue.articles:
        starts[article.id], page = article_pages(article, page)
    return starts


def _ranges(numbers: list[int]) -> str:
    """Return numbers as a reader would say them: 3, 7–9."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
