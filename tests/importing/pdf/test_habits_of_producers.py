"""What producers of other habits write comes to the same text: codes, letters drawn twice, turned pages, said text."""

from __future__ import annotations

import struct

import pytest

from generator.errors import QikanError
from generator.importing.passage import Passage, Source
from generator.importing.pdf import read_pdf

from .papers import FONT, column, hexed, line, paper, stream

WORDS = "用药前请先读说明书"


def read(data: bytes) -> Source:
    return read_pdf(data, "issue.pdf")


def only(data: bytes) -> Passage:
    (passage,) = read(data).passages
    return passage


def said(data: bytes) -> str:
    return only(data).text.plain


# Codes


def shown(codes: bytes, font: bytes, more: dict[int, bytes] | None = None) -> str:
    """What a page says that shows a string in a font."""
    content = b"BT /F 12 Tf 60 400 Td <" + codes.hex().encode() + b"> Tj ET"
    return said(paper([content], more={3: font, **(more or {})}))


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        (b"GBK-EUC-H", "gb18030"),
        (b"GBKp-EUC-H", "gb18030"),
        (b"GBK2K-H", "gb18030"),
        (b"GB-EUC-H", "gb2312"),
        (b"UniGB-UCS2-H", "utf-16-be"),
        (b"UniGB-UTF16-H", "utf-16-be"),
        (b"ETen-B5-H", "big5"),
    ],
)
def test_codes_of_a_known_encoding_are_text(encoding: bytes, codec: str) -> None:
    words = "用法▲A" if codec != "big5" else "用法A"
    assert shown(words.encode(codec), FONT.replace(b"UniGB-UCS2-H", encoding)) == words


def test_numbers_of_a_known_collection_are_read_by_it() -> None:
    assert shown(struct.pack(">H", ZHONG), FONT.replace(b"UniGB-UCS2-H", b"Identity-H")) == "中"


ZHONG = 4559
"""The number of 中 in Adobe-GB1."""
CMAP = (
    b"begincmap 1 begincodespacerange <0000> <00ff> endcodespacerange 1 begincidrange <0041> <0042> 4559 endcidrange"
)


def test_codes_of_a_map_in_the_file_select_glyphs_by_it() -> None:
    cmap = stream(CMAP, b"/Type/CMap/CMapName/Own")
    assert shown(b"\0A", FONT.replace(b"/UniGB-UCS2-H", b" 30 0 R"), {30: cmap}) == "中"


def test_what_a_code_means_is_said_by_the_code_and_not_by_its_glyph() -> None:
    font = FONT.replace(b"/UniGB-UCS2-H", b" 30 0 R/ToUnicode 31 0 R")
    meaning = stream(b"1 beginbfchar <0041> <7528> endbfchar")
    more = {30: stream(CMAP, b"/Type/CMap/CMapName/Own"), 31: meaning}
    assert shown(b"\0A\0B", font, more)[0] == "用"


def test_what_a_unicode_map_leaves_out_the_collection_says() -> None:
    font = FONT.replace(b"UniGB-UCS2-H", b"Identity-H/ToUnicode 31 0 R")
    assert shown(struct.pack(">HH", 1, ZHONG), font, {31: stream(b"1 beginbfchar <0001> <7528> endbfchar")}) == "用中"


@pytest.mark.parametrize(
    ("written", "meant"), [(b"20142014", "——"), (b"20141414", "——"), (b"00666669", "fi"), (b"4e004e8c", "一二")]
)
def test_a_ligature_whose_second_byte_is_written_twice_is_mended(written: bytes, meant: str) -> None:
    font = FONT.replace(b"UniGB-UCS2-H", b"Identity-H/ToUnicode 31 0 R")
    assert shown(b"\0\1", font, {31: stream(b"1 beginbfchar <0001> <" + written + b"> endbfchar")}) == meant


def test_codes_that_nobody_knows_are_no_text() -> None:
    with pytest.raises(QikanError, match="do not say which characters"):
        shown(WORDS.encode("utf-16-be"), FONT.replace(b"UniGB-UCS2-H", b"Unheard-Of-H"))


def test_letters_as_wide_as_ideographs_are_codes() -> None:
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Song/FirstChar 32/LastChar 126/Widths[%s]>>"
    page = b"BT /F 12 Tf 60 400 Td (#$%&GHIJKLMN) Tj ET"
    with pytest.raises(QikanError, match="do not say which characters"):
        read(paper([page], more={3: font % (b"1000 " * 95)}))
    assert said(paper([page], more={3: font % (b"500 " * 95)})) == "#$%&GHIJKLMN"


def test_accented_letters_among_ideographs_are_codes() -> None:
    font = FONT.replace(b"UniGB-UCS2-H", b"Identity-H/ToUnicode 31 0 R")
    meanings = {31: stream(b"2 beginbfchar <0001> <7528> <0002> <00ff> endbfchar")}
    assert shown(struct.pack(">50H", *[1] * 49, 2), font, meanings) == "用" * 49 + "ÿ"
    with pytest.raises(QikanError, match="do not say which characters"):
        shown(struct.pack(">20H", *[1] * 19, 2), font, meanings)


