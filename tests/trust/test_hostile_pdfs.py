"""A PDF that was made to hurt ends in what can be read of it, or in a message, and soon."""

from __future__ import annotations

import io
import os
import struct
import time
import zlib
from collections.abc import Callable

import pytest
from pdfminer.pdfdocument import PDFXRefStream
from pdfminer.pdffont import PDFFontError
from pdfminer.psparser import LIT

from generator.building.patience import patience
from generator.errors import QikanError
from generator.importing.passage import Source
from generator.importing.pdf import read_pdf, recovering, unpacking
from generator.importing.pdf.careful import bound
from generator.importing.pdf.character_tables import CharacterTable
from generator.importing.pdf.glyph_widths import cid_widths, simple_widths, vertical_widths
from generator.importing.pdf.recovering import mended
from generator.importing.pdf.unicode_maps import read_to_unicode
from generator.importing.pdf.unpacking import Stream, UnpackingError
from generator.importing.structure import parse
from generator.markdown import read as read_markdown
from generator.markdown import write
from tests.importing.pdf.papers import file_of, line, paper, stream
from tests.trust.hostile_pdfs import RICH, WORDS, hostile_objects, packed_file_of

LONG = os.environ.get("QIKAN_TRUST") == "long"
EACH = 1 if LONG else 23
"""One file in so many is tried; the number shares no factor with that of values, so that each value is."""
SECONDS = 5.0
"""Processor time that one small file may take, on a busy machine."""
BILLIONS = b"4294967295"


def read(data: bytes) -> Source:
    with patience("issue.pdf", SECONDS):
        return read_pdf(data, "issue.pdf")


def words(source: Source) -> str:
    return "".join(passage.text.plain for passage in source.passages)


def looks(source: Source) -> str:
    return " ".join(f"{note.kind}: {note.reason}" for note in source.notes if note.severity == "look")


def is_read(data: bytes) -> bool:
    return "药品说明书是用药的依据" in words(read(data))


def test_a_file_that_has_everything_is_read() -> None:
    for data in (file_of(RICH), packed_file_of(RICH)):
        source = read(data)
        text = words(source)
        assert "药品说明书是用药的依据" in text
        assert source.pages == 2
        assert [passage.text.plain for passage in source.passages if "内" in passage.text.plain]
        assert "broken" not in looks(source)


@pytest.mark.parametrize("part", range(4))
def test_any_value_may_be_any_other(part: int) -> None:
    tried = 0
    for name, number, changed in list(hostile_objects())[part * EACH :: 4 * EACH]:
        tried += 1
        data = file_of({**RICH, number: changed})
        try:
            with patience(name, SECONDS):
                issue, _ = parse(read_pdf(data, "issue.pdf"))
        except QikanError as error:
            assert error.place.startswith("issue.pdf"), name  # noqa: PT017
            continue
        except Exception as error:
            raise AssertionError(name) from error
        assert read_markdown(write(issue)) == issue, name
    assert tried >= 50


# Trees

BUSH = {number: b"<</Kids[%d 0 R %d 0 R]>>" % (number + 1, number + 1) for number in range(100, 160)}
"""A tree whose branches grow together again: sixty nodes, and 2⁶⁰ ways through them."""


@pytest.mark.parametrize("kids", [b"[100 0 R 100 0 R]", b"[5 0 R]", b"[<</Kids[5 0 R]>>]", b"5 0 R", b"[5]", b"(a)"])
@pytest.mark.parametrize("key", [b"/PageLabels 5 0 R", b"/Names<</Dests 5 0 R>>", b"/Dests 5 0 R"])
def test_trees_that_do_not_end(key: bytes, kids: bytes) -> None:
    link = b"/Annots[<</Subtype/Link/Rect[60 500 300 560]/Dest(name)>>]"
    more = {**BUSH, 5: b"<</Kids" + kids + b">>"}
    assert is_read(paper([WORDS], catalogue=key, more=more, page_extra={0: link}))


def test_a_page_tree_that_grows_together() -> None:
    data = paper([WORDS], more={**BUSH, 160: b"<</Kids[10 0 R]>>"}).replace(
        b"/Kids[10 0 R]/Count", b"/Kids[100 0 R]/Count"
    )
    source = read(data)
    assert (source.pages, is_read(data)) == (1, True)


