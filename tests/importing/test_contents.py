"""The contents: section, title, source, page hint and summary of each article, however the entries are printed."""

from __future__ import annotations

import pytest

from generator.importing.passage import Passage
from generator.importing.report import Report
from generator.importing.structure.contents.printed_titles import PrintedTitles
from generator.importing.structure.contents.reading import read_contents
from generator.model import Article, Issue, Paragraph, Text
from tests.importing.digest import Piece, digest, imported, paragraph, told

TITLE = "家庭药箱半年清一次"
LONG = "家庭药箱半年清一次，三步走就够了"
SUMMARY = "【提要】清理药箱有三步：看外观、看批号、看效期。"


def read(contents: str, *, section: str = "用药管理", title: str = TITLE) -> tuple[Issue, Report]:
    piece = Piece(title, paragraph(3), section=section)
    return imported(digest(piece, contents=contents))


def first(contents: str, *, title: str = TITLE) -> Article:
    issue, report = read(contents, title=title)
    assert len(issue.articles) == 1
    assert not told(report, "article not found")
    return issue.articles[0]


@pytest.mark.parametrize(
    "entry",
    [
        f"▶ [{TITLE}](#)（来源：样刊日报）——第 7 页",
        f"▣ [{TITLE}](#)（来源：样刊日报）——第 7 页",
        f"[{TITLE}](#)（来源：样刊日报）——第 7 页",
        f"- [{TITLE}](#)（来源：样刊日报）——第 7 页",
        f"- ▶ [{TITLE}](#)（来源：样刊日报）——第 7 页",
        f"• {TITLE}（来源：样刊日报）——第 7 页",
        f"▶ {TITLE}（来源：样刊日报）——第 7 页",
        f"{TITLE}（来源：样刊日报）——第 7 页",
        f"▶ [{TITLE}](#) (来源: 样刊日报) ——第 7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报) ——第7页",
        f"▶ [{TITLE}](#) (来源:样刊日报）—7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报）—7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报）。第 7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报）--第 7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报）……第 7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报）第 7 页",
        f"**▶** [{TITLE}](#)（来源：样刊日报）——第 7 页",
        f"▶ [**{TITLE}**](#)（来源：样刊日报）——第 7 页",
        f"▶ [{TITLE}（来源：样刊日报）——第 7 页](#)",
        f"▶ [{TITLE}](#)（来源：\n\n样刊日报）——第 7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报）\n\n——第 7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报）——\n\n第 7 页",
        f"▶ [{TITLE}](#)\n\n（来源：样刊日报）——第 7 页",
        f"▶ [{TITLE}](#)\n\n（来源：样刊日报）\n\n——第 7 页",
        f"▶ {TITLE}\n\n（来源：样刊日报）——第 7 页",
        f"▶ [{TITLE[:5]}](#)\n\n[{TITLE[5:]}](#)（来源：样刊日报）——第 7 页",
        f"▶ [{TITLE[:5]}](#)\n\n[{TITLE[5:]}](#)\n\n（来源：样刊日报）——第 7 页",
        f"▶ {TITLE[:5]}\n\n{TITLE[5:]}（来源：样刊日报）——第 7 页",
        f"▶ {TITLE[:5]} ——第 7 页\n\n{TITLE[5:]}（来\n\n源：样刊日报）",
        f"▶ [{TITLE[:4]}](#)[{TITLE[4:]}](#)（来源：样刊日报）——第 7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报）——第 7 页".replace("\n\n", "\n"),
        f"▶ [{TITLE}](#)（来源：样刊日报）…………7 页",
        f"▶ [{TITLE}](#)（来源：样刊日报）............ 7",
        f"▶ [{TITLE[:5]}…………7 页{TITLE[5:]}](#)（来源：样刊日报）",
        f"▶ [{TITLE}](#)（来源：…………7页样刊日报）",
        f"▶ [{TITLE}](#)（来源：——第7页样刊日报）",
    ],
)
def test_an_entry_in_every_form(entry: str) -> None:
    article = first(f"### • 用药管理 •\n\n{entry}\n\n{SUMMARY}")
    assert (article.title.plain, article.source, article.page) == (TITLE, "样刊日报", 7)
    assert article.section == "用药管理"
    assert article.summary.plain == "清理药箱有三步：看外观、看批号、看效期。"


