"""What is read quickly is what pdfminer.six reads slowly: values, strings, and text in every way of showing it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.ascii85 import ascii85decode
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFStreamParser
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import PSLiteral

from generator.importing.pdf.drawing.interpreting import Interpreter, resources_of
from generator.importing.pdf.drawing.pages import to_page
from generator.importing.pdf.elements import Page
from generator.importing.pdf.file import lexing
from generator.importing.pdf.file.ascii85 import decode_ascii85
from generator.importing.pdf.file.objects import OddObjectError, Values
from generator.importing.pdf.file.opening import content_of, open_document
from generator.importing.pdf.fonts.faces import Faces

from .papers import hexed, paper, stream

WORDS = "用药先读说明书"


# Values

NAMES = st.sampled_from([b"/Type", b"/K", b"/S#20A", b"/Fran#e7ais", b"/"])
NUMBERS = st.sampled_from([b"0", b"-7", b"+3", b"12.50", b".5", b"-.25", b"4.", b"00012"])
STRINGS = st.sampled_from([b"(a (b) c)", rb"(\(\051\\\n)", b"()", b"<FEFF9875>", b"<61 62>", b"<>"])
ATOMS = st.one_of(NAMES, NUMBERS, STRINGS, st.sampled_from([b"true", b"false", b"5 0 R", b"12 3 R"]))
BLANKS = st.sampled_from([b" ", b"\n", b"\r\n", b"\t ", b" % a comment\n"])


def _array(inner: list[tuple[bytes, bytes]]) -> bytes:
    return b"[" + b"".join(value + blank for value, blank in inner) + b"]"


def _dictionary(inner: list[tuple[bytes, bytes]]) -> bytes:
    return b"<<" + b"".join(b"/N%d " % key + value + blank for key, (value, blank) in enumerate(inner)) + b">>"


VALUES = st.recursive(
    ATOMS, lambda inner: st.lists(st.tuples(inner, BLANKS), max_size=5).map(_array)
    | st.lists(st.tuples(inner, BLANKS), max_size=5).map(_dictionary), max_leaves=20,
)  # fmt: skip


def plain(value: Any) -> Any:
    """A value in a form that can be compared."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, PDFObjRef):
        return ("reference", value.objid)
    return ("name", value.name) if isinstance(value, PSLiteral) else value


@given(st.lists(st.tuples(VALUES, BLANKS), max_size=6))
def test_values_are_those_that_pdfminer_reads(written: list[tuple[bytes, bytes]]) -> None:
    data = _array(written)
    document: Any = object()
    slow = PDFStreamParser(data)
    slow.set_document(document)
    assert plain(Values(document).read(data)) == plain([slow.nextobject()[1]])


@pytest.mark.parametrize(
    "data", [b"<</A 1", b"[1 2>>", b"]", b"<</A>>", b"(open", b"<</A 1>> endless", b"1 R", b"[1.5 0 R]"]
)
def test_what_is_not_plain_is_left_to_pdfminer(data: bytes) -> None:
    document: Any = object()
    with pytest.raises(OddObjectError):
        Values(document).read(data)


# Strings

ESCAPES = {
    0x0A: b"\\n",
    0x0D: b"\\r",
    0x09: b"\\t",
    0x08: b"\\b",
    0x0C: b"\\f",
    0x28: b"\\(",
    0x29: b"\\)",
    0x5C: b"\\\\",
}


def _ways(byte: int) -> list[bytes]:
    ways = [b"\\%03o" % byte]
    if byte in ESCAPES:
        ways.append(ESCAPES[byte])
    if byte not in b"()\\\r\n":
        ways.append(bytes([byte]))
    if byte not in b"()\\\r\n01234567nrtbf":
        ways.append(b"\\" + bytes([byte]))  # a backslash before any other character is nothing
    return ways


CHARACTERS = st.integers(0, 255).flatmap(lambda byte: st.tuples(st.just(byte), st.sampled_from(_ways(byte))))


@given(st.lists(CHARACTERS, max_size=30))
def test_a_string_is_what_its_escapes_say(characters: list[tuple[int, bytes]]) -> None:
    written = b"(" + b"\\\n".join(way for _, way in characters) + b")"
    assert lexing.string(written) == bytes(byte for byte, _ in characters)


# Filters

FIGURES = st.one_of(
    st.binary(max_size=40).map(base64.a85encode),
    st.lists(st.sampled_from([b"z", b"!!!!!", b"87cUR", b"s8W-!", b"uuuuu", b"v", b"D", b"~", b"<~", b" \n"])).map(
        b"".join
    ),
)


def _outcome(decode: Callable[[bytes], bytes], figures: bytes) -> bytes | None:
    try:
        return decode(figures)
    except ValueError:
        return None


@given(FIGURES, st.sampled_from([b"", b"<~", b"~"]), st.sampled_from([b"", b"~", b"~>"]))
def test_figures_of_85_are_the_bytes_that_pdfminer_reads(figures: bytes, before: bytes, after: bytes) -> None:
    whole = before + figures + after
    assert _outcome(decode_ascii85, whole) == _outcome(ascii85decode, b"".join(whole.split()))


# Text


def drawn(data: bytes) -> Page:
    """The first page of a file, as its content stream draws it."""
    leaf = open_document(data, "page.pdf").leaves[0]
    page = Page(0, leaf.box[2], leaf.box[3])
    Interpreter(page, to_page(leaf), Faces(), frozenset()).run(content_of(leaf, []), resources_of(leaf.resources))
    return page


def places(page: Page) -> list[tuple[str, float, float]]:
    """Each character of a page in drawing order, with its place from the left and from the top."""
    found = [(char, x, run.y) for run in page.runs for char, x in zip(run.text, run.xs, strict=True)]
    return [(char, round(x, 4), round(y, 4)) for char, x, y in found]


