"""Habits of whole pages: mirrored margins, formats side by side, footnotes, initials, numbers, blanks at line ends."""

from __future__ import annotations

from generator.importing.passage import Passage
from generator.importing.pdf import read_pdf
from generator.importing.pdf.elements import Page, Run, Style
from generator.importing.pdf.layout.watermarks import take_watermarks

from .papers import column, line, paper, stream

FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""
TOP = 540


def passages(*pages: bytes, extra: dict[int, bytes] | None = None) -> list[Passage]:
    return list(read_pdf(paper(pages, page_extra=extra), "issue.pdf").passages)


def texts(*pages: bytes, extra: dict[int, bytes] | None = None) -> list[str]:
    return [passage.text.plain for passage in passages(*pages, extra=extra)]


def paragraph(name: str) -> list[str]:
    return [f"\u3000\u3000{name}{FULL[:21]}", FULL, f"{FULL[:9]}。"]


def words(name: str) -> str:
    return f"{name}{FULL[:21]}{FULL}{FULL[:9]}。"


# Margins and formats


def test_lines_of_left_and_right_pages_begin_at_the_edge_of_their_own_page() -> None:
    names = "甲乙丙丁戊己"
    pages = [column(paragraph(name) * 4, x=36 if number % 2 else 84) for number, name in enumerate(names)]
    assert texts(*pages) == [words(name) for name in names for _ in range(4)]


def test_a_page_of_another_format_has_edges_of_its_own() -> None:
    wide = column([f"\u3000\u3000{FULL}{FULL[:20]}", FULL + FULL[:22], f"{FULL[:9]}。"] * 4, x=100, top=380)
    pages = [column(paragraph("甲") * 4), wide, column(paragraph("乙") * 4)]
    box = {1: b"/MediaBox[0 0 760 420]"}
    assert texts(*pages, extra=box)[4] == FULL + FULL[:20] + FULL + FULL[:22] + FULL[:9] + "。"


def test_a_foot_stands_at_one_distance_from_the_end_of_pages_of_all_formats() -> None:
    sizes = (595, 420, 595, 420)
    pages = [
        column(paragraph("甲"), top=size - 60) + line(f"第{number}期", 190, 24, 9)
        for number, size in enumerate(sizes, start=7)
    ]
    boxes = {number: b"/MediaBox[0 0 420 %d]" % size for number, size in enumerate(sizes)}
    assert texts(*pages, extra=boxes) == [words("甲")] * 4


# Numbers


def test_roman_numbers_of_the_contents_are_page_numbers_too() -> None:
    numbers = ["i", "ii", "1", "2", "3", "4"]
    pages = [column(paragraph("甲")) + line(number, 200, 24, 9) for number in numbers]
    assert texts(*pages) == [words("甲")] * 6


# Footnotes

RULE = b"60 118 80 0.5 re f\n"
NOTE = line("1. 数据截至发文当日，以主管部门公布的为准。", 60, 100, 8)


def cut_page(*foot: bytes) -> bytes:
    return column([*paragraph("甲"), f"\u3000\u3000{FULL[:22]}", FULL]) + b"".join(foot)


def test_a_paragraph_goes_on_over_the_footnote_below_it() -> None:
    found = passages(cut_page(RULE, NOTE), column([f"{FULL[:5]}。", *paragraph("乙")]))
    assert [passage.text.plain for passage in found] == [
        words("甲"),
        f"{FULL[:22]}{FULL}{FULL[:5]}。",
        "1. 数据截至发文当日，以主管部门公布的为准。",
        words("乙"),
    ]
    assert [bool(passage.footnote) for passage in found] == [False, False, True, False]


def test_without_a_rule_the_sign_in_the_text_tells_a_footnote() -> None:
    told = line("，见", 60, 440) + line("1", 84, 445, 7)
    found = passages(cut_page(told, NOTE), column([f"{FULL[:5]}。", *paragraph("乙")]))
    assert [passage.text.plain for passage in found if passage.footnote] == [
        "1. 数据截至发文当日，以主管部门公布的为准。"
    ]


def test_a_small_line_that_nothing_refers_to_is_no_footnote() -> None:
    found = passages(cut_page(NOTE), column([f"{FULL[:5]}。", *paragraph("乙")]))
    assert not any(passage.footnote for passage in found)


def test_a_footnote_below_the_link_to_the_contents_belongs_to_the_article_above_it() -> None:
    last = column([*paragraph("甲"), "\u3000\u3000完。"]) + line("返回目录", 300, 440)
    found = passages(column(paragraph("乙") * 4), last + RULE + NOTE)
    assert [passage.text.plain[:4] for passage in found[-3:]] == ["完。", "1. 数", "返回目录"]


