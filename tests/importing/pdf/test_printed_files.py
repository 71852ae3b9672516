"""The sample issues, set anew by producers of different habits, come back as they were."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from generator.importing import Imported, import_file
from generator.model import Article, Block, Figure, Heading, Issue, List, Note, Paragraph, Quote, Table, issue_pages
from tests.pdfs.printing import sample

PDFS = Path(__file__).parents[2] / "pdfs"
PRINTED = {
    "chromium-tagged": "2026-02",
    "weasyprint-columns": "2026-03",
    "weasyprint-few-rules": "2026-01",
    "weasyprint-spaced": "2026-02",
    "libreoffice-docx": "2026-02",
    "cairo-indented": "2026-01",
    "ghostscript-columns": "2026-03",
    "reportlab-unembedded": "2026-03",
}


@pytest.fixture(scope="module", params=sorted(PRINTED))
def printed(request: pytest.FixtureRequest) -> tuple[Imported, Issue]:
    return import_file(PDFS / f"{request.param}.pdf"), sample(PRINTED[request.param])


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def words(block: Block) -> list[str]:
    """What a block says, without the rank of a heading and without captions that stand beside it."""
    match block:
        case Heading() | Paragraph() | Note():
            return [folded(block.text.plain)]
        case List():
            return [folded(item.text.plain) for item in block.items]
        case Quote():
            return [word for inner in block.blocks for word in words(inner)]
        case _:
            return []


def texts(article: Article) -> list[str]:
    return [word for block in article.blocks for word in words(block)]


def tables(article: Article) -> list[list[list[str]]]:
    return [
        [[folded(cell.text.plain) for cell in row if cell.text.plain] for row in block.rows]
        for block in article.blocks
        if isinstance(block, Table)
    ]


def test_cover_and_contents_are_read(printed: tuple[Imported, Issue]) -> None:
    issue, true = printed[0].issue, printed[1]
    assert (issue.year, issue.number, issue.start, issue.end) == (true.year, true.number, true.start, true.end)
    for article, expected in zip(issue.articles, true.articles, strict=True):
        assert folded(article.title.plain) == folded(expected.title.plain)
        assert (article.section, article.source, article.page) == (expected.section, expected.source, expected.page)
        assert folded(article.summary.plain) == folded(expected.summary.plain)


def test_every_paragraph_heading_and_item_is_whole(printed: tuple[Imported, Issue]) -> None:
    for article, expected in zip(printed[0].issue.articles, printed[1].articles, strict=True):
        there = texts(article)
        captions = {folded(block.caption.plain) for block in expected.blocks if isinstance(block, Table | Figure)}
        wanted = texts(expected)
        assert [word for word in there if word not in captions] == [word for word in wanted if word not in captions]


def test_tables_have_their_cells(printed: tuple[Imported, Issue], request: pytest.FixtureRequest) -> None:
    if "reportlab" in request.node.name:
        pytest.skip("this file is set without tables")
    for article, expected in zip(printed[0].issue.articles, printed[1].articles, strict=True):
        assert tables(article) == tables(expected)


def test_pictures_are_there_with_their_captions(
    printed: tuple[Imported, Issue], request: pytest.FixtureRequest
) -> None:
    if "reportlab" in request.node.name:
        pytest.skip("this file is set without pictures")
    names = {picture.name for picture in printed[0].pictures}
    for article, expected in zip(printed[0].issue.articles, printed[1].articles, strict=True):
        found = [block for block in article.blocks if isinstance(block, Figure)]
        true = [block for block in expected.blocks if isinstance(block, Figure)]
        assert [folded(figure.caption.plain) for figure in found] == [folded(figure.caption.plain) for figure in true]
        assert all(figure.src.removeprefix(f"{printed[0].issue.id}/") in names for figure in found)


def test_every_page_of_the_file_has_its_start(printed: tuple[Imported, Issue]) -> None:
    pages = issue_pages(printed[0].issue)
    assert sorted(pages) == list(range(1, len(pages) + 1))


def test_page_numbers_and_heads_are_told(printed: tuple[Imported, Issue]) -> None:
    kinds = {entry.kind for entry in printed[0].report.entries if entry.severity == "aside"}
    assert "page number" in kinds


def test_two_readings_are_the_same() -> None:
    file = PDFS / "weasyprint-columns.pdf"
    assert import_file(file) == import_file(file)
