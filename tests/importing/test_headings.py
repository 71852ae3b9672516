"""Which lines are headings, and which of them are one heading on several lines."""

from __future__ import annotations

import pytest

from generator.model import Heading
from tests.importing.digest import Piece, article_of, digest, headings, imported, open_half, paragraph, running, told

P = [paragraph(3 + n % 3, n) for n in range(12)]


def among(line: str) -> str:
    """A body in which a line stands between whole paragraphs."""
    return "\n\n".join((P[0], line, P[1], P[2]))


@pytest.mark.parametrize(
    "line",
    [
        "一、先看外包装",
        "（一）先看外包装",
        "(一)先看外包装",
        "1.先看外包装",
        "1. 先看外包装",
        "1、先看外包装",
        "1.1 先看外包装",
        "01 先看外包装",
        "● 先看外包装",
        "第一部分 先看外包装",
        "问题一：先看外包装",
        "先看外包装",
        "“先看外包装，再看里面”",
        "《药箱手册》怎么用",
        "一、先看外包装？",
        "一、先看外包装！",
        "一、先看外包装。",
        "一、药箱里的药应当按照用途分开放置并且贴上醒目的标签以免家里的老人和孩子拿错",
        "## 先看外包装，再看里面",
        "**先看外包装**",
        "### 药箱，你整理好了吗？",
        "### 整理药箱：",
        "药师的建议：三看一记",
        "今年的药箱要换新 家家都来清一清...",
    ],
)
def test_a_heading(line: str) -> None:
    words = line.removeprefix("### ").removeprefix("## ").strip("*").replace("(一)", "（一）")
    assert headings(among(line)) == [("h1", words)]


@pytest.mark.parametrize(
    "line",
    [
        "药师当面教会了她。",
        "她听完药师的话，当场就把药箱重新整理了一遍。",
        "这样的药箱，谁看了会放心呢？",
        "主要做法如下：",
        "药师介绍说：",
        "药师提醒，有以下几点：",
        "2024年3月11日",
        "（样医发〔2024〕3号）",
        "（记者 样某某）",
        "附件：药箱清单",
        "1. 先看外包装有没有破损、受潮；再看批号和效期；最后把快到期的药单独放在一格里，并且贴上黄色的标签提醒家人。",
        "### 整理药箱，",
        "一是先看外包装，二是看批号和效期，三是把快到期的药单独放好，并且贴上标签。",
        "**先看外包装。**破损、受潮的药不要再用，连同盒子一起送到回收点。",
        "3.5万盒药品在一年里被收回，占全部药品的12%。",
        "答：先看外包装。",
        open_half(2) + "的药箱",
    ],
)
def test_no_heading(line: str) -> None:
    assert headings(among(line)) == []


@pytest.mark.parametrize(
    "body",
    [
        ("药箱为什么要整理？", P[0], "多久整理一次？", P[1], "过期的药怎么办？", P[2]),
        ("一、药箱为什么要整理？", P[0], "二、多久整理一次？", P[1]),
    ],
)
def test_questions_that_open_parts_are_headings(body: tuple[str, ...]) -> None:
    assert [text for _, text in headings("\n\n".join((P[5], *body)))] == [line for line in body if line[-1] == "？"]


def test_a_question_below_a_marked_one_opens_a_part_as_others_do() -> None:
    questions = ["药箱为什么要整理？", "多久整理一次？", "过期的药怎么办？"]
    body = (P[0], f"### {questions[0]}", questions[1], P[1], questions[2], P[2])
    assert [text for _, text in headings("\n\n".join(body))] == questions


def test_questions_in_running_text_are_none() -> None:
    body = (P[0], "药箱为什么要整理？", "多久整理一次？", "过期的药怎么办？", P[1])
    assert headings("\n\n".join(body)) == []


def test_an_interviews_questions_and_answers_are_paragraphs_or_parallel_headings() -> None:
    body = (P[0], "问：药箱多久整理一次？", f"答：{P[1]}", "问：过期的药怎么办？", f"答：{P[2]}")
    found = headings("\n\n".join(body))
    assert found in ([], [("h1", body[1]), ("h1", body[3])])