@pytest.mark.parametrize(
    "title", ["“老药”新用（下）", "解码 | 一盒药的旅程", "药箱里该有第 7 类药吗？", "用药的“三要”（图解）"]
)
def test_brackets_and_bars_of_a_title_are_no_source(title: str) -> None:
    article = first(f"• 用药管理 •\n\n▶ [{title}](#)（来源：样刊日报）——第 7 页\n\n{SUMMARY}", title=title)
    assert (article.title.plain, article.source, article.page) == (title, "样刊日报", 7)


def test_an_entry_without_source_and_hint() -> None:
    article = first(f"• 用药管理 •\n\n▶ [{TITLE}](#)\n\n{SUMMARY}")
    assert (article.title.plain, article.source, article.page) == (TITLE, "样刊日报", None)


@pytest.mark.parametrize(
    "label", ["【提要】", "【 提要 】", "**【提要】**", "[提要]", "【提要】：", "【摘要】", "【导读】", "（提要）"]
)
def test_the_label_of_a_summary_is_not_part_of_it(label: str) -> None:
    article = first(f"• 用药管理 •\n\n▶ [{TITLE}](#)（来源：样刊日报）——第 7 页\n\n{label}先看外观，再看效期。")
    assert article.summary.plain == "先看外观，再看效期。"


def test_a_summary_cut_by_a_page_end_is_one() -> None:
    halves = "【提要】药箱每半年清理一次，过期的药不要\n\n随手丢进垃圾桶，应当送到社区的回收点。"
    article = first(f"• 用药管理 •\n\n▶ [{TITLE}](#)（来源：样刊日报）——第 7 页\n\n{halves}")
    assert article.summary.plain == "药箱每半年清理一次，过期的药不要随手丢进垃圾桶，应当送到社区的回收点。"


def test_no_summary_at_all() -> None:
    assert first(f"• 用药管理 •\n\n▶ [{TITLE}](#)（来源：样刊日报）——第 7 页").summary.plain == ""


@pytest.mark.parametrize(
    "line",
    [
        "### • 用药管理 •",
        "• 用药管理 •",
        "· 用药管理 ·",
        "## ·用药管理·",
        "**• 用药管理 •**",
        "### 用药管理",
        "**用药管理**",
        "【用药管理】",
        "■ 用药管理 ■",
        "—— 用药管理 ——",
    ],
)
def test_a_sections_line_in_every_form(line: str) -> None:
    article = first(f"{line}\n\n▶ [{TITLE}](#)（来源：样刊日报）——第 7 页\n\n{SUMMARY}")
    assert article.section == "用药管理"


@pytest.mark.parametrize(
    "line",
    [
        "█ 用药管理",
        "一、用药管理",
        "用药管理：",
        "用药管理",
        "★用药管理",
        "栏目：用药管理",
        "《用药管理》",
        "〖用药管理〗",
    ],
)
def test_a_sections_line_right_above_its_entry(line: str) -> None:
    second = Piece("旧药怎样收", paragraph(3, 2), section="回收", page=8)
    contents = f"{line}\n\n▶ {TITLE}（来源：样刊日报）——第 7 页\n\n{SUMMARY}\n\n{line.replace('用药管理', '回收')}"
    text = digest(Piece(TITLE, paragraph(3)), second, contents=f"{contents}\n\n{second.in_contents()}")
    issue, _ = imported(text)
    assert [(a.section, a.summary.plain) for a in issue.articles] == [
        ("用药管理", "清理药箱有三步：看外观、看批号、看效期。"),
        ("回收", second.summary),
    ]


