"""Where articles begin and end: by their titles, source lines, sections' lines and 返回目录, whatever is missing."""

from __future__ import annotations

import pytest

from tests.importing.digest import BACK, Piece, digest, imported, paragraph, short, told

FIRST = Piece("药箱半年清一次：先看什么", paragraph(6), page=7)
SECOND = Piece("冷链药品怎样交到病人手上", paragraph(5, 1), page=8, source="样刊晚报")
THIRD = Piece("回收点的一天", paragraph(4, 2), section="社区来信", page=9)


def with_changes(piece: Piece, **changes: object) -> Piece:
    return Piece(**{**piece.__dict__, **changes})


@pytest.mark.parametrize(
    "printed",
    [
        "药箱半年清一次：先看什么",
        "药箱半年清一次:先看什么",
        "药箱半年清一次： 先看什么",
        "药箱半年清一次：先看什么？",
        "药箱半年清一次：先看什么!!",
        "药箱半年清一回：先看什么",
        "药箱半年清一次——先看什么",
        "“药箱”半年清一次：先看什么",
    ],
)
@pytest.mark.parametrize("mark", ["", "## "])
def test_a_title_is_found_though_the_body_prints_it_otherwise(printed: str, mark: str) -> None:
    piece = with_changes(FIRST, above=f"· 用药管理 ·\n\n{mark}{printed}\n\n来源：样刊日报")
    issue, report = imported(digest(piece, SECOND, THIRD))
    assert len(issue.articles) == 3
    assert not told(report, "article not found")
    assert issue.articles[0].summary.plain == FIRST.summary
    repaired = printed.replace("!!", "！！").replace(":", "：")
    assert issue.articles[0].title.plain.replace("!!", "！！") == repaired
    assert short(issue.articles[0].blocks) == [("p", FIRST.body)]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("药箱半年清一次：\n\n先看什么", "药箱半年清一次： 先看什么"),
        ("## 药箱半年清一次：\n\n## 先看什么", "药箱半年清一次： 先看什么"),
        ("药箱半年\n\n清一次：\n\n先看什么", "药箱半年 清一次： 先看什么"),
    ],
)
def test_a_title_on_several_lines_is_one(lines: str, title: str) -> None:
    piece = with_changes(FIRST, above=f"· 用药管理 ·\n\n{lines}\n\n来源：样刊日报")
    issue, _ = imported(digest(piece, SECOND))
    assert issue.articles[0].title.plain == title
    assert short(issue.articles[0].blocks) == [("p", FIRST.body)]


@pytest.mark.parametrize(
    "source",
    [
        "来源：样刊日报",
        "来源: 样刊日报",
        "来 源：样刊日报",
        "（来源：样刊日报）",
        "【来源：样刊日报】",
        "文章来源：样刊日报",
        "**来源：样刊日报**",
    ],
)
def test_a_source_line_is_the_articles_source_and_no_block(source: str) -> None:
    piece = with_changes(FIRST, above=f"· 用药管理 ·\n\n### {FIRST.title}\n\n{source}")
    issue, _ = imported(digest(piece))
    assert issue.articles[0].source == "样刊日报"
    assert short(issue.articles[0].blocks) == [("p", FIRST.body)]


def test_a_source_in_the_contents_only() -> None:
    piece = with_changes(FIRST, above=f"· 用药管理 ·\n\n### {FIRST.title}")
    issue, _ = imported(digest(piece, SECOND))
    assert [a.source for a in issue.articles] == ["样刊日报", "样刊晚报"]


@pytest.mark.parametrize(
    "back",
    [
        "[返回目录](#)",
        "返回目录",
        "返 回 目 录",
        "[返回目录](#toc)",
        "【返回目录】",
        "［返回目录］",
        "▲返回目录",
        "**返回目录**",
    ],
)
def test_an_articles_end_in_every_form(back: str) -> None:
    issue, report = imported(digest(with_changes(FIRST, back=back), with_changes(SECOND, back=back)))
    assert [short(a.blocks) for a in issue.articles] == [[("p", FIRST.body)], [("p", SECOND.body)]]
    assert not told(report, "missing 返回目录")


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_missing_end_is_made_and_told(missing: int) -> None:
    pieces = [FIRST, SECOND, THIRD]
    pieces[missing] = with_changes(pieces[missing], back="")
    issue, report = imported(digest(*pieces))
    assert [short(a.blocks) for a in issue.articles] == [[("p", p.body)] for p in pieces]
    (entry,) = told(report, "missing 返回目录")
    assert entry.severity == "repair"
    assert pieces[missing].title in entry.reason


def test_no_end_is_printed_at_all() -> None:
    pieces = [with_changes(piece, back="") for piece in (FIRST, SECOND, THIRD)]
    issue, report = imported(digest(*pieces))
    assert [short(a.blocks) for a in issue.articles] == [[("p", p.body)] for p in pieces]
    assert len(told(report, "missing 返回目录")) == 3