@pytest.mark.parametrize(("drawn", "meant"), [("⸺", "——"), ("⋯", "…"), ("・", "·"), ("㬵", "胶"), ("⻚", "页")])
def test_characters_that_fonts_draw_alike_are_those_that_people_type(drawn: str, meant: str) -> None:
    assert said(paper([line(f"甲{drawn}乙", 60, 400)])) == f"甲{meant}乙"


def test_a_glyph_that_is_said_to_be_no_character_is_unreadable() -> None:
    assert said(paper([line(f"{WORDS}\uffff", 60, 400)])) == f"{WORDS}\ufffd"


# Wide leading


def test_lines_that_stand_three_sizes_apart_throughout_are_paragraphs() -> None:
    full = "药品说明书是用药的依据请先读完它再用药有疑问时问"
    lines = [f"\u3000\u3000{full[:22]}", full, "问医生。"]
    pages = [column(lines * 4, leading=35) for _ in range(3)]
    found = [passage.text.plain for passage in read(paper(pages)).passages]
    assert found == [full[:22] + full + "问医生。"] * 12


# Letters drawn twice


def strikes(words: str, away: float) -> bytes:
    """Each character twice, one after the other."""
    return b"".join(
        line(char, 60 + 12 * place + shift, 400) for place, char in enumerate(words) for shift in (0.0, away)
    )


def test_each_character_may_be_struck_twice_for_itself() -> None:
    passage = only(paper([strikes(WORDS, 0.3)]))
    assert (passage.text.plain, passage.strong) == (WORDS, True)


def test_a_second_strike_may_be_cut_otherwise_and_come_last() -> None:
    page = line(WORDS, 60, 400) + line("正文在这里", 60, 300)
    page += line(WORDS[:4], 60.4, 400) + line(WORDS[4:], 60.4 + 48, 400)
    passages = read(paper([page])).passages
    assert [(passage.text.plain, passage.strong) for passage in passages] == [(WORDS, True), ("正文在这里", False)]


def test_part_of_a_line_may_be_struck_twice() -> None:
    passage = only(paper([line(WORDS, 60, 400) + line(WORDS[:3], 60.4, 400)]))
    assert passage.text.plain == WORDS
    assert [(mark.start, mark.end, mark.kind) for mark in passage.text.marks] == [(0, 3, "strong")]


def test_characters_said_twice_side_by_side_stay() -> None:
    assert said(paper([line("——的的", 60, 400) + line("的的——", 108, 400)])) == "——的的的的——"


OUTLINE = b" ".join(
    b"%d 401 m %d 410 l %d 410 l %d 405 l %d 404 l %d 403 l %d 402 l %d 401 l %d 400 %d 400 %d 401 c h"
    % (x, x, x + 9, x + 9, x + 8, x + 7, x + 6, x + 5, x + 4, x + 2, x)
    for x in (61, 73)
)


def test_outlines_over_letters_make_them_bold_and_are_no_rules() -> None:
    passages = read(paper([line("标题", 60, 400) + b".4 w " + OUTLINE + b" S " + line("正文", 60, 300)])).passages
    assert [(passage.text.plain, passage.strong) for passage in passages] == [("标题", True), ("正文", False)]


def test_strokes_of_straight_letters_make_them_bold_and_are_no_rules() -> None:
    box = b"62 401 m 70 401 l 70 409 l 62 409 l h S 62 405 m 70 405 l S "
    passages = read(paper([line("日", 60, 400) + box + line("正文", 60, 300)])).passages
    assert [(passage.text.plain, passage.strong) for passage in passages] == [("日", True), ("正文", False)]


def test_letters_that_lean_are_as_large_as_those_that_do_not() -> None:
    leaning = b"BT /F 12 Tf 1 0 .3 1 60 400 Tm " + hexed("斜体") + b" Tj ET"
    passage = only(paper([leaning]))
    assert (passage.text.plain, passage.size) == ("斜体", 12)


# Text that marked content stands for


def test_a_said_text_is_dealt_out_to_the_glyphs() -> None:
    words = hexed("甲乙丙丁")[1:-1]
    page = b"/Span<</ActualText<FEFF" + words + b">>>BDC " + line("甲乙", 60, 400) + line("丙丁", 60, 380) + b"EMC "
    source = read(paper([page + line("戊", 60, 340)]))
    assert "".join(passage.text.plain for passage in source.passages) == "甲乙丙丁戊"


def test_a_said_text_may_be_longer_or_shorter_than_its_glyphs() -> None:
    def page(text: str) -> bytes:
        said = b"/Span<</ActualText<FEFF" + hexed(text)[1:-1] + b">>>BDC "
        return paper([line("前", 48, 400) + said + line("①②", 60, 400) + b"EMC " + line("后", 84, 400)])

    assert said(page("甲乙丙")) == "前甲乙丙后"
    assert said(page("甲")) == "前甲后"


