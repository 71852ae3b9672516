"""Levels come from nesting: headings of one kind share a level, whatever marks the pages carry."""

from __future__ import annotations

import pytest

from generator.importing.structure.blocks.ranks import Heading as Printed
from generator.importing.structure.blocks.ranks import levels as printed_levels
from generator.importing.structure.blocks.ranks import order_of_looks
from generator.model import Heading
from tests.importing.digest import Piece, digest, headings, imported, paragraph

P = [paragraph(3 + n % 3, n) for n in range(14)]


def levels(*lines: str) -> list[int]:
    """The levels of headings that each have a paragraph below, unless they end in `/`."""
    body = [P[13]]
    for n, line in enumerate(lines):
        body.append(line.removesuffix("/"))
        if not line.endswith("/"):
            body.append(P[n])
    found = headings("\n\n".join(body))
    assert [text for _, text in found] == [line.removesuffix("/").lstrip("# ") for line in lines]
    return [int(level[1]) for level, _ in found]


@pytest.mark.parametrize(
    ("lines", "ranks"),
    [
        (("一、整理", "二、回收", "三、登记"), [1, 1, 1]),
        (("## 一、整理", "#### 二、回收", "### 三、登记"), [1, 1, 1]),
        (("一、整理", "（一）看批号", "（二）看效期", "二、回收", "（一）称重"), [1, 2, 2, 1, 2]),
        (("一、整理/", "（一）看批号", "1. 看喷码", "2. 看钢印", "（二）看效期", "二、回收"), [1, 2, 3, 3, 2, 1]),
        (("### （一）看批号", "## 一、整理"), [1, 2]),
        (("1. 整理", "1.1 看批号", "1.2 看效期", "2. 回收", "2.1 称重"), [1, 2, 2, 1, 2]),
        (("1. 整理", "1.1 看批号", "1.1.1 看喷码", "1.2 看效期"), [1, 2, 3, 2]),
        (("第一部分 整理/", "一、看批号", "二、看效期", "第二部分 回收/", "一、称重"), [1, 2, 2, 1, 2]),
        (("1. 整理药箱", "2. 回收旧药", "3. 教会家人"), [1, 1, 1]),
        (("整理药箱", "回收旧药", "教会家人"), [1, 1, 1]),
        (("整理药箱要注意：/", "先看外包装", "再看批号"), [1, 2, 2]),
        (("一、整理", "二、回收", "三、登记", "写在最后"), [1, 1, 1, 1]),
        (("一、整理", "● 看批号", "● 看效期", "二、回收", "● 称重"), [1, 2, 2, 1, 2]),
        (("一、整理", "（一）看批号", "1. 看喷码", "（1）看颜色", "二、回收"), [1, 2, 3, 3, 1]),
        (("问题一：药箱乱", "问题二：药过期", "问题三：没人管"), [1, 1, 1]),
    ],
)
def test_levels_by_nesting(lines: tuple[str, ...], ranks: list[int]) -> None:
    assert levels(*lines) == ranks


@pytest.mark.parametrize("marks", [("#", "##", "###"), ("####", "##", "######"), ("", "", "")])
def test_marks_do_not_decide(marks: tuple[str, str, str]) -> None:
    lines = [f"{mark} {line}".strip() for mark, line in zip(marks, ("一、整理", "二、回收", "三、登记"), strict=True)]
    assert levels(*lines) == [1, 1, 1]


def test_each_article_begins_at_the_top() -> None:
    first = Piece("药箱札记", "\n\n".join((P[0], "一、整理", P[1], "（一）看批号", P[2])), page=7)
    second = Piece("回收札记", "\n\n".join((P[3], "（一）称重", P[4], "（二）封存", P[5])), page=8)
    issue, _ = imported(digest(first, second))
    found = [[b.level for b in a.blocks if isinstance(b, Heading)] for a in issue.articles]
    assert found == [[1, 2], [1, 1]]


def made(*lines: tuple[str, str]) -> list[Printed]:
    """Headings of a PDF in one size, each with its look: `bold`, `kai` (another typeface) or `text`."""
    return [
        Printed(text, place * 2, place * 2 + 1, None, 12.0, look == "bold", look, look != "text")
        for place, (text, look) in enumerate(lines)
    ]


def printed(*lines: tuple[str, str]) -> list[int]:
    """The levels of such headings."""
    return printed_levels(made(*lines))


def test_a_line_like_the_text_stands_below_headings_that_are_set_apart() -> None:
    lines = [("误区一：放", "bold"), ("原因", "bold"), ("人口多", "text"), ("误区二：拿", "bold"), ("原因", "bold")]
    assert printed(*lines) == [1, 2, 3, 1, 2]


def test_a_line_like_the_text_above_all_headings_does_not_lower_them() -> None:
    lines = [("写在前面", "text"), ("一、整理", "bold"), ("二、回收", "bold"), ("看批号", "kai"), ("三、登记", "bold")]
    assert printed(*lines) == [1, 1, 1, 2, 1]


def test_headings_that_count_on_are_of_one_rank_whatever_their_weight() -> None:
    lines = [("一、整理", "bold"), ("（一）看批号", "kai"), ("二、回收", "kai"), ("三、登记", "bold")]
    assert printed(*lines) == [1, 2, 1, 1]


PARTS = [("整理", "kai"), ("看批号", "bold"), ("回收", "kai"), ("称重", "bold")]


def test_regular_headings_stand_above_bold_ones_where_the_issue_has_them_first() -> None:
    order = order_of_looks([made(*PARTS), made(*PARTS)])
    assert printed_levels(made(*PARTS), order=order) == [1, 2, 1, 2]


def test_one_article_does_not_show_an_issues_order() -> None:
    assert order_of_looks([made(*PARTS)]) == frozenset()


def test_looks_that_take_turns_have_no_order() -> None:
    assert order_of_looks([made(*PARTS), made(*PARTS), made(*PARTS[1:]), made(*PARTS[1:])]) == frozenset()