def test_footnotes_below_two_columns_stand_between_no_lines_of_a_paragraph() -> None:
    narrow = FULL[:13]
    lines = [f"\u3000\u3000{FULL[:11]}", narrow, narrow, f"{FULL[:8]}。"]
    left, right = column(lines * 4, x=40), column([*lines * 3, *lines[:2]], x=210)
    foot = RULE.replace(b"60 118", b"40 118") + NOTE.replace(b"60 100", b"40 100")
    found = passages(left + right + foot, column([*lines[2:], *lines * 3], x=40) + column(lines * 4, x=210))
    assert [passage.text.plain for passage in found if passage.footnote] == [
        "1. 数据截至发文当日，以主管部门公布的为准。"
    ]
    assert [passage.text.plain for passage in found if not passage.footnote] == [
        FULL[:11] + narrow * 2 + FULL[:8] + "。"
    ] * 15


# Initials


def test_an_initial_opens_the_paragraph_beside_it() -> None:
    page = column([FULL, f"{FULL[:9]}。"]) + line("药", 60, 440, 36)
    page += column([FULL[1:22], FULL[:21]], x=96, top=460) + column([FULL, f"{FULL[:9]}。", FULL, "完。"], top=420)
    assert texts(page)[1:] == [FULL[:22] + FULL[:21] + FULL + FULL[:9] + "。", f"{FULL}完。"]


def test_an_initial_may_run_through_its_first_line() -> None:
    page = column([FULL, f"{FULL[:9]}。"]) + line("药", 60, 440, 36) + line(FULL[1:23], 60, 460)
    page += line(FULL[:21], 96, 440) + column([FULL, f"{FULL[:9]}。", FULL, "完。"], top=420)
    assert texts(page)[1:] == [FULL[:23] + FULL[:21] + FULL + FULL[:9] + "。", f"{FULL}完。"]


def test_large_characters_of_a_title_are_no_initials() -> None:
    page = line("药", 60, 540, 36) + line("箱", 100, 540, 36) + column(paragraph("甲"), top=480)
    assert texts(page)[-1] == words("甲")


# Blanks


def spaced(end: str, start: str) -> list[str]:
    """A text that has a blank wherever Chinese and Latin meet, with two full lines that end and begin so."""
    inner = "用 PD 药 3 片 A 型 B 型"
    first, second = f"{inner}{FULL[: 22 - len(inner)]}", f"{inner}{FULL[: 24 - len(inner) - len(end)]}{end}"
    return [f"\u3000\u3000{first}", second, f"{start}{inner}。"]


def test_a_blank_that_the_line_end_swallowed_comes_back() -> None:
    found = texts(column(spaced("和", "ADC") + spaced(" ADC", "和")))
    assert "和 ADC用" in found[0]
    assert "ADC 和用" in found[1]


def test_text_without_blanks_between_chinese_and_latin_gets_none() -> None:
    printed = [text.replace(" ", "") for text in spaced("和", "ADC")]
    printed[0] = printed[0][:2] + FULL[: 24 - len(printed[0])] + printed[0][2:]
    printed[1] = FULL[: 24 - len(printed[1])] + printed[1]
    assert "和ADC用" in texts(column(printed))[0]


# Frames, quotations, watermarks, pictures


def boxed(lines: list[str], top: float) -> bytes:
    """Lines on a tinted ground, eight points inside it."""
    height = 20 * len(lines) + 4
    ground = b"q 0.9 0.95 0.9 rg %d %d 300 %d re f Q\n" % (56, top + 16 - height, height)
    return ground + column(lines, x=64, top=top)


def test_text_on_a_tinted_ground_has_edges_of_its_own() -> None:
    inside = [f"\u3000\u3000{FULL[:21]}", FULL[:23], f"{FULL[:9]}。"]
    page = column(paragraph("甲")) + boxed(inside, 460) + column(paragraph("乙"), top=380)
    assert texts(page) == [words("甲"), FULL[:21] + FULL[:23] + FULL[:9] + "。", words("乙")]


def test_lines_of_one_box_and_of_the_next_are_two_paragraphs() -> None:
    page = column(paragraph("甲")) + boxed([FULL[:23], FULL[:23]], 460) + boxed([FULL[:23], f"{FULL[:9]}。"], 408)
    assert texts(page)[1:] == [FULL[:23] * 2, f"{FULL[:23]}{FULL[:9]}。"]


def test_what_a_page_end_leaves_of_a_quotation_stands_where_others_do() -> None:
    quoted = [f"\u3000\u3000{FULL[:17]}", FULL[:19], FULL[:19], f"{FULL[:9]}。"]
    first = column(paragraph("甲")) + column(quoted, x=90, top=470) + column(paragraph("乙") * 4, top=380)
    first += column(quoted[:1], x=90, top=130)
    second = column([*quoted[1:2], quoted[3]], x=90) + column(paragraph("丙"), top=490)
    whole = FULL[:17] + FULL[:19] + FULL[:19] + FULL[:9] + "。"
    found = texts(first, second)
    assert found[1] == whole
    assert found[-2:] == [FULL[:17] + FULL[:19] + FULL[:9] + "。", words("丙")]