@pytest.mark.parametrize(
    ("entry", "page"),
    [
        (f"{TITLE} 7", 7),
        (f"1. {TITLE} 7", 7),
        (f"{TITLE}（7）", 7),
        (f"{TITLE} / 7", 7),
        (f"{TITLE}P7", 7),
        (f"▶ {TITLE} P.7", 7),
        (f"{TITLE}（来源：样刊日报）7", 7),
        (f"{TITLE}（来源：样刊日报）（7）", 7),
        (f"{TITLE}——第 7 页\n\n来源：样刊日报", 7),
        (f"{TITLE}\n\n来源：样刊日报\n\n7", 7),
        (f"{TITLE} 样刊日报 7", 7),
        ("家庭药箱\n\n半年清一次 7", 7),
        (LONG, None),
        (f"▶ {LONG}", None),
        (f"{LONG}了 7", 7),
    ],
)
def test_an_entry_is_known_by_the_title_that_the_body_prints(entry: str, page: int | None) -> None:
    title = LONG if LONG in entry else TITLE
    article = first(f"• 用药管理 •\n\n{entry}\n\n{SUMMARY}", title=title)
    assert (article.title.plain, article.source, article.page) == (title, "样刊日报", page)
    assert (article.section, article.summary.plain) == ("用药管理", "清理药箱有三步：看外观、看批号、看效期。")


def test_a_title_that_ends_with_a_number_keeps_it() -> None:
    article = first("• 用药管理 •\n\n药箱整理手册 2024 7\n\n" + SUMMARY, title="药箱整理手册 2024")
    assert (article.title.plain, article.page) == ("药箱整理手册 2024", 7)


@pytest.mark.parametrize("label", ["", "提要：", "摘要: "])
def test_a_summary_with_another_label_or_none(label: str) -> None:
    words = "清理药箱有三步，先看外观，再看批号，最后看效期。"
    pieces = [Piece(TITLE, paragraph(3)), Piece("旧药怎样收", paragraph(3, 2), page=8)]
    entries = [f"▶ {p.title}（来源：样刊日报）——第 {p.page} 页\n\n{label}{words}" for p in pieces]
    issue, _ = imported(digest(*pieces, contents="• 用药管理 •\n\n" + "\n\n".join(entries)))
    assert [a.summary.plain for a in issue.articles] == [words, words]


def test_two_entries_in_one_line_are_two() -> None:
    """Leaders up to the edge fill a line, so that the next one looks like its rest."""
    pieces = [Piece(LONG, paragraph(3)), Piece("旧药怎样收到回收点里去", paragraph(3, 2), page=8)]
    contents = "• 用药管理 •\n\n" + "".join(f"{p.title}............... {p.page}" for p in pieces)
    issue, report = imported(digest(*pieces, contents=contents))
    assert [(a.section, a.title.plain, a.page) for a in issue.articles] == [
        ("用药管理", pieces[0].title, 7),
        ("用药管理", pieces[1].title, 8),
    ]
    assert not told(report, "not in the contents")


def test_sections_with_the_page_of_their_first_article() -> None:
    """The contents that a word processor makes of headings."""
    pieces = [
        Piece(LONG, paragraph(3), page=7),
        Piece("旧药怎样收到回收点里去", paragraph(3, 2), page=9),
        Piece("药师在社区里的一个早晨", paragraph(4, 1), section="社区来信", page=11),
    ]
    lines = ["用药管理……7", *(f"{p.title}……{p.page}" for p in pieces[:2]), "社区来信……11", f"{pieces[2].title}……11"]
    issue, report = imported(digest(*pieces, contents="\n\n".join(lines)))
    assert [(a.section, a.title.plain, a.page) for a in issue.articles] == [
        (p.section, p.title, p.page) for p in pieces
    ]
    assert not told(report, "not in the contents")
    assert not told(report, "article not found")


def test_contents_that_are_a_table() -> None:
    pieces = [Piece(TITLE, paragraph(3)), Piece("旧药怎样收到回收点", paragraph(3, 2), source="样刊晚报", page=8)]
    rows = [f"{n}\t{p.title}\t{p.source}\t{p.page}" for n, p in enumerate(pieces, start=1)]
    issue, _ = imported(digest(*pieces, contents="• 用药管理 •\n\n序号\t标题\t来源\t页码\n" + "\n".join(rows)))
    assert [(a.section, a.title.plain, a.source, a.page) for a in issue.articles] == [
        ("用药管理", TITLE, "样刊日报", 7),
        ("用药管理", "旧药怎样收到回收点", "样刊晚报", 8),
    ]


