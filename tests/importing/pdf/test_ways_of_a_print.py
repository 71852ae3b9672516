"""What a print does throughout tells what a single line is: indents of all paragraphs, headings like the text."""

from __future__ import annotations

from generator.importing.pdf import read_pdf
from generator.importing.pdf.layout.lines import Line
from generator.importing.pdf.layout.measuring import Column, find_column

from .papers import column, line, paper

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""
ENDED = f"{FULL[:23]}。"
"""A full line that ends a sentence."""
FIRST = f"\u3000\u3000{FULL[:22]}"
"""A paragraph's first line."""
SHORT = [FIRST, FULL, f"{FULL[:9]}。"]
TEXT = FULL[:22] + FULL + FULL[:9] + "。"
"""A paragraph, and what it says."""


def texts(*pages: bytes) -> list[str]:
    return [passage.text.plain for passage in read_pdf(paper(pages), "issue.pdf").passages]


# Where all paragraphs are indented


def test_a_closing_mark_that_a_line_end_cut_off_belongs_to_its_paragraph() -> None:
    assert texts(column([*SHORT, f"\u3000\u3000“{FULL[:21]}", ENDED, "”", *SHORT])) == [
        TEXT,
        f"“{FULL[:21]}{ENDED}”",
        TEXT,
    ]


def test_indented_lines_that_end_sentences_are_paragraphs() -> None:
    one = f"{FULL[:21]}。"
    page = column([*SHORT, *SHORT, f"\u3000\u3000{one}", "\u3000\u3000四是导演。", *SHORT])
    assert texts(page) == [TEXT, TEXT, one, "四是导演。", TEXT]


def test_a_paragraph_below_the_words_of_a_numbered_heading_is_none_of_its_lines() -> None:
    heading = "二、家里的药箱应当隔多久清理一次才能算是好呢？"
    page = column([*SHORT, heading, *SHORT])
    assert texts(page) == [TEXT, heading, TEXT]


def test_a_line_kept_back_from_the_page_above_ends_no_paragraph() -> None:
    full = column(SHORT * 8)
    cut = column([*SHORT * 7, FIRST, ENDED])
    rest = column([FULL, f"{FULL[:9]}。", *SHORT])
    assert texts(full, cut, rest)[-2] == FULL[:22] + ENDED + FULL + FULL[:9] + "。"


def test_a_last_line_alone_ends_the_paragraph_of_the_page_above_where_a_line_is_free() -> None:
    full = column(SHORT * 8)
    cut = column([*SHORT * 7, FIRST, ENDED])
    rest = column([f"{FULL[:9]}。", *SHORT])
    assert texts(full, cut, rest)[-2] == FULL[:22] + ENDED + FULL[:9] + "。"


# Headings like the text


def plain_heading(heading: str, *above: str) -> list[str]:
    """The passages of a page whose headings look like the text, the last of them with these lines above it."""
    known = [text for name in ("甲乙丙", "丁戊己", "庚辛壬") for text in (f"{name}的药箱", *SHORT)]
    return texts(column([*SHORT, *known, *above, heading, *SHORT]))


def test_a_question_below_a_full_line_is_a_heading_where_others_look_like_the_text() -> None:
    assert plain_heading("怎样清理药箱？", FIRST, ENDED)[-3:] == [FULL[:22] + ENDED, "怎样清理药箱？", TEXT]


def test_a_question_that_follows_another_belongs_to_its_paragraph() -> None:
    asked = f"{FULL[:23]}？"
    assert plain_heading("怎样清理药箱？", FIRST, asked)[-2] == f"{FULL[:22]}{asked}怎样清理药箱？"


def test_a_question_below_a_full_line_belongs_to_the_text_where_headings_are_bold() -> None:
    known = b"".join(
        line("甲乙丙的药箱", 60, 540 - 80 * row, font="B") + column(SHORT, top=520 - 80 * row) for row in range(4)
    )
    page = known + column([FIRST, ENDED, "怎样清理药箱？", *SHORT], top=220)
    assert texts(page)[-2] == f"{FULL[:22]}{ENDED}怎样清理药箱？"


def test_a_long_heading_with_a_comma_ends_in_no_stop() -> None:
    heading = "先看清日期，再看清药名，然后看清药量“药箱”"
    assert plain_heading(heading[:21], FIRST, ENDED)[-2] == heading[:21]


# Counts


def test_a_part_that_counts_on_inside_a_paragraph_opens_none() -> None:
    head = [FULL, f"{FULL[:18]}一是清理药箱", ENDED]
    end = column([*[FULL, FULL, f"{FULL[:9]}。"] * 6, *head])
    rest = column([f"二是{FULL[:22]}", f"{FULL[:9]}。"])
    assert texts(end, rest)[-1] == "".join(head) + f"二是{FULL[:22]}{FULL[:9]}。"


def test_a_part_of_a_count_of_paragraphs_opens_one() -> None:
    head = [f"一是{FULL[:22]}", FULL, ENDED]
    end = column([*[FULL, FULL, f"{FULL[:9]}。"] * 6, *head])
    rest = column([f"二是{FULL[:22]}", f"{FULL[:9]}。"])
    assert texts(end, rest)[-2:] == ["".join(head), f"二是{FULL[:22]}{FULL[:9]}。"]


# Lines that are broken early


def early(number: int) -> list[str]:
    """A paragraph of which every line but the last stops some characters before the edge."""
    return [f"\u3000\u3000{FULL[:20]}", FULL[: 22 - number % 3], FULL[: 21 - number % 3], f"{FULL[:9]}。"]


