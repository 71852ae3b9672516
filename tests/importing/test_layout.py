"""The print laid out again: its measure and page length come from the text itself, whatever they were."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from generator.importing.structure import parse
from generator.importing.transcript import read_transcript
from generator.model import Article, Heading, Issue, Paragraph, Text, block_page
from tests.importing.digest import running
from tests.support.setter import Setting, Style, set_transcript


def long_issue() -> Issue:
    """Six articles of paragraphs of every length, some under headings."""
    articles = []
    for n in range(6):
        blocks: list[Any] = []
        for k in range(21):
            if k % 5 == 0:
                blocks.append(Heading(1, Text("一二三四五"[k // 5] + f"、{running(7, n + k)}")))
            blocks.append(Paragraph(Text(running(40 + (n * 37 + k * 53) % 260, n * 21 + k) + "。")))
        title = Text(f"药箱札记之{'甲乙丙丁戊己'[n]}：{running(6, n)}")
        articles.append(
            Article(f"a{n + 1:02}", "用药管理", title, "样刊日报", None, Text(running(60, n) + "。"), tuple(blocks))
        )
    week = date(2024, 3, 11), date(2024, 3, 17)
    return Issue("2024-11", "药周样刊", 2024, 11, *week, articles=tuple(articles))


@cache
def setting(measure: int, lines: int) -> tuple[Setting, Issue]:
    style = Style(
        measure=measure, lines=lines, half_width=0, spaced=0, residue=0, odd_hints=0, split_titles=0,
        missing_back_links=0, marks="none",
    )  # fmt: skip
    printed = set_transcript(long_issue(), style)
    return printed, parse(read_transcript(printed.text, "2024-11.txt"))[0]


PRINTS = [(30, 20), (30, 22), (24, 18), (26, 30), (34, 25), (40, 28), (20, 16), (38, 34)]


@pytest.mark.parametrize(("measure", "lines"), PRINTS)
def test_every_cut_paragraph_is_whole_again(measure: int, lines: int) -> None:
    printed, issue = setting(measure, lines)
    whole = {b.text.plain for a in issue.articles for b in a.blocks if isinstance(b, Paragraph)}
    cut = [b["text"] for a in printed.truth["articles"] for b in a["blocks"] if b.get("joins")]
    assert len(cut) >= 10
    assert [text for text in cut if text not in whole] == []


@pytest.mark.parametrize(("measure", "lines"), PRINTS)
def test_no_paragraph_is_joined_to_another(measure: int, lines: int) -> None:
    _, issue = setting(measure, lines)
    true = {b.text.plain for a in long_issue().articles for b in a.blocks if isinstance(b, Paragraph)}
    found = [b.text.plain for a in issue.articles for b in a.blocks if isinstance(b, Paragraph)]
    assert [text for text in found if text not in true] == []


@pytest.mark.parametrize(("measure", "lines"), PRINTS)
def test_every_block_is_on_its_page(measure: int, lines: int) -> None:
    printed, issue = setting(measure, lines)
    right = total = 0
    for true, article in zip(printed.truth["articles"], issue.articles, strict=True):
        page = article.title.pages[-1].page if article.title.pages else article.page
        found = {}
        for block in article.blocks:
            first, page = block_page(block, page)
            found[block.text.plain] = first  # type: ignore[union-attr]
        known = [b for b in true["blocks"] if "page" in b]
        total += len(known)
        right += sum(found.get(b["text"]) == b["page"] for b in known)
    assert total >= 140
    assert right >= 0.97 * total