def test_an_article_that_the_contents_do_not_name_is_one_and_told() -> None:
    hidden = with_changes(SECOND, entry="")
    issue, report = imported(digest(FIRST, hidden, THIRD))
    assert [a.title.plain for a in issue.articles] == [FIRST.title, SECOND.title, THIRD.title]
    assert (issue.articles[1].summary.plain, issue.articles[1].source) == ("", "样刊晚报")
    (entry,) = told(report, "not in the contents")
    assert (entry.severity, entry.before) == ("look", SECOND.title)


def test_an_entry_without_its_article_is_told_with_its_line() -> None:
    contents = "\n\n".join(
        ["• 用药管理 •", FIRST.in_contents(), "▶ [输液室的新规矩](#)（来源：样刊日报）——第 8 页", "【提要】没有正文。",
         "• 社区来信 •", THIRD.in_contents()]
    )  # fmt: skip
    text = digest(FIRST, THIRD, contents=contents)
    issue, report = imported(text)
    assert [a.title.plain for a in issue.articles] == [FIRST.title, THIRD.title]
    assert [a.id for a in issue.articles] == ["a01", "a02"]
    (entry,) = told(report, "article not found")
    assert (entry.severity, entry.before) == ("look", "输液室的新规矩")
    assert text.split("\n")[(entry.line or 0) - 1].startswith("▶ [输液室的新规矩]")


def test_a_sections_line_that_is_missing_in_the_body() -> None:
    piece = with_changes(THIRD, above=f"### {THIRD.title}\n\n来源：样刊日报")
    issue, _ = imported(digest(FIRST, SECOND, piece))
    assert [a.section for a in issue.articles] == ["用药管理", "用药管理", "社区来信"]


@pytest.mark.parametrize("line", ["社区来信", "### 社区来信", "· 社区来信", "•社区来信•", "**社区来信**"])
def test_a_sections_line_with_or_without_its_marks(line: str) -> None:
    piece = with_changes(THIRD, above=f"{line}\n\n### {THIRD.title}\n\n来源：样刊日报")
    issue, _ = imported(digest(FIRST, SECOND, piece))
    assert issue.articles[2].section == "社区来信"
    assert [short(a.blocks) for a in issue.articles] == [[("p", p.body)] for p in (FIRST, SECOND, THIRD)]


def test_a_sections_line_that_differs_is_told() -> None:
    piece = with_changes(THIRD, above=f"· 社区信箱 ·\n\n### {THIRD.title}\n\n来源：样刊日报")
    issue, report = imported(digest(FIRST, SECOND, piece))
    assert issue.articles[2].section == "社区来信"
    (entry,) = told(report, "section differs")
    assert (entry.severity, entry.before, entry.after) == ("look", "社区信箱", "社区来信")


def test_a_title_named_in_another_articles_text_is_not_its_beginning() -> None:
    body = f"{paragraph(4)}\n\n回收点的一天\n\n{paragraph(3, 5)}"
    issue, _ = imported(digest(with_changes(FIRST, body=body), SECOND, THIRD))
    assert [a.title.plain for a in issue.articles] == [FIRST.title, SECOND.title, THIRD.title]
    assert short(issue.articles[2].blocks) == [("p", THIRD.body)]


def test_words_between_two_articles_are_kept() -> None:
    piece = with_changes(FIRST, back="[返回目录](#)\n\n编者按：下一篇讲的是同一件事的另一面，请一并读。")
    issue, _ = imported(digest(piece, SECOND))
    words = "".join(str(short(a.blocks)) for a in issue.articles)
    assert "编者按：下一篇讲的是同一件事的另一面，请一并读。" in words


def test_a_title_without_source_and_text_leaves_the_next_articles_source_alone() -> None:
    empty = with_changes(SECOND, above=f"### {SECOND.title}", body="", back="")
    issue, _ = imported(digest(FIRST, empty, with_changes(THIRD, section="用药管理", source="样刊周报")))
    assert [(a.title.plain, a.source) for a in issue.articles] == [
        (FIRST.title, "样刊日报"),
        (SECOND.title, "样刊晚报"),
        (THIRD.title, "样刊周报"),
    ]
    assert [short(a.blocks) for a in issue.articles] == [[("p", FIRST.body)], [], [("p", THIRD.body)]]


def test_two_articles_with_one_title_are_two() -> None:
    twin = with_changes(THIRD, title=FIRST.title, source="样刊周报")
    issue, report = imported(digest(FIRST, SECOND, twin))
    assert [(a.title.plain, a.source) for a in issue.articles] == [
        (FIRST.title, "样刊日报"),
        (SECOND.title, "样刊晚报"),
        (FIRST.title, "样刊周报"),
    ]
    assert not told(report, "article not found")


