"""What stands on a page becomes passages: characters, weight, places, links, pictures."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text
from PIL import Image

from generator.importing.characters import clean
from generator.importing.passage import Passage, Source
from generator.importing.pdf import read_pdf
from generator.importing.pdf.drawing.striking import strike_once
from generator.importing.pdf.elements import Page, Run, Style

from .papers import column, hexed, line, paper, stream

PDFS = Path(__file__).parents[2] / "pdfs"
FULL = "药品说明书是用药的依据请先读完它再用药有疑问时问"
"""Twenty-four characters: a full line of `column` at its usual size."""


def read(data: bytes) -> Source:
    return read_pdf(data, "issue.pdf")


def texts(source: Source) -> list[str]:
    return [passage.text.plain for passage in source.passages]


def only(source: Source) -> Passage:
    (passage,) = source.passages
    return passage


def paragraph(*lines: str) -> list[str]:
    return [f"\u3000\u3000{lines[0]}", *lines[1:]]


# Characters


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⻚⻔⻓⺠⻅⻛", "页门长民见风"),
        ("⼾⼈⽇", "户人日"),
        ("豈\uf900", "豈豈"),
        ("ﬁne ﬂow", "fine flow"),
        ("――", "——"),
        ("〜", "～"),
        ("a\u200bb\ufeff", "ab"),
        ("\u00a0", " "),
        ("\uf0b7", "•"),
        ("㎡①Ⅱ", "㎡①Ⅱ"),
    ],
)
def test_characters_are_those_that_people_type(printed: str, meant: str) -> None:
    assert clean(printed) == meant


def test_signs_without_a_glyph_of_their_own_are_kept() -> None:
    assert texts(read(paper([line("▶ 医保 • 医药", 60, 400)]))) == ["▶ 医保 • 医药"]


def test_what_marked_content_stands_for_is_what_it_says() -> None:
    page = b"/Span <</ActualText <FEFF9875>>> BDC " + line("⻚", 60, 400) + b"EMC " + line("码", 72, 400)
    assert texts(read(paper([page]))) == ["页码"]


def test_raised_and_lowered_figures_keep_their_place() -> None:
    page = line("面积15m", 60, 400) + line("2", 120, 405, 7) + line("，CO", 127, 400) + line("2", 163, 397, 7)
    assert texts(read(paper([page]))) == ["面积15m²，CO₂"]


def test_a_small_line_beside_and_below_a_title_is_not_lowered_into_it() -> None:
    page = line("药箱清理", 40, 500, 27) + line("来源：健报", 170, 485, 15)
    assert texts(read(paper([page]))) == ["药箱清理", "来源：健报"]


def test_a_soft_hyphen_at_a_line_end_goes_and_a_written_one_stays() -> None:
    page = line(FULL[:17] + "pharma\u00ad", 60, 400) + line("cology", 60, 380) + line(FULL, 60, 360)
    assert "pharmacology" in "".join(texts(read(paper([page]))))


# What is seen and what is not


def test_hidden_text_is_set_aside() -> None:
    page = line("看得见", 60, 400) + b"3 Tr " + line("看不见", 60, 300) + b"0 Tr " + line("在页外", 60, -40)
    source = read(paper([page]))
    assert texts(source) == ["看得见"]
    assert sorted(note.before for note in source.notes if note.kind == "hidden text") == ["在页外", "看不见"]


def test_text_that_is_clipped_away_is_set_aside() -> None:
    page = (
        line("在框里", 60, 400)
        + b"q 50 100 100 50 re W n "
        + line("在框外", 60, 300)
        + b"Q "
        + line("又在框里", 60, 350)
    )
    assert texts(read(paper([page]))) == ["在框里", "又在框里"]


def test_a_layer_that_is_off_is_set_aside() -> None:
    catalogue = b"/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>"
    page = b"/OC /L BDC " + line("草稿", 60, 300) + b"EMC " + line("定稿", 60, 400)
    data = paper(
        [page], catalogue=catalogue, resources=b"/Properties<</L 5 0 R>>", more={5: b"<</Type/OCG/Name(draft)>>"}
    )
    assert texts(read(data)) == ["定稿"]


@pytest.mark.parametrize(
    ("default", "layer", "shown"),
    [
        (b"/BaseState/OFF/ON[5 0 R]", b"<</Type/OCMD/OCGs 6 0 R>>", False),
        (b"/BaseState/OFF/ON[5 0 R]", b"<</Type/OCMD/OCGs 5 0 R>>", True),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[5 0 R 6 0 R]>>", True),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[5 0 R 6 0 R]/P/AllOn>>", False),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[5 0 R 6 0 R]/P/AnyOff>>", True),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[5 0 R 6 0 R]/P/AllOff>>", False),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[]>>", True),
    ],
)
def test_what_belongs_to_several_layers_is_shown_as_these_ask(default: bytes, layer: bytes, shown: bool) -> None:
    catalogue = b"/OCProperties<</OCGs[5 0 R 6 0 R]/D<<" + default + b">>>>"
    page = b"/OC /L BDC " + line("草稿", 60, 300) + b"EMC " + line("定稿", 60, 400)
    more = {5: b"<</Type/OCG>>", 6: b"<</Type/OCG>>", 7: layer}
    data = paper([page], catalogue=catalogue, resources=b"/Properties<</L 7 0 R>>", more=more)
    assert texts(read(data)) == ["定稿", "草稿"][: 1 + shown]


def test_a_watermark_is_set_aside() -> None:
    mark = b"BT /F 60 Tf .7 .7 -.7 .7 100 100 Tm " + hexed("内部资料") + b" Tj ET "
    source = read(paper([mark + line("正文", 60, 400)]))
    assert texts(source) == ["正文"]
    assert [note.before for note in source.notes if note.kind == "text at an angle"] == ["内部资料"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turn: int) -> None:
    matrix = {90: b"0 1 -1 0 420 0", 180: b"-1 0 0 -1 420 595", 270: b"0 -1 1 0 0 595"}[turn]
    page = b"q " + matrix + b" cm " + line("上面一行", 60, 300) + line("下面一行", 60, 100) + b"Q"
    assert texts(read(paper([page], page_extra={0: b"/Rotate %d" % turn}))) == ["上面一行", "下面一行"]


def test_a_form_is_read_where_it_is_drawn() -> None:
    form = stream(
        line("表单里", 0, 0), b"/Type/XObject/Subtype/Form/BBox[0 -9 400 400]/Resources<</Font<</F 3 0 R>>>>"
    )
    page = line("上", 60, 400) + b"q 1 0 0 1 60 300 cm /X Do Q " + line("下", 60, 200)
    assert texts(read(paper([page], resources=b"/XObject<</X 5 0 R>>", more={5: form}))) == ["上", "表单里", "下"]


def test_what_stands_outside_of_a_form_is_not_seen() -> None:
    inside, outside = line("表单里", 0, 0), line("表单外", 0, 60)
    form = stream(inside + outside, b"/Type/XObject/Subtype/Form/BBox[0 -9 400 40]/Resources<</Font<</F 3 0 R>>>>")
    page = b"q 1 0 0 1 60 300 cm /X Do Q " + line("下", 60, 200)
    assert texts(read(paper([page], resources=b"/XObject<</X 5 0 R>>", more={5: form}))) == ["表单里", "下"]


def test_forms_that_do_not_say_where_they_stand_take_nothing_with_them() -> None:
    about = b"/Type/XObject/Subtype/Form/BBox[0 -9 400 400]/Resources<</Font<</F 3 0 R>>>>"
    more = {5: stream(line("无处", 0, 0), about + b"/Matrix[1 0 0 1 0 null]"), 6: stream(line("表单里", 0, 0), about)}
    draws = b"q 1 0 0 1 60 450 cm /X Do Q " * 20 + b"q 1 0 0 1 60 300 cm /Y Do Q "
    source = read(paper([draws + line("下", 60, 200)], resources=b"/XObject<</X 5 0 R/Y 6 0 R>>", more=more))
    assert texts(source)[-2:] == ["表单里", "下"]


# Weight


def test_bold_faces_and_outlined_characters_are_strong() -> None:
    page = line("首句。", 60, 400, font="B") + line("其余的话", 96, 400)
    assert [(mark.start, mark.end, mark.kind) for mark in only(read(paper([page]))).text.marks] == [(0, 3, "strong")]
    assert only(read(paper([line("标题", 60, 400, font="B")]))).strong is True
    assert only(read(paper([b"2 Tr .4 w " + line("标题", 60, 400)]))).strong is True
    assert only(read(paper([line("标题", 60, 400)]))).strong is False


def test_text_that_is_struck_twice_is_bold_and_stands_once() -> None:
    source = read(paper([line("标题", 60, 500) + line("标题", 60.3, 500) + line("正文", 60, 400)]))
    assert [(passage.text.plain, passage.strong) for passage in source.passages] == [("标题", True), ("正文", False)]


def test_one_glyph_that_stands_for_two_characters_is_not_struck_twice() -> None:
    page = Page(0, 300, 400)
    plain = Style(bold=False, colour=(0.0, 0.0, 0.0))
    page.runs = [
        Run(50, 70, 100, 10, "——", [50, 50], plain),
        Run(60, 80, 100, 10, "药品", [60, 70], plain),
    ]
    strike_once(page)
    assert [run.text for run in page.runs] == ["——", "药品"]


# Paragraphs


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


# Pages


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


# Links


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


# Tables


def ruled(xs: list[int], ys: list[int], missing: frozenset[tuple[int, int, int, int]] = frozenset()) -> bytes:
    """Rules of a grid; `missing` are those between two places that are merged."""
    out = b".5 w "
    for y in ys:
        for x0, x1 in zip(xs, xs[1:], strict=False):
            if (x0, y, x1, y) not in missing:
                out += b"%d %d m %d %d l S " % (x0, y, x1, y)
    for x in xs:
        for y0, y1 in zip(ys, ys[1:], strict=False):
            if (x, y0, x, y1) not in missing:
                out += b"%d %d m %d %d l S " % (x, y0, x, y1)
    return out


def cells(source: Source) -> list[list[list[tuple[str, int, int]]]]:
    return [
        [[(cell.text.plain, cell.rowspan, cell.colspan) for cell in row] for row in passage.rows]
        for passage in source.passages
        if passage.rows is not None
    ]


def test_merged_cells_are_one() -> None:
    rules = ruled([60, 160, 260, 360], [500, 470, 440], frozenset({(60, 470, 160, 470), (260, 500, 260, 470)}))
    words = line("地区", 65, 480) + line("药品", 165, 480) + line("数量", 165, 450) + line("降幅", 265, 450)
    assert cells(read(paper([rules + words]))) == [
        [[("地区", 2, 1), ("药品", 1, 2)], [("数量", 1, 1), ("降幅", 1, 1)]]
    ]


def test_a_table_goes_on_over_a_page_end_without_its_repeated_head() -> None:
    def part(top: int, rows: list[tuple[str, str]]) -> bytes:
        ys = [top - 30 * number for number in range(len(rows) + 1)]
        words = b"".join(
            line(word, x, top - 20 - 30 * number)
            for number, row in enumerate(rows)
            for word, x in zip(row, (65, 215), strict=True)
        )
        return ruled([60, 210, 360], ys) + words

    head = ("名称", "用途")
    first = column(paragraph("看下表。")) + part(200, [head, ("甲药", "退热")])
    second = part(540, [head, ("乙药", "止咳")]) + column(paragraph("表完。"), top=300)
    source = read(paper([first, second]))
    assert [[cell[0] for cell in row] for row in cells(source)[0]] == [
        ["名称", "用途"],
        ["甲药", "退热"],
        ["乙药", "止咳"],
    ]
    assert [note.before for note in source.notes if note.kind == "repeated table head"] == ["名称", "用途"]
    pages = [start.page for row in source.passages[1].rows or () for cell in row for start in cell.text.pages]
    assert pages == [2]


def test_columns_without_rules_are_a_table() -> None:
    rows = [("名称", "规格", "价格"), ("甲药", "10mg", "1.00"), ("乙药", "20mg", "1.70"), ("丙药", "5mg", "0.59")]
    words = b"".join(
        line(word, x, 480 - 24 * number)
        for number, row in enumerate(rows)
        for word, x in zip(row, (60, 160, 260), strict=True)
    )
    page = column(paragraph(FULL[:22], "见下表。")) + words + column(paragraph("表完。"), top=340)
    assert [[cell[0] for cell in row] for row in cells(read(paper([page])))[0]] == [list(row) for row in rows]


def test_the_boxes_of_a_flow_chart_are_no_table() -> None:
    boxes = ruled([60, 140], [500, 470]) + ruled([200, 280], [500, 470]) + b"140 485 m 200 485 l S "
    source = read(paper([boxes + line("甲", 90, 480) + line("乙", 230, 480)]))
    assert cells(source) == []


# Pictures


def pixels(source: Source) -> list[tuple[str, tuple[int, int], tuple[int, ...]]]:
    found = []
    for passage in source.passages:
        if passage.picture is not None:
            image = Image.open(io.BytesIO(passage.picture.data))
            found.append((passage.picture.name, image.size, image.convert("RGB").getpixel((0, 0))))
    return found


PLACE = b"q 100 0 0 80 60 300 cm /I Do Q "
HEAD = b"/Type/XObject/Subtype/Image/Width 40/Height 30/BitsPerComponent 8"


@pytest.mark.parametrize(
    ("data", "extra", "first"),
    [
        (bytes((200, 30, 10)) * 1200, b"/ColorSpace/DeviceRGB", (200, 30, 10)),
        (bytes((90,)) * 1200, b"/ColorSpace/DeviceGray", (90, 90, 90)),
        (bytes((1,)) * 1200, b"/ColorSpace[/Indexed/DeviceRGB 1 <000000112233>]", (0x11, 0x22, 0x33)),
    ],
)
def test_pictures_keep_their_colours(data: bytes, extra: bytes, first: tuple[int, ...]) -> None:
    source = read(
        paper(
            [PLACE + line("图", 60, 500)],
            resources=b"/XObject<</I 5 0 R>>",
            more={5: stream(data, HEAD + extra, packed=True)},
        )
    )
    assert pixels(source) == [("p1-1.png", (40, 30), first)]


def test_a_picture_packed_as_png_packs_is_passed_through() -> None:
    rows = b"".join(b"\x01" + bytes((9, 8, 7)) + bytes(117) for _ in range(30))
    extra = HEAD + b"/ColorSpace/DeviceRGB/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns 40>>"
    source = read(
        paper(
            [PLACE + line("图", 60, 500)],
            resources=b"/XObject<</I 5 0 R>>",
            more={5: stream(zlib.compress(rows), extra)},
        )
    )
    assert pixels(source) == [("p1-1.png", (40, 30), (9, 8, 7))]


def test_a_jpeg_is_passed_through_as_it_is() -> None:
    packed = io.BytesIO()
    Image.new("RGB", (40, 30), (10, 120, 200)).save(packed, "JPEG")
    data = stream(packed.getvalue(), HEAD + b"/ColorSpace/DeviceRGB/Filter/DCTDecode")
    source = read(paper([PLACE + line("图", 60, 500)], resources=b"/XObject<</I 5 0 R>>", more={5: data}))
    pictures = [passage.picture for passage in source.passages if passage.picture]
    assert [(picture.name, picture.data) for picture in pictures] == [("p1-1.jpg", packed.getvalue())]


def test_a_picture_stands_between_the_lines_around_it() -> None:
    data = stream(bytes(1200), HEAD + b"/ColorSpace/DeviceGray")
    page = line("图的上面。", 60, 450) + PLACE + line("图1 说明", 90, 280) + line("图的下面。", 60, 240)
    source = read(paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: data}))
    assert [passage.text.plain or "picture" for passage in source.passages] == [
        "图的上面。",
        "picture",
        "图1 说明",
        "图的下面。",
    ]


def test_a_vector_drawing_becomes_a_picture() -> None:
    shapes = b"".join(b"0.%d 0.2 0.8 rg %d 300 30 %d re f " % (n, 80 + 50 * n, 40 + 20 * n) for n in range(1, 5))
    drawing = shapes + b"80 300 m 120 380 200 260 300 390 c S "
    source = read(paper([line("图的上面。", 60, 500) + drawing + line("图的下面。", 60, 240)]))
    (picture,) = [passage.picture for passage in source.passages if passage.picture]
    assert Image.open(io.BytesIO(picture.data)).size[0] > 300


# Against pdfminer.six itself


@pytest.mark.parametrize(
    "name", ["chromium-tagged", "weasyprint-columns", "weasyprint-few-rules", "weasyprint-spaced"]
)
def test_the_characters_are_those_that_pdfminer_finds(name: str) -> None:
    file = PDFS / f"{name}.pdf"
    source = read_pdf(file, file.name)
    ours = [passage.text.plain for passage in source.passages]
    ours += [cell.text.plain for passage in source.passages for row in passage.rows or () for cell in row]
    ours += [passage.item for passage in source.passages if passage.item and passage.item != "•"]
    ours += [note.before for note in source.notes if note.severity == "aside"]
    theirs = "".join(clean(char) for char in extract_text(str(file)))
    assert sorted("".join("".join(ours).split())) == sorted("".join(theirs.split()))