def test_words_at_one_place_of_every_page_are_a_watermark() -> None:
    texts_of = [FULL[turn:] + FULL[:turn] for turn in range(4)]
    pages = [
        column([f"\u3000\u3000{text[:22]}", text, f"{text[:9]}。"]) + line("内部资料", 120, 297, 40)
        for text in texts_of
    ]
    source = read_pdf(paper(pages), "issue.pdf")
    assert [passage.text.plain for passage in source.passages] == [
        f"{text[:22]}{text}{text[:9]}。" for text in texts_of
    ]
    assert [note.before for note in source.notes if note.kind == "watermark"] == ["内部资料"] * 4


def test_words_of_a_running_head_are_no_watermark() -> None:
    plain = Style(bold=False, colour=(0.0,))
    pages = [Page(index, 400, 600, [Run(60, 78, 40, 9, "周刊", [60, 69], plain)]) for index in range(6)]
    pages[0].runs += [Run(60, 260, 300, 9, "字" * 200, [60.0 + place for place in range(200)], plain)]
    assert take_watermarks(pages, 10) == []


IMAGE = stream(
    bytes(range(240)) * 15, b"/Type/XObject/Subtype/Image/Width 40/Height 30/BitsPerComponent 8/ColorSpace/DeviceRGB"
)


def test_a_paragraph_runs_around_a_picture() -> None:
    beside = [f"\u3000\u3000{FULL[:11]}", FULL[:13], FULL[:13], FULL[:13], FULL[:13]]
    page = column(paragraph("甲")) + b"q 130 0 0 100 230 385 cm /I Do Q\n"
    page += column(beside, top=470) + column([FULL, f"{FULL[:9]}。"], top=370)
    printed = paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: IMAGE})
    found = [passage.text.plain for passage in read_pdf(printed, "issue.pdf").passages]
    assert FULL[:11] + FULL[:13] * 4 + FULL + FULL[:9] + "。" in found


def test_a_stop_that_hangs_under_a_picture_stands_beside_it() -> None:
    beside = [f"\u3000\u3000{FULL[:11]}", f"{FULL[:13]}，", FULL[:13], FULL[:13], FULL[:13]]
    page = column(paragraph("甲")) + b"q 130 0 0 100 220 385 cm /I Do Q\n"
    page += column(beside, top=470) + column([FULL, f"{FULL[:9]}。"], top=370)
    printed = paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: IMAGE})
    found = [passage.text.plain for passage in read_pdf(printed, "issue.pdf").passages]
    assert FULL[:11] + FULL[:13] + "，" + FULL[:13] * 3 + FULL + FULL[:9] + "。" in found


def test_two_bold_lines_of_which_the_second_has_a_number_are_two_headings() -> None:
    page = line(FULL, 60, 540, font="B") + line("（一）先看日期", 60, 520, font="B") + column(paragraph("甲"), top=490)
    assert texts(page)[:2] == [FULL, "（一）先看日期"]


def test_without_indents_a_sentence_that_ends_short_of_the_edge_ends_its_paragraph() -> None:
    block = [FULL, f"{FULL[:21]}。", FULL, f"{FULL[:9]}。"]
    assert texts(column(block * 3)) == [f"{FULL}{FULL[:21]}。", f"{FULL}{FULL[:9]}。"] * 3


# Contents


def entry(words: list[str], hint: str, top: int) -> bytes:
    """An entry whose hint stands at the right edge, beside its first line."""
    return column(words, top=top) + line(hint, 348 - 12 * len(hint), top)


def test_a_hint_beside_a_wrapped_entry_stands_behind_it() -> None:
    wrapped = [f"{FULL[:14]}", "先读完它（来源：健康报）"]
    page = entry(wrapped, "6页", 540) + entry([f"{FULL[2:16]}", "用药（来源：新华网）"], "11页", 490)
    page += entry(["不换行的条目（来源：新华网）"], "12页", 440)
    assert texts(page) == [
        f"{FULL[:14]}先读完它（来源：健康报） 6页",
        f"{FULL[2:16]}用药（来源：新华网） 11页",
        "不换行的条目（来源：新华网） 12页",
    ]


def test_a_number_at_the_end_of_a_line_stays_there() -> None:
    page = column([FULL[:14], "先读完它"]) + line("6页", 324, 540) + column(paragraph("甲"), top=460)
    assert "先读完它 6页" not in "".join(texts(page))
