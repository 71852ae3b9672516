"""Three real issues, printed by word processor and browsers: the bars hold, and a transcript says the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.exports import issue_json
from generator.importing import import_file
from generator.importing.passage import Source
from generator.importing.pdf import read_pdf
from generator.model import Issue, block_texts
from tests.importing.accounts import characters, told_characters

pytestmark = pytest.mark.shared

NAMES = ("2024-11-chromium", "2024-11-weasyprint-hdr", "2024-44-lo")
BARS = {"meta": 1, "articles": 1, "headings": 0.99, "levels": 0.99, "blocks": 0.995, "rejoined": 1, "pages": 0.99}


def folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return "".join(re.sub(r"[·•]", "·", text).split())


@pytest.mark.parametrize("name", NAMES)
def test_the_bars_hold(name: str, shared: Path, tmp_path: Path) -> None:
    export = tmp_path / "issue.json"
    issue = import_file(shared / "pdfs" / f"{name}.pdf").issue
    export.write_text(json.dumps(issue_json(issue), ensure_ascii=False, default=str), encoding="utf-8")
    command = [sys.executable, str(shared / "tools" / "score.py"), str(shared / "pdfs" / f"{name}.json"), str(export)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    scores = {words[0]: float(words[1]) for line in printed.splitlines() if (words := line.split())[1] != "-"}
    assert {figure: scores[figure] for figure, bar in BARS.items() if scores[figure] < bar} == {}
    assert scores["kept"] == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_the_contents_and_back_is_there(name: str, shared: Path) -> None:
    source = read_pdf(shared / "pdfs" / f"{name}.pdf", name)
    inner = [link for passage in source.passages for link in passage.links if link.page is not None]
    assert len(inner) == 20
    assert source.pages is not None
    assert all(1 <= (link.page or 0) <= source.pages for link in inner)


def characters_of(source: Source) -> Counter[str]:
    found: Counter[str] = Counter()
    for passage in source.passages:
        found += characters(passage.text.plain + (passage.item or ""))
        for row in passage.rows or ():
            for cell in row:
                found += characters(cell.text.plain)
    for note in source.notes:
        if note.severity == "aside":
            found += characters(note.before)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_file_is_lost(name: str, shared: Path) -> None:
    file = shared / "pdfs" / f"{name}.pdf"
    imported = import_file(file)
    assert characters_of(read_pdf(file, file.name)) - told_characters(imported.issue, imported.report) == Counter()


def test_the_transcript_and_the_print_give_the_same_issue(shared: Path) -> None:
    """All of it, but for the pages, which the print, set anew, numbers its own way, and for blanks: a title that is
    wrapped at a blank has none at its line's end. In each of them the hints name the pages on which the titles stand.
    """
    written = import_file(shared / "issues" / "2024-44.txt").issue
    printed = import_file(shared / "pdfs" / "2024-44-lo.pdf").issue
    assert without_pages(issue_json(written)) == without_pages(issue_json(printed))
    assert [article.page for article in printed.articles] == [6, 13, 17, 23, 28, 34, 38, 44, 52, 59]
    for issue in (written, printed):
        assert [article.page for article in issue.articles] == list(title_pages(issue))


def without_pages(value: Any) -> Any:
    """An export without its page numbers and with its texts folded."""
    if isinstance(value, dict):
        return {key: without_pages(member) for key, member in value.items() if key != "page"}
    if isinstance(value, list):
        return [without_pages(member) for member in value]
    return folded(value) if isinstance(value, str) else value


def title_pages(issue: Issue) -> Iterator[int]:
    """The pages on which the articles' titles stand, by the page starts in the text."""
    page = 0
    for article in issue.articles:
        page = max([page, *(start.page for start in article.title.pages)])
        yield page
        texts = (text for block in article.blocks for text in block_texts(block))
        page = max([page, *(start.page for text in texts for start in text.pages)])
