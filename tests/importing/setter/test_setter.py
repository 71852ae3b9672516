"""The setter prints what the Issue says, no more and no less, on pages of its style's size."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import (
    Article,
    Cell,
    Figure,
    Heading,
    Issue,
    List,
    ListItem,
    Mark,
    Note,
    Paragraph,
    Table,
    Text,
    block_texts,
)
from tests.support.setter import Setting, Style, set_transcript, varied_style
from tests.support.setter.lines import EM, NOT_FIRST, NOT_LAST, break_lines, width_of

SENTENCE = "药品应放在干燥、避光的地方，温度不超过25℃；需要冷藏的（如某些眼药水）放进冰箱的冷藏室，不要放在门上。"


def paragraph(n: int) -> Paragraph:
    return Paragraph(Text(f"第{n}段：" + SENTENCE * (n % 5 + 1)))


def article(n: int, section: str) -> Article:
    lead = Text("先看日期，" + SENTENCE, marks=(Mark(0, 4, "strong"),))
    head = (Cell(Text("剂型")), Cell(Text("保存"), colspan=2))
    rows = (
        head,
        (Cell(Text("片剂"), rowspan=2), Cell(Text("常温")), Cell(Text("25℃以下", marks=(Mark(0, 3, "strong"),)))),
        (Cell(Text("阴凉处")), Cell(Text("20℃以下"))),
    )
    return Article(
        id=f"a{n + 1:02}",
        section=section,
        title=Text(f"第{n}篇：家里的药箱应当怎样整理、多久整理一次"),
        source="样刊编辑部" if n else "",
        summary=Text(SENTENCE),
        blocks=(
            paragraph(1),
            Heading(1, Text("一、看清包装上的字：药名、规格、批号、有效期、贮藏条件以及批准文号各在什么地方")),
            Paragraph(lead),
            Heading(2, Text("（一）温度")),
            *(paragraph(k) for k in range(4)),
            List((ListItem(Text(SENTENCE)), ListItem(Text("短的一项")))),
            List((ListItem(Text("清点")), ListItem(Text(SENTENCE * 2))), ordered=True, start=3),
            Figure("", Text("图1 药箱的三层")),
            paragraph(6),
            Table(rows, caption=Text("表：各种剂型的保存")),
            Note(Text("作者：样刊编辑部")),
        ),
    )


def sample() -> Issue:
    return Issue(
        id="2024-11",
        title="医周药事",
        year=2024,
        number=11,
        start=date(2024, 3, 11),
        end=date(2024, 3, 17),
        cover=tuple(Paragraph(Text(words)) for words in ("样刊", "Medical weekly", "医药")),
        guide=(Paragraph(Text("（阅读提醒：可点击标题。）")),),
        articles=tuple(article(n, f"栏目{n // 2}") for n in range(4)),
        colophon=(Paragraph(Text("地址：样刊编辑部")),),
    )


def fold(text: str) -> str:
    text = re.sub(r"</?b>|</?sup>", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\s#*]", "", text)


def words_of(truth: dict) -> Iterator[str]:
    for one in truth["articles"]:
        yield one["title"]
        yield f"来源：{one['source']}" if one["source"] else ""
        for block in one["blocks"]:
            if block["type"] == "table":
                yield from (cell["text"] for row in block["rows"] for cell in row)
            else:
                yield block["text"]


def body_of(setting: Setting) -> str:
    return setting.text.split("-----本期内容-----")[1]


@pytest.mark.parametrize("seed", range(12))
def test_prints_every_word_in_order_and_little_else(seed: int) -> None:
    style = replace(varied_style(seed), break_rows=False)
    setting = set_transcript(sample(), style)
    rest = fold(body_of(setting))
    between = ""
    for words in filter(None, words_of(setting.truth)):
        before, found, rest = rest.partition(fold(words))
        assert found, words
        between += before
    between = re.sub(r"The(image|screenshot)[A-Za-z]+\.", "", between)
    furniture = re.compile(r"[•·\-]|[1-4][.,、]|·?栏目\d·?|\[返回目录\]\(\)|字号:大中小(分享:)?|打印本页关闭窗口")
    assert furniture.sub("", between.replace("[返回目录](#)", "")) == ""


@pytest.mark.parametrize("seed", range(12))
def test_hints_are_the_pages_of_the_titles(seed: int) -> None:
    setting = set_transcript(sample(), varied_style(seed))
    first = {p.strip.article: p.pieces[0].page for p in setting.body if p.strip.kind == "title"}
    for n, one in enumerate(setting.truth["articles"]):
        assert one["page"] == first[n]
        assert re.search(rf"[—第] ?{first[n]} 页", setting.text)


@pytest.mark.parametrize("seed", range(12))
def test_no_page_holds_more_lines_than_the_style_says(seed: int) -> None:
    style = varied_style(seed)
    setting = set_transcript(sample(), style)
    lines: dict[int, int] = {}
    for placed in setting.body:
        for piece in placed.pieces:
            lines[piece.page] = lines.get(piece.page, 0) + len(piece.lines)
    assert max(lines.values()) <= style.lines
    pages = sorted(lines)
    assert pages == list(range(pages[0], pages[-1] + 1))


def test_a_cut_paragraph_is_printed_in_as_many_pieces_as_pages() -> None:
    style = Style(half_width=0, spaced=0, tight_lists=0, marks="none")
    setting = set_transcript(sample(), style)
    lines = body_of(setting).split("\n")
    blocks = [b for a in setting.truth["articles"] for b in a["blocks"]]
    cut = [b["text"] for b in blocks if b.get("joins") and b["type"] != "item"]
    assert cut
    assert not any(text in lines for text in cut)
    whole = [b["text"] for b in blocks if b.get("joins") == 0 and b["type"] != "item"]
    assert whole
    assert all(text in lines for text in whole)


def test_merged_cells_leave_empty_places() -> None:
    setting = set_transcript(sample(), Style(stray_columns=0, half_width=0, spaced=0, marks="none"))
    assert "剂型\t保存\t" in setting.text.split("\n")
    assert "\t阴凉处\t20℃以下" in setting.text.split("\n")


@pytest.mark.parametrize("below", [False, True])
def test_a_table_has_its_caption_on_the_side_that_the_style_says(below: bool) -> None:
    style = Style(captions_below=below, half_width=0, spaced=0, stray_columns=0, lines=200)
    lines = [line for line in set_transcript(sample(), style).text.split("\n") if line]
    caption, head = lines.index("表：各种剂型的保存"), lines.index("剂型\t保存\t")
    assert (caption - head) == (3 if below else -1)


def test_the_eleventh_issue_is_read_as_roman() -> None:
    assert "2024年第II期" in set_transcript(sample(), Style()).text
    assert "2024年第11期" in set_transcript(sample(), Style(roman=False)).text


def test_the_same_style_prints_the_same_characters() -> None:
    assert set_transcript(sample(), varied_style(5)) == set_transcript(sample(), varied_style(5))
    assert set_transcript(sample(), varied_style(5)).text != set_transcript(sample(), varied_style(6)).text


TEXTS = st.text(alphabet="药箱温度是，。、（）“”《》……——25℃%abcXYZ 0123456789", max_size=200)


@given(TEXTS, st.integers(10, 40), st.sampled_from(["hang", "push", "free"]), st.booleans())
def test_lines_are_the_text_and_fit(text: str, measure: int, punctuation: str, autospace: bool) -> None:
    lines = break_lines(text, measure, 2, punctuation, autospace)  # type: ignore[arg-type]
    assert "".join(lines) == text
    for line in lines:
        assert width_of(line.rstrip()) <= measure * EM + (EM if line.rstrip()[-1:] in NOT_FIRST else 0)


def test_lines_keep_the_rules_of_line_start_and_line_end() -> None:
    for measure in range(12, 41):
        for punctuation in ("hang", "push"):
            for line in break_lines(SENTENCE * 6, measure, 2, punctuation, True):  # type: ignore[arg-type]
                assert line[0] not in NOT_FIRST
                assert line[-1] not in NOT_LAST


def test_every_text_of_the_issue_is_known_to_the_truth() -> None:
    issue = sample()
    told = fold("".join(words_of(set_transcript(issue, Style()).truth)))
    for one in issue.articles:
        for block in one.blocks:
            for text in block_texts(block):
                assert fold(text.plain) in told


def test_a_caption_without_a_number_gets_one() -> None:
    issue = sample()
    first = issue.articles[0]
    blocks = tuple(replace(b, caption=Text("各种剂型的保存")) if isinstance(b, Table) else b for b in first.blocks)
    issue = replace(issue, articles=(replace(first, blocks=blocks), *issue.articles[1:]))
    assert "表1 各种剂型的保存" in set_transcript(issue, Style(half_width=0, spaced=0)).text
    assert "表1 各种剂型的保存" not in set_transcript(issue, Style(numbered_tables=False)).text
