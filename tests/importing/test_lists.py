"""Lists that are lists, and numbered paragraphs that are none."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model import List, Mark
from tests.importing.digest import (
    PAGE,
    Piece,
    article_of,
    digest,
    headings,
    imported,
    open_half,
    page_above,
    paragraph,
    told,
)

P = [paragraph(3 + n % 3, n) for n in range(8)]


def between(*lines: str, gap: str = "\n\n") -> list[Any]:
    """What lines between two whole paragraphs become."""
    blocks, _ = article_of("\n\n".join((P[0], gap.join(lines), P[1])))
    assert blocks[0] == ("p", P[0])
    assert blocks[-1] == ("p", P[1])
    return blocks[1:-1]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ("1. 外观：看有没有破损；", "2. 批号：看喷码是否清楚；", "3. 效期：看还有几个月。"),
            ("ol 1", "外观：看有没有破损；", "批号：看喷码是否清楚；", "效期：看还有几个月。"),
        ),
        (("1、外观要看破损。", "2、批号要看喷码。"), ("ol 1", "外观要看破损。", "批号要看喷码。")),
        (("3. 外观要看破损。", "4. 批号要看喷码。"), ("ol 3", "外观要看破损。", "批号要看喷码。")),
        (
            ("（1）外观要看破损；", "（2）批号要看喷码。"),
            ("ul", "（1）外观要看破损；", "（2）批号要看喷码。"),
        ),
        (("①外观要看破损；", "②批号要看喷码。"), ("ul", "①外观要看破损；", "②批号要看喷码。")),
        (("• 外观要看破损；", "• 批号要看喷码。"), ("ul", "外观要看破损；", "批号要看喷码。")),
        (("- 外观要看破损；", "- 批号要看喷码。"), ("ul", "外观要看破损；", "批号要看喷码。")),
        (("* 外观要看破损", "* 批号要看喷码", "* 效期"), ("ul", "外观要看破损", "批号要看喷码", "效期")),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_items_are_a_list(lines: tuple[str, ...], found: tuple[str, ...], gap: str) -> None:
    assert between(*lines, gap=gap) == [found]


def test_short_lines_below_each_other_are_a_list() -> None:
    assert between("退烧药一盒", "外用药两支", "体温计一支", "纱布一卷", gap="\n") == [
        ("ul", "退烧药一盒", "外用药两支", "体温计一支", "纱布一卷")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("一是先看外包装，破损的不要再用。", "二是再看批号，模糊的送回药店。"),
        ("第一，先看外包装，破损的不要再用。", "第二，再看批号，模糊的送回药店。"),
        (
            "一、先看外包装，破损的不要再用，连盒子一起送到回收点去。",
            "二、再看批号，模糊的送回药店，请药师帮忙查一查来处。",
        ),
        ("2. 这段话前面有一个数字，前后却没有别的数字，药师说它多半是从别处抄来的，不必当真。",),
        ("1.5万盒药品在一年里被收回。", "2.5万盒还在路上。"),
        ("2023年收回了三万盒药品。", "2024年收回了四万盒药品。"),
    ],
)
def test_numbered_paragraphs_that_are_no_list(lines: tuple[str, ...]) -> None:
    assert between(*lines) == [("p", line) for line in lines]


def test_numbers_that_head_paragraphs_are_headings_and_no_items() -> None:
    body = "\n\n".join((P[0], "1. 看外观", P[1], "2. 看批号", P[2], "3. 看效期", P[3]))
    assert headings(body) == [("h1", "1. 看外观"), ("h1", "2. 看批号"), ("h1", "3. 看效期")]


def test_the_numbers_that_the_list_counts_are_told() -> None:
    _, report = article_of("\n\n".join((P[0], "1. 外观要看破损。", "2. 批号要看喷码。", P[1])))
    (entry,) = told(report, "item numbers")
    assert (entry.severity, entry.before.replace(" ", "")) == ("anew", "1.2.")


def test_two_lists_that_count_anew_are_two() -> None:
    lines = ("1. 外观要看破损。", "2. 批号要看喷码。", "1. 称重要准。", "2. 封存要严。")
    assert between(*lines) == [("ol 1", "外观要看破损。", "批号要看喷码。"), ("ol 1", "称重要准。", "封存要严。")]


def test_an_item_keeps_its_marks() -> None:
    body = "\n\n".join((P[0], "1. **外观**：要看破损。", "2. **批号**：要看喷码。", P[1]))
    issue, _ = imported(digest(Piece("家庭药箱的整理", body)))
    (found,) = [block for block in issue.articles[0].blocks if isinstance(block, List)]
    assert [item.text.marks for item in found.items] == [(Mark(0, 2, "strong"),)] * 2


def test_an_item_that_a_page_end_cut_is_one_item() -> None:
    first, second = "1. " + open_half(3, "，"), "再由药师统一登记。"
    items = [*page_above(PAGE - 3 - 3), first, second, "2. 批号要看喷码。", "3. 效期要看月份。", *page_above(14)]
    blocks, _ = article_of("\n\n".join(items))
    assert ("ol 1", first.removeprefix("1. ") + second, "批号要看喷码。", "效期要看月份。") in blocks
