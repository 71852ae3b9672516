"""Asks the search client, run by Node, over the index of a small archive."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from generator.model import Article, Heading, Issue, Paragraph, Text
from generator.search import index_issue, merge, text_files

RUNNER = Path(__file__).with_name("run_client.js")


class Client:
    """One Node process; `close` it."""

    def __init__(self, node: str) -> None:
        self._process = subprocess.Popen(
            [node, str(RUNNER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def search(self, site: Path, queries: Sequence[str]) -> list[list[tuple[str, float]]]:
        """Return for each query the articles, best first, with their scores."""
        return [[(name, score) for name, score in answer["results"]] for answer in self._ask(site, queries=queries)]

    def fold(self, site: Path, texts: Sequence[str]) -> list[str]:
        """Return the texts as the client folds them."""
        return list(self._ask(site, folds=texts))

    def _ask(self, site: Path, **wishes: object) -> list:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"site": str(site), **wishes}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write a site's files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def index(issues: Iterable[Issue], folder: Path) -> None:
    """Write the whole index of an archive."""
    issues = list(issues)
    write(merge([index_issue(issue) for issue in issues]), folder)
    for issue in issues:
        write(text_files(issue), folder)


def article(identity: str, title: str, *paragraphs: str, **more: str) -> Article:
    """Return an article; `#` begins a heading. `more` may give section, source and summary."""
    blocks = tuple(
        Heading(1, Text(words[1:])) if words.startswith("#") else Paragraph(Text(words)) for words in paragraphs
    )
    return Article(
        identity,
        more.get("section", "综合"),
        Text(title),
        more.get("source", ""),
        summary=Text(more.get("summary", "")),
        blocks=blocks,
    )


def issue(year: int, number: int, *articles: Article) -> Issue:
    """Return an issue with these articles."""
    day = date.fromisocalendar(year, min(number, 52), 1)
    return Issue(f"{year}-{number:02d}", "医周药事", year, number, day, day, articles=articles)
