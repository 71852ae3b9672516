"""Files that are broken, closed or made to hurt end in a message or in what can be read of them."""

from __future__ import annotations

import os
import time
import zlib
from pathlib import Path

import pytest

from generator.errors import QikanError
from generator.importing.passage import Source
from generator.importing.pdf import read_pdf
from generator.importing.worker import run_limited

from .papers import column, file_of, line, paper, stream

CLOSED = Path(__file__).parents[2] / "pdfs" / "closed.pdf"
WORDS = column(["\u3000\u3000药品说明书是用药的依据，", "请先读完它再用药。"])


def words(source: Source) -> str:
    return "".join(passage.text.plain for passage in source.passages)


def looks(source: Source) -> str:
    return " ".join(f"{note.kind}: {note.reason}" for note in source.notes if note.severity == "look")


def read(data: bytes) -> Source:
    return read_pdf(data, "issue.pdf")


def within_limits(data: bytes) -> Source:
    return run_limited(read_pdf, data, "issue.pdf", place="issue.pdf", seconds=20.0, megabytes=300)


@pytest.mark.parametrize("data", [b"", b"no pdf at all", b"\0" * 4096, b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(QikanError, match="issue.pdf"):
        read(data)


def test_a_closed_file_asks_for_its_password() -> None:
    data = CLOSED.read_bytes()
    with pytest.raises(QikanError, match="needs a password.*--password"):
        read_pdf(data, "issue.pdf")
    with pytest.raises(QikanError, match="password is wrong"):
        read_pdf(data, "issue.pdf", password="guess")
    assert "gated" in words(read_pdf(data, "issue.pdf", password="open"))


def test_a_scan_needs_ocr_first() -> None:
    picture = stream(
        b"\xff" * 100, b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    scan = b"q 420 0 0 595 0 0 cm /I Do Q"
    images = b"/XObject<</I 5 0 R>>"
    with pytest.raises(QikanError, match=r"pages 1–3\).*OCR"):
        read(paper([scan] * 3, resources=images, more={5: picture}))
    mixed = read(paper([WORDS, scan, scan], resources=images, more={5: picture}))
    assert "pages 2–3 of the file are pictures without text" in looks(mixed)


def test_the_hidden_layer_of_an_ocr_run_is_read_and_told() -> None:
    picture = stream(
        b"\xff" * 100, b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    page = b"q 420 0 0 595 0 0 cm /I Do Q 3 Tr " + WORDS
    source = read(paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: picture}))
    assert words(source) == "药品说明书是用药的依据，请先读完它再用药。"
    assert "hidden layer made by OCR" in looks(source)


def test_an_empty_paper_has_no_text() -> None:
    with pytest.raises(QikanError, match="no page has any text"):
        read(paper([b""]))


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes() -> None:
    data = paper([column([f"\u3000\u3000第{number}页的药品说明书。"]) for number in "甲乙丙"])
    source = read(data[: data.rfind(b"xref\n")])
    assert words(source) == "第甲页的药品说明书。第乙页的药品说明书。第丙页的药品说明书。"
    assert "cut off" in looks(source)


def test_a_cross_reference_table_that_leads_nowhere() -> None:
    data = paper([WORDS])
    broken = data[: data.rfind(b"startxref")] + b"startxref\n99999999\n%%EOF\n"
    assert words(read(broken)).startswith("药品")
    shifted = data.replace(b"%PDF-1.7\n", b"%PDF-1.7\n" + b"% moved by an editor\n" * 20)
    assert words(read(shifted)).startswith("药品")


def test_a_file_with_packed_objects_is_read_without_its_table() -> None:
    data = (CLOSED.parent / "weasyprint-columns.pdf").read_bytes()
    without = (
        data[: data.rfind(b"startxref")].replace(b"/Type /XRef", b"/Type /Lost").replace(b"/Type/XRef", b"/Type/Lost")
    )
    source, whole = read(without), read(data)
    assert (source.pages, words(source)) == (whole.pages, words(whole))
    assert "objects were searched for" in looks(source)


def test_tables_that_name_each_other_as_the_one_before() -> None:
    data = paper([WORDS])
    start = data.rfind(b"xref\n0")
    looped = data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)
    source = within_limits(looped)
    assert words(source).startswith("药品")


def test_a_page_tree_in_a_circle_ends() -> None:
    data = paper([WORDS]).replace(b"/Kids[10 0 R]/Count 1", b"/Kids[2 0 R 10 0 R]/Count 9")
    assert words(within_limits(data)).startswith("药品")


def test_forms_in_a_circle_end() -> None:
    form = stream(
        b"/X Do " + line("内", 100, 100),
        b"/Type/XObject/Subtype/Form/BBox[0 0 400 400]/Resources<</Font<</F 3 0 R>>/XObject<</X 5 0 R>>>>",
    )
    source = within_limits(paper([WORDS + b" /X Do"], resources=b"/XObject<</X 5 0 R>>", more={5: form}))
    assert words(source).count("内") == 1


TITLE = line("先看一看名称", 160, 300, 16) + line("再看一看用法", 160, 250, 16)
"""A title on two lines, which only an outline knows to be one."""
ENTRY = b"/Title<FEFF" + "先看一看名称 再看一看用法".encode("utf-16-be").hex().encode() + b">"


def test_an_outline_in_a_circle_ends() -> None:
    more = {
        5: b"<</First 6 0 R/Last 6 0 R/Count 2>>",
        6: b"<</Title(one)/Parent 5 0 R/Next 7 0 R/Dest[10 0 R/XYZ 0 500 0]>>",
        7: b"<<" + ENTRY + b"/Parent 5 0 R/Next 6 0 R/First 5 0 R>>",
    }
    source = within_limits(paper([WORDS + TITLE], catalogue=b"/Outlines 5 0 R", more=more))
    assert "先看一看名称再看一看用法" in [passage.text.plain for passage in source.passages]


def test_a_long_outline_is_no_tower() -> None:
    more = {5: b"<</First 100 0 R/Last 2999 0 R/Count 2900>>"}
    for number in range(100, 3000):
        title = ENTRY if number == 2999 else b"/Title(%d)" % number
        more[number] = b"<<" + title + b"/Parent 5 0 R/Next %d 0 R/Dest[10 0 R/Fit]>>" % (number + 1)
    source = read(paper([WORDS + TITLE], catalogue=b"/Outlines 5 0 R", more=more))
    assert "先看一看名称再看一看用法" in [passage.text.plain for passage in source.passages]


def test_a_stream_that_unpacks_to_gigabytes_ends_within_the_limits() -> None:
    packer = zlib.compressobj(1)
    bomb = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(400)) + packer.flush()
    more = {11: b"<</Length %d/Filter/FlateDecode>>stream\n" % len(bomb) + bomb + b"\nendstream"}
    data = paper([b"", WORDS], more=more)
    source = run_limited(read_pdf, data, "issue.pdf", seconds=20.0, megabytes=150)
    assert words(source).startswith("药品")
    assert "could not be unpacked" in looks(source)