@pytest.mark.parametrize("source", ["来源：样刊日报", ""])
def test_a_heading_with_a_later_articles_title_is_not_its_beginning(source: str) -> None:
    """Without a source line below any title, place decides: an article begins below 返回目录 or its section's line."""
    pieces = [
        with_changes(FIRST, body=f"{paragraph(4)}\n\n### {THIRD.title}\n\n{paragraph(3, 5)}"),
        SECOND,
        THIRD,
    ]
    lines = [f"· {p.section} ·\n\n#### {p.title}" + (f"\n\n{source}" if source else "") for p in pieces]
    issue, report = imported(digest(*(with_changes(p, above=a) for p, a in zip(pieces, lines, strict=True))))
    assert [a.title.plain for a in issue.articles] == [FIRST.title, SECOND.title, THIRD.title]
    assert short(issue.articles[2].blocks) == [("p", THIRD.body)]
    assert not told(report, "article not found")


def test_a_title_that_is_nowhere_does_not_take_the_next_ones_place() -> None:
    lost = with_changes(SECOND, title="冷链药品怎样交到医院手上")
    contents = "\n\n".join(["• 用药管理 •", FIRST.in_contents(), lost.in_contents(), SECOND.in_contents()])
    issue, report = imported(digest(FIRST, SECOND, contents=contents))
    assert [a.title.plain for a in issue.articles] == [FIRST.title, SECOND.title]
    assert [entry.before for entry in told(report, "article not found")] == [lost.title]


@pytest.mark.parametrize("back", ["[返回目录](#)", ""])
def test_sources_above_the_titles(back: str) -> None:
    pieces = [
        with_changes(p, above=f"· {p.section} ·\n\n来源：{p.source}\n\n#### {p.title}", back=back)
        for p in (FIRST, SECOND, THIRD)
    ]
    issue, _ = imported(digest(*pieces))
    assert [(a.title.plain, a.source) for a in issue.articles] == [(p.title, p.source) for p in pieces]
    assert [short(a.blocks) for a in issue.articles] == [[("p", p.body)] for p in pieces]


@pytest.mark.parametrize("back", ["[返回目录](#)", ""])
def test_sources_at_the_articles_ends(back: str) -> None:
    pieces = [
        with_changes(p, above=f"· {p.section} ·\n\n#### {p.title}", back=f"来源：{p.source}\n\n{back}".strip())
        for p in (FIRST, SECOND, THIRD)
    ]
    issue, _ = imported(digest(*pieces))
    assert [(a.title.plain, a.source) for a in issue.articles] == [(p.title, p.source) for p in pieces]
    assert [short(a.blocks) for a in issue.articles] == [[("p", p.body)] for p in pieces]


def test_the_source_of_data_at_an_articles_end_is_no_articles_source() -> None:
    piece = with_changes(FIRST, above=f"· 用药管理 ·\n\n#### {FIRST.title}", back=f"资料来源：药监统计\n\n{BACK}")
    issue, _ = imported(digest(piece, SECOND))
    assert issue.articles[0].source == "样刊日报"
    assert "药监统计" in str(short(issue.articles[0].blocks))


def test_a_way_back_between_the_sections_line_and_the_title() -> None:
    pieces = [
        with_changes(p, above=f"· {p.section} ·\n\n{BACK}\n\n#### {p.title}\n\n来源：{p.source}", back="")
        for p in (FIRST, SECOND, THIRD)
    ]
    issue, _ = imported(digest(*pieces))
    assert [a.section for a in issue.articles] == [p.section for p in pieces]
    assert [short(a.blocks) for a in issue.articles] == [[("p", p.body)] for p in pieces]


@pytest.mark.parametrize("line", ["转自：样刊日报", "文/样刊日报", "样刊日报", "来源 | 样刊日报", "【来源】样刊日报"])
def test_a_source_line_with_another_label_is_known_by_the_contents(line: str) -> None:
    pieces = [
        with_changes(p, above=f"· {p.section} ·\n\n#### {p.title}\n\n{line.replace('样刊日报', p.source)}")
        for p in (FIRST, SECOND, THIRD)
    ]
    issue, _ = imported(digest(*pieces))
    assert [a.source for a in issue.articles] == [p.source for p in pieces]
    assert [short(a.blocks) for a in issue.articles] == [[("p", p.body)] for p in pieces]


def test_what_stands_beside_a_source_is_told() -> None:
    piece = with_changes(FIRST, above=f"· 用药管理 ·\n\n#### {FIRST.title}\n\n来源：样刊日报　作者：药师甲")
    issue, report = imported(digest(piece, SECOND))
    assert issue.articles[0].source == "样刊日报"
    (entry,) = told(report, "beside the source")
    assert (entry.severity, entry.before) == ("aside", "作者：药师甲")


@pytest.mark.parametrize("listed", ["", FIRST.summary])
def test_a_summary_below_the_title(listed: str) -> None:
    """Where the contents have none it is the article's, and where they have the same it is not said twice."""
    piece = with_changes(
        FIRST,
        summary=listed,
        above=f"· 用药管理 ·\n\n#### {FIRST.title}\n\n来源：样刊日报\n\n【提要】{FIRST.summary}",
    )
    issue, _ = imported(digest(piece, SECOND))
    assert issue.articles[0].summary.plain == FIRST.summary
    assert short(issue.articles[0].blocks) == [("p", FIRST.body)]