@pytest.mark.parametrize("kid", [b"null", b"7", b"(a)", b"<</Type/Page>>", b"999 0 R", b"<</Kids[2 0 R]>>", b"/Name"])
def test_a_page_that_is_none_costs_no_other(kid: bytes) -> None:
    pages = [line(word * 12, 60, 500) for word in "甲乙"]
    data = paper(pages).replace(b"/Kids[10 0 R 12 0 R]", b"/Kids[10 0 R " + kid + b" 12 0 R]")
    assert {"甲" * 12, "乙" * 12} <= {passage.text.plain for passage in read(data).passages}


def test_a_lost_page_is_told() -> None:
    data = paper([WORDS, WORDS]).replace(b"/Kids[10 0 R 12 0 R]", b"/Kids[10 0 R 99 0 R 12 0 R]")
    source = read(data)
    assert source.pages == 2
    assert "1 of its pages cannot be read" in looks(source)


@pytest.mark.parametrize(
    "label", [b"/S/R/St 0", b"/S/r/St 4000", b"/S/D/P(" + b"9" * 5000 + b")", b"/St 4294967295/S/D"]
)
def test_labels_that_cannot_be_written(label: bytes) -> None:
    source = read(paper([WORDS, WORDS], catalogue=b"/PageLabels<</Nums[0<<" + label + b">>]>>"))
    assert source.pages == 2
    assert all(passage.page is None or passage.page < 100_000 for passage in source.passages)


# Cross-reference streams and streams of objects


@pytest.mark.parametrize(
    "about",
    [
        b"/W[1 4 2]/Size " + BILLIONS,
        b"/W[1 4 2]/Size 99/Index[0 " + BILLIONS + b"]",
        b"/W[1 4 2]/Size 99/Index[" + b"0 1000000 " * 2_000 + b"]",
        b"/W[0 0 0]/Size " + BILLIONS,
        b"/W[-1 4 2]/Size 99",
        b"/W[1 " + BILLIONS + b" 2]/Size 99",
        b"/W(a)/Size(b)/Index/C",
    ],
)
def test_tables_of_billions_of_objects(about: bytes) -> None:
    objects = {1: b"<</Type/Catalog/Pages 999 0 R>>", 10: b"<</Type/Page/Contents 11 0 R>>", 11: stream(b"")}
    for entries in (b"", bytes(70), b"\1" * 70):
        with pytest.raises(QikanError):
            read(packed_file_of(objects, about=about, entries=entries))


def test_a_table_tells_of_the_objects_that_it_has_entries_for() -> None:
    xref = PDFXRefStream()
    xref.fl1, xref.fl2, xref.fl3, xref.entlen, xref.data = 1, 2, 1, 4, bytes(40)
    xref.ranges = [(0, 4), (-1, 3), (7, 9), (20, 5)]
    bound(xref)
    assert xref.ranges == [(0, 4), (7, 6)]


def test_a_long_chain_of_tables_that_is_a_ring() -> None:
    data = paper([WORDS])
    body, tail = data[: data.rfind(b"xref\n0")], data[data.rfind(b"xref\n0") : data.rfind(b"startxref")]
    ring = tail.replace(b"/Root", b"/Prev %d/Root" % len(body))
    more = b"".join(b"%d 1\n0000000000 00000 f \n" % number for number in range(1000, 4000))
    ring = ring.replace(b"trailer", more + b"trailer")
    whole = body + ring + b"startxref\n%d\n%%%%EOF\n" % len(body)
    assert is_read(whole)
    assert "searched for" not in looks(read(whole))


@pytest.mark.parametrize("layers", [b"5 0 R", b"<</D<</OFF 5>>>>", b"<</D<</OFF(a)>>>>", b"<</D true>>", b"(a)"])
def test_an_object_that_cannot_be_read_is_null(layers: bytes) -> None:
    """The string among these has a number that is no character, and braces have no place in an object."""
    assert is_read(paper([WORDS], catalogue=b"/OCProperties " + layers, more={5: b"<</D(\\777){}>>"}))


@pytest.mark.parametrize("about", [b"/N " + BILLIONS, b"/N(a)", b"/N -1", b"/First " + BILLIONS, b"/Extends 161 0 R"])
def test_streams_of_objects_that_are_none(about: bytes) -> None:
    data = packed_file_of({**RICH, 100: b"<<>>"}).replace(b"/Type/ObjStm", b"/Type/ObjStm" + about + b"/X 0", 1)
    try:
        assert words(read(data)) is not None
    except QikanError as error:
        assert error.place == "issue.pdf"  # noqa: PT017