def test_a_mark_inside_another_does_not_say_its_text_again() -> None:
    inner = b"/P<</MCID 0>>BDC " + line("①", 60, 400) + b"EMC " + line("②", 72, 400)
    page = b"/Span<</ActualText<FEFF" + hexed("甲乙")[1:-1] + b">>>BDC " + inner + b"EMC"
    assert said(paper([page])) == "甲乙"


def test_a_said_text_may_stand_among_the_properties() -> None:
    text = b"/Properties<</S<</ActualText<FEFF" + hexed("甲")[1:-1] + b">>>>>"
    assert said(paper([b"/Span/S BDC " + line("①", 60, 400) + b"EMC"], resources=text)) == "甲"


# Turned pages


@pytest.mark.parametrize(
    ("matrix", "link"),
    [
        (b"0 1 -1 0 420 0", b"[0 60 40 200]"),
        (b"0 -1 1 0 0 595", b"[380 395 420 535]"),
        (b"-1 0 0 -1 420 595", b"[250 0 362 40]"),
    ],
    ids=["left", "right", "over"],
)
def test_pages_whose_text_stands_on_its_side_are_turned(matrix: bytes, link: bytes) -> None:
    height = 595 if matrix.startswith(b"-1") else 420
    page = b"q " + matrix + b" cm " + line(WORDS, 60, height - 20) + b"Q"
    extra = b"/Annots[<</Type/Annot/Subtype/Link/Rect" + link + b"/A<</S/URI/URI(https://example.org/)>>>>]"
    passage = only(paper([page], page_extra={0: extra}))
    assert passage.text.plain == WORDS
    assert [found.url for found in passage.links] == ["https://example.org/"]


def test_a_few_words_on_their_side_turn_no_page() -> None:
    page = line(WORDS, 60, 400) + b"q 0 1 -1 0 40 60 cm " + line("书脊", 0, 0) + b"Q"
    source = read(paper([page]))
    assert [passage.text.plain for passage in source.passages] == [WORDS]
    assert [note.before for note in source.notes if note.kind == "text at an angle"] == ["书脊"]


# Names of destinations


def leads_to(catalogue: bytes, action: bytes, more: dict[int, bytes] | None = None) -> list[tuple[int | None, str]]:
    annotation = b"/Annots[<</Type/Annot/Subtype/Link/Rect[58 395 110 415]" + action + b">>]"
    pages = [line("看这里", 60, 400), line("到了", 60, 400)]
    source = read(paper(pages, page_extra={0: annotation}, catalogue=catalogue, more=more))
    return [(link.page, link.url) for link in source.passages[0].links]


ANCHOR = b"/Names<</Dests 5 0 R>>"
LEAF = {5: b"<</Names[(a1)[12 0 R/XYZ 0 500 0]]>>"}


@pytest.mark.parametrize("address", [b"#a1", b"file:///C:/issue.html#a1", b"issue.html#a1", b"#%611"])
def test_an_address_with_a_known_anchor_stays_in_the_file(address: bytes) -> None:
    assert leads_to(ANCHOR, b"/A<</S/URI/URI(%s)>>" % address, LEAF) == [(2, "")]


def test_an_anchor_that_nobody_knows_leads_nowhere_and_one_elsewhere_leads_there() -> None:
    assert leads_to(b"", b"/A<</S/URI/URI(#a1)>>") == []
    elsewhere = b"/A<</S/URI/URI(https://example.org/#a1)>>"
    assert leads_to(ANCHOR, elsewhere, LEAF) == [(None, "https://example.org/#a1")]


def test_a_tree_of_names_is_read_whatever_its_limits_say() -> None:
    tree = {
        5: b"<</Kids[6 0 R 7 0 R 5 0 R]>>",
        6: b"<</Limits[(x)(z)]/Names[(b1)[10 0 R/Fit]]>>",
        7: b"<</Kids[8 0 R]>>",
        8: b"<</Limits[(q)(r)]/Names[(a1)[12 0 R/Fit]]>>",
    }
    assert leads_to(ANCHOR, b"/Dest(a1)", tree) == [(2, "")]


def test_a_narrow_mark_stands_before_the_bracket_whose_white_half_is_drawn_over_it() -> None:
    narrow = b"BT /B 12 Tf 40 Tz 1 0 0 1 120 400 Tm " + hexed("”") + b" Tj ET\n"
    content = line("使用“两库", 60, 400) + b"q " + narrow + b"Q " + line("（知识库）", 118.8, 400)
    assert said(paper([content])) == "使用“两库”（知识库）"


def test_a_number_stands_in_the_blanks_that_are_drawn_below_it() -> None:
    content = (
        line("　、药箱怎样整理", 60, 400) + line("1", 60.5, 400, font="B") + line(" ", 72.4, 400, size=6, font="B")
    )
    assert said(paper([content])) == "1、药箱怎样整理"
