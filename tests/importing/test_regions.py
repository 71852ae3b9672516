"""The four parts of an issue: cover, contents, body, colophon, with and without the lines that head them."""

from __future__ import annotations

import re

import pytest

from generator.errors import QikanError
from generator.model import Paragraph
from tests.importing.digest import BODY_HEAD, CONTENTS_HEAD, COVER, Piece, digest, imported, paragraph, short

PIECES = (
    Piece("药箱半年清一次", paragraph(6), page=7),
    Piece("回收点的一天", paragraph(4, 2), section="社区来信", page=8),
)
TEXT = digest(*PIECES)


def assert_whole(text: str) -> None:
    issue, _ = imported(text)
    assert [a.title.plain for a in issue.articles] == [piece.title for piece in PIECES]
    assert [short(a.blocks) for a in issue.articles] == [[("p", piece.body)] for piece in PIECES]
    assert [a.section for a in issue.articles] == ["用药管理", "社区来信"]
    assert [a.summary.plain for a in issue.articles] == ["本文介绍药箱的整理办法。"] * 2


@pytest.mark.parametrize(
    "head", ["## ——本期视点——", "本期视点", "—— 本 期 视 点 ——", "# 目录", "**本期导读**", "目 录", ""]
)
def test_contents_under_every_head_and_under_none(head: str) -> None:
    assert_whole(TEXT.replace(f"{CONTENTS_HEAD}\n\n", f"{head}\n\n" if head else ""))


@pytest.mark.parametrize("head", ["## -----本期内容-----", "本期内容", "——本期内容——", "# 正文", "— 本期正文 —", ""])
def test_a_body_under_every_head_and_under_none(head: str) -> None:
    assert_whole(TEXT.replace(f"{BODY_HEAD}\n\n", f"{head}\n\n" if head else ""))


def test_neither_head_is_there() -> None:
    assert_whole(TEXT.replace(f"{CONTENTS_HEAD}\n\n", "").replace(f"{BODY_HEAD}\n\n", ""))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("（来源：样刊日报）", "（来源：\n\n样刊日报）", id="a wrapped source"),
        pytest.param("（来源：样刊日报） ——第", "——第", id="no sources in the contents"),
        pytest.param("\n\n来源：样刊日报", "", id="no source lines in the body"),
    ],
)
def test_a_body_without_a_head_begins_with_its_first_title(old: str, new: str) -> None:
    assert_whole(TEXT.replace(f"{BODY_HEAD}\n\n", "").replace(old, new))


def test_sources_on_lines_of_their_own_in_the_contents_open_no_body() -> None:
    entries = re.sub(r"（(来源：样刊日报)） (——第 \d 页)", r" \2\n\n\1", TEXT)
    assert entries != TEXT
    assert_whole(entries.replace(f"{BODY_HEAD}\n\n", ""))


def test_contents_with_a_head_and_nothing_below() -> None:
    listed = TEXT[TEXT.index(CONTENTS_HEAD) + len(CONTENTS_HEAD) : TEXT.index(BODY_HEAD)]
    issue, report = imported(TEXT.replace(listed, "\n\n"))
    assert [a.title.plain for a in issue.articles] == [piece.title for piece in PIECES]
    assert len([entry for entry in report.entries if entry.kind == "not in the contents"]) == 2


COLOPHON = "\n\n".join(
    (
        "扫一扫\n关注样刊",
        "样城健康管理有限责任公司",
        "样刊网：<https://example.org>",
        "地 址：样城药香路1号",
        "电 话：000-1234567",
    )
)


@pytest.mark.parametrize("back", ["[返回目录](#)", ""])
def test_a_colophon_is_no_part_of_the_last_article(back: str) -> None:
    last = Piece("回收点的一天", PIECES[1].body, section="社区来信", page=8, back=back)
    issue, _ = imported(digest(PIECES[0], last, colophon=COLOPHON))
    assert short(issue.articles[1].blocks) == [("p", PIECES[1].body)]
    assert [b.text.plain for b in issue.colophon if isinstance(b, Paragraph)] == [
        "扫一扫\n关注样刊",
        "样城健康管理有限责任公司",
        "样刊网：https://example.org",
        "地 址：样城药香路1号",
        "电 话：000-1234567",
    ]


def test_an_issue_without_a_colophon_has_none() -> None:
    assert imported(TEXT)[0].colophon == ()


@pytest.mark.parametrize(
    ("text", "place", "says", "remedy"),
    [
        (f"{COVER}\n\n{paragraph(3)}\n\n{paragraph(4)}", "2024-11.txt:13", "no contents", "Add them"),
        (f"{COVER}\n\n{CONTENTS_HEAD}\n\n{PIECES[0].in_contents()}", "2024-11.txt:11", "no body", "本期内容"),
        (f"{COVER}\n\n{CONTENTS_HEAD}", "2024-11.txt:11", "no body", "本期内容"),
        (COVER, "2024-11.txt:9", "no contents", "Add them"),
        (f"{COVER}\n\n{BODY_HEAD}\n\n{PIECES[0].in_body(new_section=True)}", "2024-11.txt", "no contents", "Add them"),
        (f"{COVER}\n\n{CONTENTS_HEAD}\n\n{PIECES[0].in_contents()}\n\n{BODY_HEAD}", "2024-11.txt", "no article", ""),
        ("药", "2024-11.txt:1", "no contents", "Add them"),
        ("甲\t乙", "2024-11.txt:1", "no contents", "Add them"),
    ],
)
def test_a_file_without_its_parts_is_refused_with_its_line(text: str, place: str, says: str, remedy: str) -> None:
    with pytest.raises(QikanError) as caught:
        imported(text)
    assert caught.value.place.startswith(place)
    assert says in caught.value.problem
    assert remedy in caught.value.remedy
    assert caught.value.remedy
