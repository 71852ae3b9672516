"""A page's link into the original opens the page that has its words, however the print numbers its pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text

from generator.importing import import_file
from generator.model import Issue, issue_pages, issue_texts
from generator.rendering.parts import originals_of

from .papers import column, line, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
WORDS = ("甲", "乙", "丙", "丁")


def printed(unnumbered: int) -> bytes:
    """An issue whose page 1 comes after so many pages without a number: the cover, the contents, blank ones."""
    cover = column(["医周药事", "2026年第05期", "(2026.01.26-2026.02.01)"])
    entry = ["——本期视点——", "▶ 家庭药箱怎么整理（来源：样刊）——第 1 页", "【提要】每年两次，分内外，留说明书。"]
    body = [column([f"\u3000\u3000{word}页{FULL[:20]}", FULL, f"{word}段到此为止。"], top=440) for word in WORDS]
    body[0] = column(["——本期内容——", "家庭药箱怎么整理", "来源：样刊"]) + body[0]
    body[-1] += column(["返回目录"], top=360)
    feet = [line(f"- {number} -", 195, 24, 9) for number in range(1, len(body) + 1)]
    pages = [cover, column(entry), *[b""] * (unnumbered - 2)]
    return paper([*pages, *(page + foot for page, foot in zip(body, feet, strict=True))])


def following(issue: Issue, page: int) -> str:
    """The first words behind a page's anchor."""
    for text in issue_texts(issue):
        for start in text.pages:
            if start.page == page:
                return text.plain[start.offset : start.offset + 6]
    raise AssertionError(f"no anchor of page {page}")


@pytest.mark.parametrize("unnumbered", [2, 3])
def test_each_link_opens_the_page_that_has_the_words_behind_its_anchor(unnumbered: int, tmp_path: Path) -> None:
    data = printed(unnumbered)
    file = tmp_path / "issue.pdf"
    file.write_bytes(data)
    issue = import_file(file).issue
    links = originals_of(issue, issue_pages(issue))
    assert sorted(links) == [1, 2, 3, 4]
    for page, address in links.items():
        path, _, place = str(address).partition("#page=")
        assert path.endswith("originals/2026-05.pdf")
        assert int(place) == page + unnumbered
        seen = "".join(extract_text(io.BytesIO(data), page_numbers=[int(place) - 1]).split())
        assert following(issue, page) in seen
        assert WORDS[page - 1] + "页" in seen