def test_a_file_without_a_line_costs_no_more_than_its_length() -> None:
    data = paper([WORDS])
    at = data.rfind(b"xref\n0")
    long = data[:at] + b"%" + b"a" * 20_000_000 + b"\n" + data[at:].replace(b"startxref\n", b"startxref\n00")
    started = time.process_time()
    assert is_read(long)
    assert time.process_time() - started < SECONDS


def _packed(body: bytes, first: int, heads: bytes = b"") -> bytes:
    about = b"/Type/ObjStm/N 1/First %d/Filter/FlateDecode" % first
    return b"%PDF-1.7\n" + heads + b"9 0 obj " + stream(zlib.compress(body, 1), about) + b"\nendobj\n"


def test_a_stream_of_objects_that_many_objects_begin_with_is_unpacked_a_few_times() -> None:
    heads = b"".join(b"%d 0 obj " % number for number in range(1000, 1250))
    with patience("packed", SECONDS):
        mended(_packed(b"9 0 " + b" " * 60_000_000, 4, heads))


def test_objects_that_are_all_the_same_bytes_are_not_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovering, "_LARGEST_PACK", 1 << 20)
    words = b"".join(b"%d 0 %d 300000 " % (number, number + 1) for number in range(100, 300, 2))
    assert len(mended(_packed(words + b" " * 300_000, len(words)))) < 2 << 20


def test_numbers_of_packed_objects_that_are_none() -> None:
    words = b"9" * 5_000 + b" " + b"9" * 5_000 + b" 7 0 "
    assert b"7 0 obj\n<</A 1>>" in mended(_packed(words + b"<</A 1>>", len(words)))


def test_a_long_chain_of_lengths() -> None:
    more = {number: b"<</Length %d 0 R>>stream\nBT ET\nendstream" % (number + 1) for number in range(100, 3000)}
    assert is_read(paper([WORDS], more=more, page_extra={0: b"/Contents[11 0 R 100 0 R]"}))


# Streams


def unpacked(data: bytes, *filters: str, **parameters: object) -> bytes:
    about = {"Filter": [LIT(name) for name in filters], "DecodeParms": parameters}
    with patience("stream", SECONDS):
        return Stream(about, data).get_data()


def test_filters_are_undone_one_after_the_other() -> None:
    data = zlib.compress(b"\x02\x01\x01\x02\x01\x01")
    assert unpacked(data.hex().encode() + b">", "ASCIIHexDecode", "FlateDecode") == b"\x02\x01\x01\x02\x01\x01"
    assert unpacked(data, "Fl", Predictor=12, Columns=2) == b"\x01\x01\x02\x02"
    assert unpacked(b"\x02abc\xff\x64\x80", "RunLengthDecode") == b"abcdd"
    assert unpacked(b'87cUR D]i,\t\n"Ebo80~>', "ASCII85Decode") == b"Hello World!"
    assert unpacked(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "LZWDecode") == b"-----A---B"


@pytest.mark.parametrize(
    ("data", "filters", "parameters"),
    [
        (b"", ("FlateDecode",) * 100_000, {}),
        (b"a" * 40_000_000, ("RunLengthDecode",), {}),
        (b"00", ("ASCIIHexDecode",), {"Predictor": 12, "Columns": 1 << 31}),
        (b"00", ("ASCIIHexDecode",), {"Predictor": 12, "Colors": 1 << 31}),
        (b"00", ("ASCIIHexDecode",), {"Predictor": 2, "Columns": -1}),
        (b"00", ("ASCIIHexDecode",), {"Predictor": 12, "BitsPerComponent": 0}),
        (b"00", ("ASCIIHexDecode",), {"Predictor": 3}),
        (b"00", ("Unknown",), {}),
        (b"00", ("CCITTFaxDecode",), {"Columns": 1 << 31}),
    ],
)
def test_streams_that_are_not_unpacked(data: bytes, filters: tuple[str, ...], parameters: dict[str, object]) -> None:
    with pytest.raises(UnpackingError):
        unpacked(data, *filters, **parameters)


