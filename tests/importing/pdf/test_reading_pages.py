"""What stands on a page becomes passages: paragraphs, headings, items, places, links."""

from __future__ import annotations

import pytest

from .papers import column, line, paper
from .sources import FULL, only, paragraph, read, texts


def test_a_paragraph_runs_over_a_page_end_and_says_where() -> None:
    first = paragraph(FULL[:22], FULL, FULL)
    source = read(paper([column(first), column([FULL, "到此为止。", *paragraph("另起一段。")])]))
    assert texts(source) == [FULL[:22] + FULL * 3 + "到此为止。", "另起一段。"]
    assert [(start.offset, start.page) for start in source.passages[0].text.pages] == [(0, 1), (70, 2)]
    assert source.passages[1].page == 2


def test_a_first_line_that_leaves_as_much_as_its_indent_is_not_centred() -> None:
    source = read(
        paper([column([*paragraph(FULL[:20]), "“甲”和“乙”" + FULL[8:], "完。", *paragraph(FULL[:22]), FULL])])
    )
    assert not any(passage.centred for passage in source.passages)


def test_block_paragraphs_are_told_apart_by_their_gaps() -> None:
    page = column([FULL, FULL, "第一段完。"]) + column([FULL, "第二段完。"], top=470) + column([FULL, FULL], top=420)
    assert len(texts(read(paper([page])))) == 3


def test_headings_stand_alone_and_lines_of_one_are_joined() -> None:
    page = line("一、很长很长的一个标题它在一行里放不下所以", 60, 500, 14, "B") + line("分成两行", 60, 478, 14, "B")
    page += column(paragraph(FULL[:22], FULL, "完。"), top=450)
    assert texts(read(paper([page])))[0] == "一、很长很长的一个标题它在一行里放不下所以分成两行"


def test_a_title_that_the_print_breaks_is_known_from_the_outline() -> None:
    page = line("过期药品怎么办", 160, 540, 16, "B") + line("三个不要和一个要", 150, 516, 16, "B")
    page += column(paragraph(FULL[:22], FULL, FULL, "完。"), top=480)
    title = "过期药品怎么办 三个不要和一个要".encode("utf-16-be").hex().encode()
    more = {
        5: b"<</First 6 0 R/Last 6 0 R/Count 1>>",
        6: b"<</Title<FEFF" + title + b">/Parent 5 0 R/Dest[10 0 R/XYZ 0 560 0]>>",
    }
    source = read(paper([page], catalogue=b"/Outlines 5 0 R", more=more))
    assert texts(source)[0] == "过期药品怎么办三个不要和一个要"


def test_items_hang_below_their_words() -> None:
    page = line("•", 60, 500) + line(FULL[:22], 78, 500) + line("挂在后面。", 78, 480)
    page += line("•", 60, 460) + line("第二项。", 78, 460) + column([FULL, FULL, "完。"], top=420)
    assert texts(read(paper([page])))[:2] == [f"•{FULL[:22]}挂在后面。", "•第二项。"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{number}行满满的一行字" for number in "一二三四五六七八九"]
    right = [words.replace("左", "右") for words in left]
    page = line("一行标题横跨在两栏的上面居中而立一直到右", 60, 560, 15, "B")
    page += column(left, x=60, top=520) + column(right, x=220, top=520)
    joined = "".join(texts(read(paper([page]))))
    assert [joined.index(words) for words in left + right] == sorted(joined.index(words) for words in left + right)


def test_columns_show_below_a_line_that_ends_over_the_gutter() -> None:
    left = [f"左栏第{number}行满满的一行字" for number in "一二三四五六七八九"]
    right = [words.replace("左", "右") for words in left]
    page = column([FULL, FULL[:14]], x=60, top=560) + column(left, top=510) + column(right, x=240, top=506)
    joined = "".join(texts(read(paper([page]))))
    assert [joined.index(words) for words in left + right] == sorted(joined.index(words) for words in left + right)


def test_heads_feet_and_page_numbers_are_told_and_gone() -> None:
    pages = []
    for number, word in enumerate("甲乙丙丁", start=3):
        head, foot = line("医周药事 第3期", 150, 570, 9), line(f"— {number} —", 195, 24, 9)
        pages.append(head + column(paragraph(f"{word}页的正文{word * number}。")) + foot)
    source = read(paper(pages))
    assert texts(source) == [f"{word}页的正文{word * number}。" for number, word in enumerate("甲乙丙丁", start=3)]
    assert [passage.page for passage in source.passages] == [3, 4, 5, 6]
    assert source.page_offset == -2
    assert [note.kind for note in source.notes if note.page == 4] == ["running head", "page number"]


def test_labels_number_the_pages_where_no_number_is_printed() -> None:
    labels = b"/PageLabels<</Nums[0<</S/D/St 11>>]>>"
    source = read(paper([column(paragraph("前页。")), column(paragraph("后页。"))], catalogue=labels))
    assert [passage.page for passage in source.passages] == [11, 12]


def test_a_blank_page_has_its_start() -> None:
    source = read(paper([column(paragraph("一。")), b"", column(paragraph("三。"))]))
    assert [start.page for passage in source.passages for start in passage.text.pages] == [1, 2, 3]


@pytest.mark.parametrize(
    ("link", "catalogue", "more"),
    [
        (b"/Dest[12 0 R/XYZ 0 500 0]", b"", {}),
        (b"/A<</S/GoTo/D[12 0 R/FitH 500]>>", b"", {}),
        (b"/Dest/place", b"/Dests<</place[12 0 R/XYZ 0 500 0]>>", {}),
        (b"/Dest(place)", b"/Names<</Dests<</Names[(place)<</D[12 0 R/XYZ 0 500 0]>>]>>>>", {}),
        (b"/A<</S/GoTo/D(place)>>", b"/Names<</Dests<</Names[(place)5 0 R]>>>>", {5: b"[12 0 R/XYZ null 500 0]"}),
    ],
)
def test_links_of_all_forms_lead_to_their_page(link: bytes, catalogue: bytes, more: dict[int, bytes]) -> None:
    spot = b"/Annots[<</Type/Annot/Subtype/Link/Rect[96 512 60 498]" + link + b">>]"
    pages = [column(["返回目录请点"], top=500), column(paragraph("正文在此。"))]
    source = read(paper(pages, page_extra={0: spot}, catalogue=catalogue, more=more))
    (found,) = source.passages[0].links
    assert (found.start, found.end, found.page, found.y) == (0, 3, 2, 95.0)


def test_a_wrapped_link_is_one() -> None:
    spots = b"/Annots[" + b"".join(
        b"<</Subtype/Link/Rect[%s]/Dest[12 0 R/Fit]>>" % rect for rect in (b"60 536 348 552", b"60 516 130 532")
    )
    source = read(paper([column([FULL, FULL[:5]]), column(["正文"])], page_extra={0: spots + b"]"}))
    assert [(link.start, link.end, link.page) for link in source.passages[0].links] == [(0, 29, 2)]


def test_a_link_to_the_web_keeps_its_address() -> None:
    spot = b"/Annots[<</Subtype/Link/Rect[60 536 348 552]/A<</S/URI/URI(https://example.org/a)>>>>]"
    assert only(read(paper([column(["官网"])], page_extra={0: spot}))).links[0].url == "https://example.org/a"
