"""The sample issues hold what a newcomer should see, and say the same in every place."""

from __future__ import annotations

import struct
import zlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.markdown import read, write
from generator.model import Article, Figure, Heading, Issue, List, Note, Quote, Table, block_texts, issue_pages
from tools.draw_samples import draw_all

ISSUES = Path(__file__).parents[2] / "content" / "issues"
FILES = sorted(ISSUES.glob("2026-*.md"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    file: Path = request.param
    return file


@pytest.fixture
def issue(path: Path) -> Issue:
    return read(path.read_text(encoding="utf-8"), path.name)


def blocks_of(issue: Issue, kind: type) -> list[tuple[Article, object]]:
    return [(article, block) for article in issue.articles for block in article.blocks if isinstance(block, kind)]


def pixels(png: bytes) -> bytes:
    """Return the unpacked data of a PNG: how it is packed differs from one zlib to another."""
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return zlib.decompress(data)


def test_there_are_three() -> None:
    assert [file.stem for file in FILES] == ["2026-01", "2026-02", "2026-03"]


def test_the_file_is_as_the_archive_writes_it(path: Path, issue: Issue) -> None:
    assert write(issue) == path.read_text(encoding="utf-8")


def test_the_number_is_the_week_of_the_first_day(issue: Issue) -> None:
    assert issue.start == date.fromisocalendar(issue.year, issue.number, 1)
    assert issue.end == issue.start + timedelta(days=6)


def test_ten_articles_in_five_sections_with_source_and_summary(issue: Issue) -> None:
    assert len(issue.articles) == 10
    assert len(dict.fromkeys(article.section for article in issue.articles)) == 5
    for article in issue.articles:
        assert article.source
        assert 30 <= len(article.summary.plain) <= 120
        assert 600 <= sum(len(t.plain) for block in article.blocks for t in block_texts(block)) <= 1500


def test_every_page_starts_once_and_in_order(issue: Issue) -> None:
    pages = issue_pages(issue)
    assert pages == tuple(range(1, len(pages) + 1))
    assert len(pages) >= 20


def test_page_hints_are_the_pages_on_which_the_articles_start(issue: Issue) -> None:
    for article in issue.articles:
        assert article.page in {start.page for start in article.title.pages if start.offset == 0}


def test_all_kinds_of_blocks_are_there(issue: Issue) -> None:
    assert {block.level for _, block in blocks_of(issue, Heading)} == {1, 2, 3}
    assert {block.ordered for _, block in blocks_of(issue, List)} == {True, False}
    assert blocks_of(issue, Quote)
    assert blocks_of(issue, Note)
    cells = [cell for _, block in blocks_of(issue, Table) for row in block.rows for cell in row]
    assert any(cell.rowspan > 1 for cell in cells)
    assert all(block.caption.plain for _, block in blocks_of(issue, Table))
    assert len(blocks_of(issue, Figure)) >= 3


def test_every_figure_is_drawn_by_the_script(issue: Issue) -> None:
    drawn = dict(draw_all())
    for _, figure in blocks_of(issue, Figure):
        assert figure.caption.plain
        stored = (ISSUES / figure.src).read_bytes()
        if figure.src.endswith(".png"):
            assert pixels(stored) == pixels(drawn[figure.src])
        else:
            assert stored == drawn[figure.src]


def test_no_picture_lies_about_unused() -> None:
    issues = [read(file.read_text(encoding="utf-8"), file.name) for file in FILES]
    used = {figure.src for issue in issues for _, figure in blocks_of(issue, Figure)}
    stored = {f"{file.parent.name}/{file.name}" for file in ISSUES.glob("*/*.*")}
    assert stored == used == dict(draw_all()).keys()


def test_one_title_needs_two_lines_of_print() -> None:
    issues = [read(file.read_text(encoding="utf-8"), file.name) for file in FILES]
    assert any(len(article.title.plain) > 30 for issue in issues for article in issue.articles)