def test_a_page_of_nothing_but_graphics_states_ends() -> None:
    source = within_limits(paper([b"q " * 400_000 + WORDS]))
    assert words(source).startswith("药品")


def test_strings_that_never_close_cost_no_more_than_their_length() -> None:
    started = time.monotonic()
    with pytest.raises(QikanError):
        within_limits(paper([b"(" * 60_000 + b"[" * 60_000 + b"<<" * 60_000]))
    assert time.monotonic() - started < 20


def test_a_page_as_large_as_a_town_is_read_as_a_page() -> None:
    data = paper([WORDS]).replace(b"/MediaBox[0 0 420 595]", b"/MediaBox[0 0 9e9 9e9]")
    source = within_limits(data)
    assert words(source).startswith("药品")


def test_a_font_without_meaning_is_told_with_its_page() -> None:
    descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/None/DW 1000/CIDSystemInfo"
    descendant += b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H/DescendantFonts[" + descendant + b"]>>"
    page = WORDS + b"BT /U 12 Tf 1 0 0 1 60 300 Tm <000100020003> Tj ET"
    data = paper([page], more={5: font}).replace(b"/F 3 0 R", b"/F 3 0 R/U 5 0 R")
    source = read(data)
    notes = [note for note in source.notes if note.kind == "unreadable characters"]
    assert [(note.page, note.severity) for note in notes] == [(1, "look")]
    assert "3 characters" in notes[0].reason


def test_scripts_and_attached_files_are_ignored() -> None:
    catalogue = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    catalogue += b"/Names<</EmbeddedFiles<</Names[(../../evil.sh)<</EF<<>>>>]>>>>"
    source = read(paper([WORDS], catalogue=catalogue))
    assert "alert" not in repr(source)
    assert "evil" not in repr(source)


def test_pictures_are_named_by_their_place_alone() -> None:
    picture = stream(
        b"\x80" * 30_000,
        b"/Type/XObject/Subtype/Image/Width 200/Height 150/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    page = WORDS + b"q 200 0 0 150 60 200 cm /..#2f..#2fevil Do Q"
    source = read(paper([page], resources=b"/XObject<</..#2f..#2fevil 5 0 R>>", more={5: picture}))
    assert [passage.picture.name for passage in source.passages if passage.picture] == ["p1-1.png"]


def test_a_file_of_numbers_without_a_page() -> None:
    with pytest.raises(QikanError, match="no page can be read|no page has any text"):
        read(file_of({1: b"<</Type/Catalog>>"}))


def test_a_worker_that_takes_too_long_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(QikanError, match=r"issue\.pdf: .*longer than 0\.3 seconds"):
        run_limited(time.sleep, 60, place="issue.pdf", seconds=0.3)
    assert time.monotonic() - started < 5


def _greedy(size: int) -> int:
    return len(bytes(size))


def test_a_worker_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(QikanError, match="more than 50 MB of memory"):
        run_limited(_greedy, 500_000_000, megabytes=50)
    assert run_limited(_greedy, 1000, megabytes=50) == 1000


def test_a_worker_that_crashes_is_told() -> None:
    with pytest.raises(QikanError, match="crashed"):
        run_limited(os._exit, 3, place="issue.pdf")


def _refuse() -> None:
    raise QikanError("the file is odd", place="issue.pdf:7", remedy="Mend it.")


def test_a_worker_hands_on_what_the_function_raises() -> None:
    with pytest.raises(QikanError, match=r"issue\.pdf:7: the file is odd\. Mend it\."):
        run_limited(_refuse)