def test_a_short_line_inside_a_sentence_goes_on_where_lines_are_broken_early() -> None:
    lines = [text for number in range(6) for text in early(number)]
    cut = [f"\u3000\u3000{FULL[:22]}", FULL[:15], f"{FULL[:20]}。"]
    assert texts(column([*lines, *cut]), column([*lines, *SHORT]))[6] == FULL[:22] + FULL[:15] + FULL[:20] + "。"


def test_a_short_line_inside_a_sentence_ends_its_paragraph_where_lines_are_full() -> None:
    cut = [f"\u3000\u3000{FULL[:22]}", FULL[:15], f"{FULL[:20]}。"]
    page = texts(column([*SHORT * 6, *cut]), column(SHORT * 8), column(SHORT * 8))
    assert page[6:8] == [FULL[:22] + FULL[:15], FULL[:20] + "。"]


def test_where_space_parts_paragraphs_a_line_broken_in_front_of_a_word_goes_on() -> None:
    def page(row: int) -> bytes:
        lines = [FULL, FULL[:14], f"Aspirin{FULL[:19]}", FULL, f"{FULL[:9]}。"]
        return column(lines, top=540 - 120 * row)

    pages = [b"".join(page(row) for row in range(4)) for _ in range(3)]
    assert texts(*pages) == [FULL + FULL[:14] + f"Aspirin{FULL[:19]}" + FULL + FULL[:9] + "。"] * 12


def test_opening_marks_that_hang_over_the_left_edge_show_no_edge() -> None:
    def line_of(text: str, left: float) -> Line:
        return Line(0, text, [], left, 470, 100, 12, [])

    body = [line_of("药品", 50)] * 20 + [line_of("“药品”", 44)] * 4
    assert find_column(body, 12, 540) == Column(50, 470)
    assert find_column([*body, *[line_of("说明", 44)] * 4], 12, 540) == Column(44, 470)


def test_the_last_characters_of_a_sentence_belong_to_a_line_that_could_have_held_them() -> None:
    def page(last: str) -> bytes:
        parts = [[FULL, FULL, f"{FULL[:9]}。"], [FULL, FULL[:22], last], [FULL, FULL, f"{FULL[:9]}。"]]
        return b"".join(column(part, top=540 - 80 * row) for row, part in enumerate(parts * 2))

    assert texts(page("疑问。"))[1] == f"{FULL}{FULL[:22]}疑问。"
    assert texts(page("疑问"))[1:3] == [f"{FULL}{FULL[:22]}", "疑问"]


def test_lines_that_are_set_in_are_one_item_where_space_parts_paragraphs() -> None:
    parts = [[FULL, FULL, f"{FULL[:9]}。"]] * 4
    page = b"".join(column(part, top=540 - 80 * row) for row, part in enumerate(parts))
    page += column([FULL[:22], "就是这样"], x=84, top=220) + column([FULL[:22], "也是这样"], x=84, top=170)
    assert texts(page)[-2:] == [f"{FULL[:22]}就是这样", f"{FULL[:22]}也是这样"]


# Bold words that begin or end with a line


def bold_rows(*rows: tuple[str, str], top: float) -> bytes:
    """Lines at the edge, each in its face: F for plain, B for bold."""
    return b"".join(line(text, 60, top - 20 * number, font=face) for number, (face, text) in enumerate(rows))


def test_bold_words_inside_a_sentence_open_no_paragraph() -> None:
    page = column([*SHORT * 3, FIRST], top=540) + bold_rows(("B", FULL), ("F", f"，{FULL[:8]}。"), top=340)
    assert texts(page)[-1] == f"{FULL[:22]}{FULL}，{FULL[:8]}。"


def test_a_bold_sentence_opens_no_paragraph_where_the_text_below_it_is_not_indented() -> None:
    page = column([*SHORT * 3, FIRST, ENDED], top=540) + bold_rows(("B", FULL), ("F", f"{FULL[:8]}。"), top=320)
    assert texts(page)[-1] == f"{FULL[:22]}{ENDED}{FULL}{FULL[:8]}。"


def test_a_bold_line_above_an_indented_one_is_a_heading() -> None:
    page = column([*SHORT * 3, FIRST, ENDED], top=540) + bold_rows(("B", FULL), top=320) + column(SHORT, top=300)
    assert texts(page)[-3:] == [f"{FULL[:22]}{ENDED}", FULL, TEXT]


def test_a_bold_line_without_space_above_it_opens_no_paragraph_where_space_parts_all() -> None:
    parts = [[FULL, FULL, f"{FULL[:9]}。"]] * 4
    page = b"".join(column(part, top=540 - 80 * row) for row, part in enumerate(parts)) + column([ENDED], top=220)
    page += bold_rows(("B", FULL), ("F", f"{FULL[:8]}。"), top=200)
    assert texts(page)[-1] == f"{ENDED}{FULL}{FULL[:8]}。"


def test_a_bold_sentence_that_fills_its_line_leads_its_paragraph_where_space_parts_all() -> None:
    parts = [[FULL, FULL, f"{FULL[:9]}。"]] * 4
    page = b"".join(column(part, top=540 - 80 * row) for row, part in enumerate(parts))
    page += bold_rows(("B", ENDED), ("F", FULL), ("F", f"{FULL[:8]}。"), top=220)
    assert texts(page)[-1] == f"{ENDED}{FULL}{FULL[:8]}。"


def test_bold_headings_that_fill_their_lines_leave_all_paragraphs_indented() -> None:
    headings = [bold_rows(("B", FULL), ("B", FULL[:7]), top=420 - 160 * row) for row in range(2)]
    page = b"".join(column(SHORT * 2, top=540 - 160 * row) for row in range(3)) + b"".join(headings)
    lead = line(f"{FULL[:21]}。", 84, 540, font="B") + column([FULL, f"{FULL[:9]}。"], top=520)
    assert texts(page, lead)[-1] == f"{FULL[:21]}。{FULL}{FULL[:9]}。"
