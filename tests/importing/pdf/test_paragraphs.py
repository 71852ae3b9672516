"""Where paragraphs end, by what their lines' places and words say."""

from __future__ import annotations

import pytest

from generator.importing.pdf import read_pdf
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import Column, find_column

from .papers import column, line, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size, which ends at x = 348."""
EDGE = 348.0
INDENTED = [f"\u3000\u3000{FULL[:22]}", FULL, f"{FULL[:9]}。"]


def texts(*pages: bytes) -> list[str]:
    return [passage.text.plain for passage in read_pdf(paper(pages), "issue.pdf").passages]


def lines(*printed: str) -> list[str]:
    """The passages of one page of indented text with these lines below it."""
    whole = INDENTED[0].strip() + "".join(INDENTED[1:])
    first, *rest = texts(column([*INDENTED, *printed]))
    assert first == whole
    return rest


def drawn_out(text: str, y: float) -> bytes:
    """A line whose characters are drawn apart to reach the edge."""
    step = (EDGE - 60 - 12) / (len(text) - 1)
    return b"".join(line(char, round(60 + number * step, 2), y) for number, char in enumerate(text))


# Numbers and labels


def test_the_next_number_opens_a_paragraph_below_a_full_line() -> None:
    first, second = f"1. {FULL[:21]}", f"{FULL[:23]}。"
    assert lines(first, second, f"2. {FULL[:21]}", "到此为止。") == [first + second, f"2. {FULL[:21]}到此为止。"]


def test_the_first_number_opens_an_item_below_a_full_line_where_the_next_one_hangs() -> None:
    words = f"{FULL[:10]}，{FULL[11:22]}"
    item = line("1. ", 66, 460) + line(words, 84, 460) + line(f"{FULL[:9]}。", 84, 440)
    whole = column([*INDENTED[:2], f"{FULL[:22]}。"]) + line(f"{FULL[:23]}。", 60, 480)
    assert texts(whole + item)[-1] == f"1. {words}{FULL[:9]}。"


def test_headings_with_numbers_that_follow_each_other_are_two() -> None:
    first, second = f"（二）{FULL[:20]}", f"（三）{FULL[:20]}"
    page = line(first, 66, 540, font="B") + line(second, 66, 520, font="B") + column(INDENTED, top=490)
    assert texts(page)[:2] == [first, second]


def test_a_number_inside_a_sentence_opens_nothing() -> None:
    assert lines(f"\u3000\u3000{FULL[:22]}", f"3.5克{FULL[:15]}。") == [f"{FULL[:22]}3.5克{FULL[:15]}。"]


# Contents without indent


def test_an_entry_of_the_contents_begins_below_a_summary_whose_last_line_is_full() -> None:
    summary = [f"\u3000\u3000【提要】{FULL[:18]}", f"{FULL[:23]}。"]
    entry = ["家里的药箱多久清理一次最好呢（来源：样刊药箱小", "组）——第 7 页"]
    printed = texts(column([*summary, *entry, *summary, *entry]))
    assert printed == ["【提要】" + FULL[:18] + FULL[:23] + "。", "".join(entry)] * 2


# Space and edges


def test_a_summary_opens_below_an_entry_that_fills_its_page() -> None:
    entry = f"{FULL[:12]}（来源：样刊）见第17页"
    pages = [column([FULL] * 20 + [f"{FULL[:23]}。", entry]), column([f"【提要】{FULL[:20]}", f"{FULL[:23]}。"])]
    assert f"【提要】{FULL[:20]}{FULL[:23]}。" in texts(*pages)


def test_a_long_word_moved_to_the_next_line_leaves_no_heading_behind() -> None:
    last = f"{FULL[:23]}；", f"{FULL[:21]}", "100mg以上。"
    assert lines(f"\u3000\u3000{FULL[:22]}", *last) == [FULL[:22] + "".join(last)]


def test_a_heading_with_a_first_lines_indent_goes_on_at_the_edge() -> None:
    head = "问题二：家里的药箱要放哪几类药品？老人怎么"
    page = line(head, 84, 540, font="B") + line("用？", 60, 520, font="B") + column(INDENTED, top=490)
    assert texts(page)[0] == head + "用？"


def test_a_line_in_the_middle_that_nearly_fills_its_column_is_no_paragraphs_first() -> None:
    page = column([FULL, FULL, FULL, "完。"]) + line("（以上各表只供参考，各地以当地公布的目录为准）", 66, 460)
    page += column([FULL, "完。"], top=440)
    assert texts(page)[1:] == ["（以上各表只供参考，各地以当地公布的目录为准）", f"{FULL}完。"]


def test_a_line_that_a_blank_moves_into_the_middle_stands_in_no_middle() -> None:
    page = column(INDENTED * 3) + column([INDENTED[0], FULL], top=360) + line(FULL, 62.2, 320, 11.82)
    page += column([f"{FULL[:9]}。"], top=300)
    assert texts(page)[-1] == f"{FULL[:22]}{FULL}{FULL}{FULL[:9]}。"


def test_short_lines_below_a_centred_title_are_no_narrow_column() -> None:
    page = column(INDENTED) + line("关于清理药箱的通知", 150, 440) + line("（样刊〔2026〕第6号）", 84, 420)
    page += line("各位读者：", 84, 400) + column(INDENTED, top=380)
    assert texts(page)[1:4] == ["关于清理药箱的通知", "（样刊〔2026〕第6号）", "各位读者："]


def test_a_last_line_without_a_stop_is_no_heading_where_space_parts_paragraphs() -> None:
    page = b"".join(column(INDENTED, top=540 - 70 * row) for row in range(5))
    page += column([f"\u3000\u3000{FULL[:22]}", f"{FULL[:23]}。", "女性不宜"], top=190) + column(INDENTED, top=120)
    assert texts(page)[5] == f"{FULL[:22]}{FULL[:23]}。女性不宜"


def full_page(*end: bytes) -> bytes:
    """A page of justified block paragraphs with these lines at its foot, at y = 80 and 60."""
    rows = [
        line(f"{FULL[:6]}。", 60, 540 - 20 * row) if row % 4 == 3 else drawn_out(FULL[:23], 540 - 20 * row)
        for row in range(23)
    ]
    return b"".join(rows) + b"".join(end)


def test_in_justified_text_a_line_that_stops_short_of_the_edge_ends_its_paragraph() -> None:
    end = drawn_out(FULL[:23], 80) + line(f"{FULL[:22]}。", 60, 60)
    next_page = drawn_out(FULL[:23], 540) + line("就是这样。", 60, 520)
    assert texts(full_page(end), next_page)[-1] == f"{FULL[:23]}就是这样。"


def test_in_justified_text_a_sentence_that_ends_at_the_edge_goes_on_over_the_page() -> None:
    end = drawn_out(FULL[:23], 80) + drawn_out(f"{FULL[:22]}。", 60)
    next_page = drawn_out(f"“{FULL[:22]}", 540) + line("就是这样。", 60, 520)
    assert any(text.endswith(f"{FULL[:22]}。“{FULL[:22]}就是这样。") for text in texts(full_page(end), next_page))


def test_summaries_that_are_not_justified_hide_no_justified_text() -> None:
    ragged = [f"{FULL[:22]}，", f"{FULL[:22]}的", "甲乙的药箱（来源：健康报）——第 {} 页"]
    contents = column(["本期视点", *[text.format(number) for number in range(2, 8) for text in ragged]])
    end = drawn_out(FULL[:23], 80) + line(f"{FULL[:22]}。", 60, 60)
    next_page = drawn_out(FULL[:23], 540) + line("就是这样。", 60, 520)
    assert texts(contents, full_page(end), next_page)[-1] == f"{FULL[:23]}就是这样。"


def test_a_natural_line_that_reaches_the_edge_ends_below_what_opens_a_paragraph() -> None:
    end = drawn_out(FULL[:23], 80) + line(f"{FULL[:23]}。", 60, 60)
    next_page = drawn_out(f"“{FULL[:22]}", 540) + line("就是这样。", 60, 520)
    assert texts(full_page(end), next_page)[-1] == f"“{FULL[:22]}就是这样。"


def test_space_between_paragraphs_tells_nothing_over_a_page() -> None:
    def blocks(*last: str) -> bytes:
        parts = [
            [FULL, FULL, f"{FULL[:9]}。"],
            ["\u3000\u3000编者的话。"],
            *[[FULL, FULL, f"{FULL[:9]}。"]] * 4,
            [FULL],
        ]
        return b"".join(column(part, top=540 - 80 * row) for row, part in enumerate(parts)) + b"".join(
            line(char, 60 + 11.8 * number, 40) for number, char in enumerate("".join(last))
        )

    ended = f"{FULL[:22]}。"
    assert texts(blocks(ended), blocks(FULL))[6:8] == [f"{FULL}{ended}", f"{FULL}{FULL}{FULL[:9]}。"]


def test_an_opening_mark_that_hangs_over_the_edge_opens_no_paragraph() -> None:
    page = column(INDENTED * 4 + INDENTED[:2], top=540) + line(f"（{FULL[:23]}", 52, 260) + line("好。", 60, 240)
    assert texts(page)[-1] == f"{FULL[:22]}{FULL}（{FULL[:23]}好。"


def test_a_heading_and_a_first_line_that_falls_short_are_no_narrow_column() -> None:
    page = column(INDENTED) + line("药箱清理的三个步骤和两个要点", 84, 460, font="B")
    page += line("（一）药箱清理的三个步骤和两个要点在哪里", 84, 440, font="B")
    page += column([f"\u3000\u3000{FULL[:20]}", f"“{FULL[:22]}", f"{FULL[:9]}。"], top=420)
    assert texts(page)[2:] == ["（一）药箱清理的三个步骤和两个要点在哪里", f"{FULL[:20]}“{FULL[:22]}{FULL[:9]}。"]


def test_indented_items_of_different_length_are_no_narrow_column() -> None:
    items = [f"\u3000\u3000{FULL[:16]}", f"\u3000\u3000{FULL[:12]}", f"\u3000\u3000{FULL[:17]}"]
    assert lines(*items) == [item.strip() for item in items]


def test_punctuation_that_hangs_shows_no_edge() -> None:
    def line_of(text: str, right: float) -> Line:
        return Line(0, text, [], 50, right, 100, 12, [])

    body = [line_of("药品", 470)] * 20 + [line_of("药，", 482)] * 4
    assert find_column(body, 12, 540) == Column(50, 470)
    assert find_column([*body, *[line_of("药品）", 476), line_of("药品”", 477)] * 2], 12, 540) == Column(50, 470)
    assert find_column([*body, line_of("说明", 482)], 12, 540) == Column(50, 482)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(["家里的药箱怎样整理才好（来源：", "药箱报）——第 7 页"], id="the source on the next line"),
        pytest.param(["家里的药箱怎样整理才好（来源：药箱报）  7 页"], id="no leaders"),
        pytest.param(["家里的药箱怎样整理才好？", "（来源：药箱报）——第 7 页"], id="a title that asks"),
    ],
)
def test_an_entry_of_the_contents_is_no_last_line_of_the_summary_above_it(entry: list[str]) -> None:
    summary = [f"\u3000\u3000{FULL[:22]}", FULL, f"{FULL[:23]}。"]
    page = column(
        [f"\u3000\u3000{FULL[:22]}", FULL, f"{FULL[:9]}。", *summary, *entry, f"\u3000\u3000【提要】{FULL[:18]}", FULL]
    )
    assert summary[0].strip() + summary[1] + summary[2] in texts(page)


def test_a_question_that_ends_a_summary_is_no_title_of_the_entry_below_it() -> None:
    summary = [f"\u3000\u3000{FULL[:22]}", FULL, f"{FULL[:23]}？"]
    entry = ["家里的药箱怎样整理才好（来源：药箱报）——第 7 页"]
    page = column(
        [f"\u3000\u3000{FULL[:22]}", FULL, f"{FULL[:9]}。", *summary, *entry, f"\u3000\u3000【提要】{FULL[:18]}", FULL]
    )
    assert summary[0].strip() + summary[1] + summary[2] in texts(page)


def test_a_sections_line_goes_on_with_no_title_below_it() -> None:
    title = ["药箱怎样整理才好", "：“先看批号，再", "”看它的有效期限"]
    page = line("—用药管理—", 168, 540)
    page += b"".join(line(part, 156, 520 - 20 * number, font="B") for number, part in enumerate(title))
    page += column([FULL, FULL, f"{FULL[:9]}。"], top=460)
    page += b"".join(column([FULL, f"{FULL[: 5 + turn]}。"], top=388 - 52 * turn) for turn in range(6))
    assert texts(page)[:2] == ["—用药管理—", "".join(title)]


def test_a_source_at_the_right_edge_goes_on_with_no_paragraph_below_it() -> None:
    source = "（来源：样城市药品管理服务协会联合会办公室）"
    page = line(source[:20], EDGE - 240, 560) + b"".join(column(INDENTED, top=540 - 60 * turn) for turn in range(4))
    assert texts(page)[0] == source[:20]