def _glyphs(join: bytes) -> bytes:
    return join.join(hexed(char) for char in WORDS)


@pytest.mark.parametrize(
    "shown",
    [
        hexed(WORDS) + b" Tj",
        b"[" + hexed(WORDS) + b"] TJ",
        b"[" + _glyphs(b" ") + b"] TJ",
        b"[" + _glyphs(b"<>0") + b"] TJ",
        b"[(\\165\\050)" + hexed(WORDS[1:]) + b"] TJ",
        b"(\\165\\050) Tj 12 0 Td " + hexed(WORDS[1:]) + b" Tj",
        _glyphs(b" Tj 12 0 Td ") + b" Tj",
        _glyphs(b" Tj ") + b" Tj",
        _glyphs(b" Tj /F 12 Tf ") + b" Tj",
        b"12 0 0 12 60 400 Tm /F 1 Tf " + hexed(WORDS) + b" Tj",
        b"ET 0.5 0 0 0.5 30 200 cm BT 2 0 0 2 60 400 Tm " + hexed(WORDS) + b" Tj",
        b"20 TL T* 0 20 Td " + hexed(WORDS) + b" Tj",
        b"0 0 " + hexed(WORDS) + b'"',
    ],
)
def test_a_line_is_one_run_however_it_is_shown(shown: bytes) -> None:
    page = drawn(paper([b"BT /F 12 Tf 1 0 0 1 60 400 Tm " + shown + b" ET"]))
    assert [run.text for run in page.runs] == [WORDS]
    assert places(page) == [(char, 60.0 + 12 * index, 195.0) for index, char in enumerate(WORDS)]


@pytest.mark.parametrize("shown", [b"[%s -900 %s] TJ", b"%s Tj 22.8 0 Td %s Tj"])
def test_a_jump_inside_a_line_parts_it(shown: bytes) -> None:
    page = drawn(paper([b"BT /F 12 Tf 60 400 Td " + shown % (hexed("甲"), hexed("乙")) + b" ET"]))
    assert [(run.text, round(run.x0, 3)) for run in page.runs] == [("甲", 60.0), ("乙", 82.8)]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (b"6 Tc", [("甲", 60.0, 195.0), (" ", 78.0, 195.0), ("乙", 96.0, 195.0)]),
        (b"5 Ts", [("甲", 60.0, 190.0), (" ", 72.0, 190.0), ("乙", 84.0, 190.0)]),
        (b"50 Tz", [("甲", 60.0, 195.0), (" ", 66.0, 195.0), ("乙", 72.0, 195.0)]),
        (b"9 Tw", [("甲", 60.0, 195.0), (" ", 72.0, 195.0), ("乙", 84.0, 195.0)]),  # for single bytes alone
    ],
)
def test_the_text_state_moves_characters(state: bytes, found: list[tuple[str, float, float]]) -> None:
    whole = b"BT /F 12 Tf 60 400 Td " + state + b" " + hexed("甲 乙") + b" Tj ET"
    parted = b"BT /F 12 Tf 60 400 Td " + state + b" [" + hexed("甲") + b" " + hexed(" 乙") + b"] TJ ET"
    assert places(drawn(paper([whole]))) == places(drawn(paper([parted]))) == found


OPERATORS = st.sampled_from([
    b"80 Tz", b"100 Tz", b"15 TL", b"/F 9 Tf", b"/B 12 Tf", b"/F 12 Tf",
    b"12 0 Td", b"-24 -30 Td", b"5 -18 TD", b"T*", b"1 0 0 1 80 900 Tm", b"1.5 0 0 1.5 90.25 910 Tm",
    hexed("药") + b" Tj", hexed("说明") + b" Tj", hexed("问") + b" '",
    b"[" + hexed("先") + b"-250" + hexed("读书") + b"40 <>]TJ", b"[]TJ",
    b"ET q 1 0 0 1 7 11 cm BT 900 1000 Td", b"ET Q BT 950 1000 Td",
])  # fmt: skip


@given(st.lists(OPERATORS, max_size=25))
def test_every_character_stands_where_pdfminer_has_it(operators: list[bytes]) -> None:
    data = paper([b"BT /F 12 Tf 900 2000 Td " + b"\n".join(operators) + b" ET"], width=4000, height=4000)
    ours, theirs = places(drawn(data)), _theirs(data)
    assert [char for char, _, _ in ours] == [char for char, _, _ in theirs]
    assert [x for _, x, _ in ours] == pytest.approx([x for _, x, _ in theirs], abs=0.001)
    assert [y for _, _, y in ours] == pytest.approx([y for _, _, y in theirs], abs=0.001)


def _theirs(data: bytes) -> list[tuple[str, float, float]]:
    document = open_document(data, "page.pdf")
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    (page,) = PDFPage.create_pages(document.pdf)
    PDFPageInterpreter(manager, device).process_page(page)
    found = [char for char in device.get_result() if isinstance(char, LTChar)]
    return [(char.get_text(), char.matrix[4], 4000 - char.matrix[5]) for char in found]


# Fonts

TYPE_1 = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding/ToUnicode 31 0 R>>"
SILENT = b"begincmap 1 beginbfchar <41> <7532> endbfchar endcmap"


def test_a_code_that_the_unicode_map_leaves_out_is_read_by_the_encoding() -> None:
    content = b"BT /T 12 Tf 60 400 Td (A\\223B\\224) Tj ET"
    data = paper([content], resources=b"", more={3: TYPE_1, 31: stream(SILENT)}).replace(b"/T 12", b"/F 12")
    assert [run.text for run in drawn(data).runs] == ["甲“B”"]