def _lzw(count: int) -> bytes:
    """Codes of which each stands for one byte more than the last, and then the longest again and again."""
    bits, size, table, width = 0, 0, 258, 9
    for number in range(count):
        code = (256, 65)[number] if number < 2 else min(table, 4095)
        bits, size = bits << width | code, size + width
        if number >= 2:
            table += 1
            width = 9 + (table >= 511) + (table >= 1023) + (table >= 2047)
    return (bits << -size % 8).to_bytes((size + 7) // 8, "big")


def _bomb(window: int) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, window)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(8)) + packer.flush()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("LZWDecode", lambda: _lzw(8_000)),
        ("FlateDecode", lambda: _bomb(zlib.MAX_WBITS)),
        ("FlateDecode", lambda: b"\x79\x18" + _bomb(-zlib.MAX_WBITS)),
    ],
)
def test_bombs_are_not_unpacked(name: str, make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_LARGEST", 4 << 20)
    with pytest.raises(UnpackingError):
        unpacked(make(), name)


def test_noise_is_not_unpacked() -> None:
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    noise = b"ab" + packer.compress(b"BT") + packer.flush()
    assert unpacked(noise, "FlateDecode") == b""


def test_blanks_of_ascii85_cost_no_more_than_their_length() -> None:
    assert unpacked(b" " * 2_000_000 + b'87cURD]i,"Ebo80' + b"\n" * 2_000_000 + b"~>", "A85") == b"Hello World!"


def test_what_stands_before_the_damage_is_read_and_told() -> None:
    content = WORDS + b"".join(line("再", 60, 400 - number, 0.5) for number in range(300))
    whole = zlib.compress(content)
    for broken in (whole[: len(whole) // 2], whole[: len(whole) // 2] + b"\xff" * 50 + whole[len(whole) // 2 :]):
        data = paper([b""], more={11: stream(broken, b"/Filter/FlateDecode")})
        assert is_read(data)
        assert "damaged" in looks(read(data))
    other_sum = paper([b""], more={11: stream(whole[:-1] + b"\0", b"/Filter/FlateDecode")})
    assert is_read(other_sum)
    assert "damaged" not in looks(read(other_sum))


# Fonts


def test_widths_of_billions_of_codes() -> None:
    with patience("widths", SECONDS):
        assert cid_widths([1, [500, 600], 7, 9, 700, 0, 4294967295, 1, 20, [800]]) == {
            1: 500,
            2: 600,
            7: 700,
            8: 700,
            9: 700,
            20: 800,
        }
        assert len(cid_widths([0, 65535, 500] * 100_000)) == 65536
        assert vertical_widths([0, 4294967295, 1, 2, 3]) == []
        assert vertical_widths([0, 65535, 1, 2, 3] * 1_000) == []
        assert vertical_widths([1, 9, -500, 250, 800]) == [1, 9, -500, 250, 800]
        assert simple_widths([500, b"a", None, [[]]]) == [500, 0.0, 0.0, 0.0]


def test_a_font_whose_widths_are_a_bush() -> None:
    bush = {number: b"[%d 0 R %d 0 R]" % (number + 1, number + 1) for number in range(100, 160)}
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/A/Widths[100 0 R]/FontDescriptor<</FontBBox[100 0 R 0 0 0]>>>>"
    page = WORDS + b"BT /T 12 Tf 60 300 Td (A) Tj ET"
    assert is_read(paper([page], more={**bush, 5: font}).replace(b"/F 3 0 R", b"/F 3 0 R/T 5 0 R"))


def test_maps_of_billions_of_codes() -> None:
    with patience("map", SECONDS):
        assert read_to_unicode(b"1 beginbfrange <00000000> <FFFFFFFF> <4E00> endbfrange") is None
        many = read_to_unicode(b"beginbfrange " + b"<0000> <FFFF> <4E00> " * 50_000 + b"endbfrange")
        long = read_to_unicode(b"beginbfrange <0000> <FFFF> <" + b"4E00" * 10_000 + b"> endbfrange")
        odd = read_to_unicode(b"/A usecmap beginbfchar <> <> <41> <4E0> <42> <4E00> endbfchar")
    assert many is not None
    assert many.get_unichr(1) == "丁"
    assert long is None
    assert odd is not None
    assert odd.get_unichr(0x42) == "一"


@pytest.mark.parametrize(
    "subtable",
    [
        struct.pack(">HHII", 12, 0, 0, 0) + struct.pack(">IIII", 1, 0, 0xFFFFFFFF, 0),
        struct.pack(">HHHHHHH", 4, 0, 0, 2000, 0, 0, 0)
        + struct.pack(">1000H", *[0xFFFF] * 1000)
        + bytes(2)
        + bytes(3 * 2000),
        struct.pack(">HHH", 2, 0, 0)
        + struct.pack(">256H", *range(0, 2048, 8))
        + struct.pack(">HHhH", 0, 0xFFFF, 0, 0) * 256
        + bytes(1 << 18),
    ],
)
def test_tables_of_billions_of_characters(subtable: bytes) -> None:
    table = struct.pack(">HHHHL", 0, 1, 3, 1, 12) + subtable
    program = (
        b"\0\1\0\0" + struct.pack(">HHHH", 1, 0, 0, 0) + struct.pack(">4sLLL", b"cmap", 0, 28, len(table)) + table
    )
    with patience("table", SECONDS), pytest.raises(PDFFontError):
        CharacterTable("", io.BytesIO(program)).create_unicode_map()


def test_a_table_of_characters_is_read() -> None:
    groups = struct.pack(">HHII", 12, 0, 0, 0) + struct.pack(">IIII", 1, 0x4E00, 0x4E02, 7)
    table = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + groups
    program = (
        b"\0\1\0\0" + struct.pack(">HHHH", 1, 0, 0, 0) + struct.pack(">4sLLL", b"cmap", 0, 28, len(table)) + table
    )
    read_table = CharacterTable("", io.BytesIO(program)).create_unicode_map()
    assert [read_table.get_unichr(glyph) for glyph in (7, 8, 9)] == ["一", "丁", "丂"]


# Content


@pytest.mark.parametrize(
    "before",
    [
        b"9" * 400 + b" 0 0 1 0 0 cm ",
        (b"9" * 30 + b" 0 0 " + b"9" * 30 + b" 0 0 cm ") * 9,
        b"BT 1 0 0 1 " + b"9" * 400 + b" 0 Tm /F 12 Tf <4e004e00> Tj ET ",
        b"BT /F 12 Tf 60 500 Td [<4e00> -" + b"9" * 400 + b" <4e00>] TJ <4e00> Tj ET ",
        b"q BT /F " + b"9" * 400 + b" Tf 60 500 Td <4e004e00> Tj ET Q ",
        b"q BT /F % nan\n Tf 60 500 Td <4e004e00> Tj ET Q ",
        b"q BT /F 12 Tf % 1 0 0 1 60 500 nan inf\n Tm <4e004e00> Tj ET Q ",
        b"q BT /F 12 Tf 60 500 Td <4e00> Tj " + b"9" * 200 + b" Tz <4e00> Tj ET Q ",
        b"q BT /F 12 Tf 60 500 Td <4e00> Tj " + b"9" * 400 + b" Tz <4e004e00> Tj ET Q ",
        b"q " + (b"-" + b"9" * 30 + b" 0 0 " + b"9" * 30 + b" 0 0 cm ") * 13 + b"/I Do Q ",
        b"q BT /F 12 Tf 0 Tz 60 500 Td <4e00> Tj ET Q ",
        b"q BT /F 12 Tf " + b"9" * 400 + b" Tc 60 500 Td <4e00> Tj <4e00> Tj ET Q ",
        b"q BT /F 12 Tf " + b"9" * 400 + b" Ts 60 500 Td <4e00> Tj ET Q ",
        b"q BT /F 999999 Tf 60 -290000 Td <0020> Tj <0020> Tj ET Q " * 2,
        b"q " + b"9" * 400 + b" 0 0 1 0 0 re W n Q ",
        b"0 0 " + b"9" * 400 + b" -" + b"9" * 400 + b" re f ",
        b"q " + b"9" * 11 + b" 0 0 " + b"9" * 11 + b" 0 0 cm /I Do Q ",
    ],
)
def test_places_and_sizes_beyond_all_measure(before: bytes) -> None:
    picture = stream(b"\xff" * 100, b"/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8")
    assert is_read(paper([before + WORDS, WORDS], resources=b"/XObject<</I 5 0 R>>", more={5: picture}))


def test_text_beyond_all_measure_is_told() -> None:
    source = read(paper([WORDS + b"BT /F 12 Tf 1 0 0 1 " + b"9" * 400 + b" 0 Tm <4e004e00> Tj ET "]))
    assert "beyond all measure" in looks(source)


def test_type_larger_than_its_page_is_not_read_and_told() -> None:
    large = b"BT /F 50000 Tf 1 0 0 1 -24800 -14705 Tm <4e00> Tj ET "
    source = read(paper([large + WORDS]))
    assert "一" not in words(source)
    assert [note.before for note in source.notes if note.kind == "hidden text"] == ["一"]


def test_large_type_is_compared_with_its_second_strike_in_large_squares() -> None:
    places = [(x, y) for x in range(0, 14_400, 1_440) for y in range(0, 14_400, 1_440)]
    large = b"".join(line("一", x - 7_000, y - 4_000, 14_000) for x, y in places)
    assert read(paper([large], width=14_400, height=14_400)).pages == 1


def test_forms_that_are_a_bush() -> None:
    """Ten times ten times … forms: what is drawn is cut, what stands before it is read."""
    about = b"/Type/XObject/Subtype/Form/Resources<</XObject<</X %d 0 R>>>>"
    forms = {number: stream(b"/X Do " * 1_000 + b"0 g " * 20_000, about % (number + 1)) for number in range(100, 112)}
    source = read(paper([WORDS + b"/X Do " * 1_000], resources=b"/XObject<</X 100 0 R>>", more=forms))
    assert "药品" in words(source)


def test_more_pictures_than_a_page_can_have() -> None:
    picture = stream(b"\xff" * 100, b"/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8")
    page = WORDS + b"q 10 0 0 10 60 60 cm " + b"/I Do " * 50_000 + b"Q"
    source = read(paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: picture}))
    assert "too many" in looks(source)


def test_a_jpeg_that_is_none_is_not_handed_on() -> None:
    picture = stream(b"<script>alert(1)</script>" * 9, b"/Subtype/Image/Width 200/Height 150/Filter/DCTDecode")
    page = WORDS + b"q 200 0 0 150 60 200 cm /I Do Q"
    source = read(paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: picture}))
    assert not any(b"script" in passage.picture.data for passage in source.passages if passage.picture)


