"""Streams and fonts of a PDF that were made to hurt are unpacked and read within limits."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from pdfminer.pdffont import PDFFontError
from pdfminer.psparser import LIT

from generator.building.patience import patience
from generator.importing.pdf.file import unpacking
from generator.importing.pdf.file.unpacking import Stream, UnpackingError
from generator.importing.pdf.fonts.character_tables import CharacterTable
from generator.importing.pdf.fonts.glyph_widths import cid_widths, simple_widths, vertical_widths
from generator.importing.pdf.fonts.unicode_maps import read_to_unicode
from tests.importing.pdf.papers import line, paper, stream
from tests.trust.hostile_pdfs import WORDS
from tests.trust.patient import SECONDS, is_read, looks, read


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
