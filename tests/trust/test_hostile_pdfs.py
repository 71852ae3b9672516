"""A PDF that was made to hurt ends in what can be read of it, or in a message, and soon."""

from __future__ import annotations

import os
import time
import zlib

import pytest
from pdfminer.pdfdocument import PDFXRefStream

from generator.building.patience import patience
from generator.errors import QikanError
from generator.importing.pdf import read_pdf
from generator.importing.pdf.file import recovering
from generator.importing.pdf.file.careful import bound
from generator.importing.pdf.file.recovering import mended
from generator.importing.structure import parse
from generator.markdown import read as read_markdown
from generator.markdown import write
from tests.importing.pdf.papers import file_of, line, paper, stream
from tests.trust.hostile_pdfs import RICH, WORDS, hostile_objects, packed_file_of
from tests.trust.patient import BILLIONS, SECONDS, is_read, looks, read, words

LONG = os.environ.get("QIKAN_TRUST") == "long"
EACH = 1 if LONG else 23
"""One file in so many is tried; the number shares no factor with that of values, so that each value is."""


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