@pytest.mark.parametrize("sides", [(b"1", b"60000000"), (b"60000000", b"1"), (b"100000", b"100000")])
@pytest.mark.parametrize(
    "about", [b"/BitsPerComponent 2", b"/BitsPerComponent 8/DecodeParms<</Predictor 15/Columns 1>>"]
)
def test_pictures_larger_than_their_data(sides: tuple[bytes, bytes], about: bytes) -> None:
    width, height = sides
    about += b"/Subtype/Image/ColorSpace/DeviceGray/Filter/FlateDecode/Width " + width + b"/Height " + height
    page = WORDS + b"q 200 0 0 150 60 200 cm /I Do Q"
    started = time.process_time()
    assert is_read(paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: stream(zlib.compress(b"\0"), about)}))
    assert time.process_time() - started < SECONDS


# Ciphers


@pytest.mark.parametrize("value", [b"0", b"-1", b"(a)", b"/Name", b"[]", b"<<>>", b"9999999999999", b"<</StdCF<<>>>>"])
@pytest.mark.parametrize("key", [b"V", b"R", b"P", b"O", b"U", b"OE", b"UE", b"Length", b"CF", b"StmF", b"Filter"])
def test_a_file_encrypted_in_no_way_is_told(key: bytes, value: bytes) -> None:
    for version in (b"/V 1/R 2", b"/V 4/R 4/CF<<>>/StmF/Identity/StrF/Identity", b"/V 5/R 6/OE()/UE()/CF<<>>"):
        entries = (
            b"/Filter/Standard"
            + version
            + b"/P -4/O("
            + b"o" * 2_000
            + b")/U("
            + b"u" * 32
            + b")/"
            + key
            + b" "
            + value
        )
        try:
            read(paper([WORDS], trailer=b"/Encrypt<<" + entries + b">>/ID[(a)(b)]"))
        except QikanError as error:
            assert error.place == "issue.pdf"  # noqa: PT017
            assert len(str(error)) < 600  # noqa: PT017
