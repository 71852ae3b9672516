"""Nothing is lost: every character of any transcript is in the Issue or in the report."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.errors import QikanError
from generator.importing.reading import decode
from generator.importing.structure import parse
from generator.importing.transcript import read_transcript
from generator.markdown import read, write
from generator.model import issue_pages
from tests.importing.accounts import added, lost
from tests.importing.digest import BACK, BODY_HEAD, CONTENTS_HEAD, COVER, digest, open_half, paragraph, running
from tests.importing.digest import Piece as Article

REAL = ["2023-06", "2024-04", "2024-11", "2024-44", "2025-02"]


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_a_real_issue_loses_nothing_and_gains_nothing(name: str, shared: Path) -> None:
    transcript = decode((shared / "issues" / f"{name}.txt").read_bytes(), name)
    issue, report = parse(read_transcript(transcript, f"{name}.txt"))
    assert lost(transcript, issue, report) == Counter()
    assert added(transcript, issue, report) == Counter()


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_a_real_issue_comes_back_from_its_markdown(name: str, shared: Path) -> None:
    transcript = decode((shared / "issues" / f"{name}.txt").read_bytes(), name)
    issue, _ = parse(read_transcript(transcript, f"{name}.txt"))
    assert read(write(issue)) == issue


TITLES = (
    "家庭药箱的整理",
    "回收点的一天！！",
    "药师说“三看”：一张清单",
    "冷链药品怎样交到病人手上？",
    "Q&A 用药的 12 个问题",
)
SECTIONS = ("用药管理", "社区来信")
LINES = (
    "一、先看外包装",
    "（二）再看批号",
    "## 三、最后看效期",
    "1. 外观：要看有没有破损；",
    "2. 批号：要看喷码。",
    "- 退烧药",
    "● 外用药",
    "药箱多久整理一次？",
    "### 整理药箱，",
    "**先看外包装。**破损的不要再用,连盒子一起(含说明书)送到回收点。",
    "品名\t数量\n退烧药\t3\n\t5",
    "\t外用药\t2\t\n类别\t\t",
    "表1 药箱清点",
    "图1：药箱的三层",
    "数据来源：样城药品回收站",
    "字号：大 中 小 分享：",
    "↓ 药箱的三层 ↓",
    "三人合力就是$1+1>2$的道理，<宁夏样刊编>。",
    "5 m<sup>2</sup> 的药房 *只有* 一人，<https://example.org/yao>",
    "The screenshot shows a table with three columns, a header in blue and a list of medicine boxes.",
    "来源：样刊晚报",
    "返回目录",
    BACK,
    "· 社区来信 ·",
    TITLES[1],
    "扫一扫\n关注样刊",
    "电 话：000-1234567",
    "了。",
    "”他说。",
    "\n\n\n",
)


def _paragraphs() -> st.SearchStrategy[str]:
    whole = st.builds(paragraph, st.integers(1, 9), st.integers(0, 20))
    half = st.builds(open_half, st.integers(1, 5), st.sampled_from(["", "，", "《药箱", "“先看"]), st.integers(0, 20))
    tail = st.builds(lambda n, seed: running(n, seed) + "。", st.integers(1, 20), st.integers(0, 20))
    return whole | half | st.builds(lambda a, b: f"{a}\n\n{b}", half, tail)


BODIES = st.lists(_paragraphs() | st.sampled_from(LINES), max_size=12).map("\n\n".join)
ENTRIES = (
    "▣ [{}](#) (来源: 样刊日报) —{} 页",
    "• {}（来源：\n\n样刊日报）——第 {} 页",
    "▶ [{}](#)\n\n（来源：样刊日报）\n\n——第 {} 页",
    "[{}](#)（来源：样刊日报）",
)


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    made = []
    page = 4
    for title in draw(st.permutations(TITLES))[: draw(st.integers(1, 4))]:
        entry = draw(st.sampled_from((None, None, "", *ENTRIES)))
        above = draw(st.sampled_from((None, None, f"## {title}", f"{title}\n\n来源：样刊日报", "· 用药管理 ·", "")))
        made.append(
            Article(
                title=title,
                body=draw(BODIES),
                section=draw(st.sampled_from(SECTIONS)),
                page=draw(st.sampled_from((None, page, page, page, 3))),
                summary=draw(st.sampled_from(("", "先看外观,再看批号。", "先看外观，\n\n再看批号。"))),
                back=draw(st.sampled_from((BACK, BACK, "返回目录", ""))),
                entry=entry.format(title, page) if entry else entry,
                above=above,
            )
        )
        page += draw(st.integers(0, 4))
    return made


COVERS = (
    COVER,
    COVER.replace("第11期", "第II期"),
    COVER.replace("\n\n(", "（"),
    "药周样刊\n\n2024年第12期 (2024.03.11-2024.03.17)\n\n药品",
)


@st.composite
def transcripts(draw: st.DrawFn) -> str:
    """Transcripts as an editor's machine might hold them: parts missing, in odd forms, now and then out of order."""
    text = digest(
        *draw(articles()),
        cover=draw(st.sampled_from(COVERS)),
        colophon=draw(st.sampled_from(("", "扫一扫\n关注样刊\n\n电 话：000-1234567"))),
    )
    for head in (CONTENTS_HEAD, BODY_HEAD):
        if draw(st.integers(0, 9)) == 0:
            text = text.replace(head, "", 1)
    if draw(st.integers(0, 9)) == 0:
        lines = text.split("\n\n")
        at = draw(st.integers(0, len(lines) - 1))
        text = "\n\n".join(lines[at:] + lines[:at])
    return text


def assert_helpful(error: QikanError) -> None:
    assert error.place.startswith("2024-11.txt")
    assert error.remedy


LOST_TITLE = (
    f"{COVER}\n\n▶ [家庭药箱的整理](#)（来源：样刊日报）\n\n▶ [回收点的一天](#)（来源：样刊日报）\n\n"
    f"品名\t数量\n退烧药\t3\n\t5\n\n{BACK}\n\n回收点的一天\n\n来源：样刊日报\n\n{BACK}"
)
"""The first article's title is lost, so its table stands among the contents."""


@given(transcripts())
@example(LOST_TITLE)
@settings(max_examples=150)
def test_any_transcript_is_refused_or_kept_whole(text: str) -> None:
    try:
        issue, report = parse(read_transcript(text, "2024-11.txt"))
    except QikanError as error:
        assert_helpful(error)
        return
    assert lost(text, issue, report) == Counter()
    assert added(text, issue, report) == Counter()
    assert read(write(issue)) == issue
    assert max(Counter(issue_pages(issue)).values(), default=1) == 1, "a page begins twice"


@given(st.lists(st.sampled_from((COVER, CONTENTS_HEAD, BODY_HEAD, *LINES)), max_size=14).map("\n\n".join))
@settings(max_examples=100)
@example("")
@example(f"{COVER}\n\n{CONTENTS_HEAD}\n\n{BODY_HEAD}")
def test_parts_in_any_order_raise_nothing_else(text: str) -> None:
    try:
        issue, report = parse(read_transcript(text, "2024-11.txt"))
    except QikanError as error:
        assert_helpful(error)
        return
    assert lost(text, issue, report) == Counter()
    assert added(text, issue, report) == Counter()