def test_sections_hold_until_the_next_one() -> None:
    pieces = [Piece(f"药师手记之{n}篇", paragraph(3, k), section=s, page=7 + k)
              for k, (n, s) in enumerate(zip("甲乙丙丁", ("政策", "政策", "药房", "药房"), strict=True))]  # fmt: skip
    issue, _ = imported(digest(*pieces))
    assert [(a.section, a.page) for a in issue.articles] == [("政策", 7), ("政策", 8), ("药房", 9), ("药房", 10)]


def test_the_reading_hint_is_kept_above_the_entries() -> None:
    hint = "(阅读提醒：点击标题可以直接跳转到文章。)"
    issue, _ = read(f"{hint}\n\n• 用药管理 •\n\n▶ [{TITLE}](#)（来源：样刊日报）——第 7 页\n\n{SUMMARY}")
    assert [b.text.plain for b in issue.guide if isinstance(b, Paragraph)] == [
        "（阅读提醒：点击标题可以直接跳转到文章。）"
    ]


@pytest.mark.parametrize(
    ("contents", "kind", "before"),
    [
        ("▶ [家庭药箱半年清一次！](#)（来源：样刊日报）——第 7 页", "title differs", "家庭药箱半年清一次！"),
        (
            "▶ [家庭药箱 半年清一次](#)（来源：样刊日报）——第 7 页",
            "title differs in signs or spaces",
            "家庭药箱 半年清一次",
        ),
        (f"▶ [{TITLE}](#)（来源：样刊晚报）——第 7 页", "source differs", "样刊晚报"),
    ],
)
def test_what_the_contents_print_otherwise_is_told_and_the_body_is_followed(
    contents: str, kind: str, before: str
) -> None:
    issue, report = read(f"• 用药管理 •\n\n{contents}\n\n{SUMMARY}")
    (entry,) = told(report, kind)
    assert entry.severity == ("repair" if kind.endswith("spaces") else "look")
    assert before in entry.before + entry.reason
    assert (issue.articles[0].title.plain, issue.articles[0].source) == (TITLE, "样刊日报")


def test_equal_contents_and_body_are_not_told() -> None:
    _, report = read(f"• 用药管理 •\n\n▶ [{TITLE}](#)（来源：样刊日报）——第 7 页\n\n{SUMMARY}")
    assert not [entry for entry in report.entries if entry.severity == "look"]


def printed(*lines: tuple[str, str]) -> list[tuple[str, str]]:
    """Section and title of the entries that lines of a PDF's contents make, each with its look."""
    passages = [
        Passage(Text(text), number, page=1, whole=True, look=look, strong=look == "bold", apart=look != "text")
        for number, (text, look) in enumerate(lines, start=1)
    ]
    return [(entry.section, entry.title) for entry in read_contents(passages, PrintedTitles()).entries]


SUMMARISED = (SUMMARY, "text")


@pytest.mark.parametrize("look", ["bold", "red"])
@pytest.mark.parametrize("sign", ["", "■ "])
def test_a_section_is_known_by_its_look_alone(look: str, sign: str) -> None:
    guide = ("（阅读提醒：请按页码提示阅读。）", "text")
    entries = [("药箱怎样清（来源：样刊日报）——第7页", "text"), ("旧药怎样收（来源：样刊日报）——第9页", "text")]
    found = printed(
        guide, (f"{sign}用药管理", look), entries[0], SUMMARISED, (f"{sign}回收", look), entries[1], SUMMARISED
    )
    assert found == [("用药管理", "药箱怎样清"), ("回收", "旧药怎样收")]


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param([("（来源：样刊日报）——第7页", "text")], id="the source below it"),
        pytest.param([("家里的药箱（来源：样刊日报）——第7页", "bold")], id="a second line set alike"),
    ],
)
def test_the_first_line_of_a_title_is_no_section(rest: list[tuple[str, str]]) -> None:
    ((section, title),) = printed(("怎样清理", "bold"), *rest, SUMMARISED)
    assert section == ""
    assert title.startswith("怎样清理")