def test_a_line_at_the_articles_end_heads_nothing() -> None:
    assert headings("\n\n".join((P[0], P[1], "样刊编辑部供稿"))) == []


def test_a_signature_and_a_date_below_a_letter_are_no_headings() -> None:
    assert headings("\n\n".join((P[0], P[1], "样城市药品管理办公室", "2024年3月11日"))) == []


FULL = "一、" + running(26)
"""A heading's first line that fills the measure."""


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        ((f"## {FULL}", "## 以免拿错"), f"{FULL}以免拿错"),
        ((FULL, "以免拿错"), f"{FULL}以免拿错"),
        (("### 整理药箱，", "### 从一张清单做起"), "整理药箱， 从一张清单做起"),
        (("### 整理药箱——", "### 从一张清单做起"), "整理药箱—— 从一张清单做起"),
    ],
)
def test_a_heading_on_two_lines_is_one_and_told(lines: tuple[str, str], heading: str) -> None:
    blocks, report = article_of("\n\n".join((P[0], *lines, P[1])))
    assert blocks == [("p", P[0]), ("h1", heading), ("p", P[1])]
    (entry,) = told(report, "joined heading")
    assert entry.severity == "repair"
    assert entry.before == "\n".join(line.lstrip("# ") for line in lines)


def test_headings_that_are_always_on_two_lines_are_one_each() -> None:
    body = []
    for n, (first, second) in enumerate(
        [("整理药箱", "从一张清单做起"), ("回收旧药", "让社区多走一步"), ("教会家人", "把标签写得更大")]
    ):
        body += [P[n], first, second]
    assert headings("\n\n".join((*body, P[8]))) == [
        ("h1", "整理药箱 从一张清单做起"),
        ("h1", "回收旧药 让社区多走一步"),
        ("h1", "教会家人 把标签写得更大"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、整理药箱", "（一）先看外包装"),
        ("一、整理药箱", "1. 先看外包装"),
        ("第一部分 整理药箱", "一、先看外包装"),
        ("整理药箱要注意：", "先看外包装"),
    ],
)
def test_a_heading_and_the_first_one_below_it_are_two(first: str, second: str) -> None:
    assert headings("\n\n".join((P[0], first, second, P[1], P[2]))) == [("h1", first), ("h2", second)]


def test_a_bold_lead_that_runs_into_its_paragraph_stays_in_it() -> None:
    blocks, _ = article_of("\n\n".join((P[0], f"**先看外包装**：{P[1]}", f"**再看批号。**{P[2]}")))
    assert [kind for kind, _ in blocks] == ["p", "p", "p"]


def test_a_headings_weight_is_no_mark_of_its_words() -> None:
    issue, _ = imported(digest(Piece("家庭药箱的整理", among("### **先看外包装**"))))
    (heading,) = [block for block in issue.articles[0].blocks if isinstance(block, Heading)]
    assert heading.text.marks == ()


QUESTIONS = ("药箱该放在哪里？", "放得高一些行吗？")


def asked(*questions: str, marks: str = "") -> list[str]:
    """The headings of an article with two headings beside the questions, which stand below each other."""
    found = headings("\n\n".join((P[0], marks + "整理药箱", P[1], marks + "回收旧药", P[2], *questions, P[3])))
    return [text for _, text in found][2:]


def test_short_questions_are_headings_where_no_heading_has_a_mark() -> None:
    assert asked(QUESTIONS[0]) == [QUESTIONS[0]]
    assert asked(*QUESTIONS) == [*QUESTIONS]


@pytest.mark.parametrize(
    "questions",
    [
        pytest.param(("那药箱该放在哪里？",), id="goes on with what was said"),
        pytest.param(("“药箱该放在哪里？”",), id="speech"),
        pytest.param((*QUESTIONS, "上锁行吗？"), id="three below each other"),
        pytest.param(("家里的药箱该放在哪里才能让老人和孩子都拿不错呢？",), id="long"),
    ],
)
def test_questions_of_running_text_are_none(questions: tuple[str, ...]) -> None:
    assert asked(*questions) == []


def test_a_question_without_a_mark_is_none_where_headings_have_one() -> None:
    assert asked(QUESTIONS[0], marks="## ") == []
