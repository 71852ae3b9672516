"""Links and words of a source that were made to hurt: nothing of them but words gets into the archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import markdown
from generator.errors import QikanError
from generator.importing import import_file
from generator.importing.links import with_safe_links
from generator.importing.pdf import read_pdf
from generator.model import issue_texts
from generator.targets import SAFE_SCHEMES, unsafe_scheme
from tests.importing.digest import Piece, digest
from tests.importing.pdf.papers import column, hexed, paper
from tests.trust.payloads import PAYLOADS, SCRIPTS

UNSAFE = tuple(target for target in SCRIPTS if unsafe_scheme(target))


def pdf_string(text: str) -> bytes:
    return hexed("\ufeff" + text)


def annotated(address: str) -> bytes:
    """Return a PDF with an address under its words, in its outline, its metadata and its actions."""
    words = pdf_string(address)
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 420 595]/A<</S/URI/URI" + words + b">>>>"
    script = b"<</S/JavaScript/JS" + words + b">>"
    more = {
        6: b"<</First 7 0 R/Last 7 0 R/Count 1>>",
        7: b"<</Title" + words + b"/Parent 6 0 R/A<</S/URI/URI" + words + b">>>>",
        8: b"<</Title" + words + b"/Author" + words + b"/Subject" + words + b">>",
    }
    return paper(
        [column(["\u3000\u3000药品说明书是用药的依据。"])],
        page_extra={0: b"/Annots[" + link + b"]/AA<</O" + script + b">>"},
        catalogue=b"/Outlines 6 0 R/OpenAction" + script,
        more=more,
        trailer=b"/Info 8 0 R",
    )


@pytest.mark.parametrize("target", SCRIPTS)
def test_an_unsafe_link_loses_its_address_and_is_told(tmp_path: Path, target: str) -> None:
    path = tmp_path / "issue.txt"
    path.write_text(digest(Piece("家庭药箱", f"看[这里]({target})就好。\n\n甲\t[乙]({target})")), encoding="utf-8")
    imported = import_file(path)
    assert "这里" in "".join(text.plain for text in issue_texts(imported.issue))
    for text in issue_texts(imported.issue):
        assert not any(unsafe_scheme(mark.target) for mark in text.marks)
    told = {entry.before for entry in imported.report.entries if entry.kind == "unsafe link"}
    if target.isascii() and not set(target) & set(" ()\t\\"):  # others are no link of a transcript
        assert told == ({target} if unsafe_scheme(target) else set())
    assert markdown.read(markdown.write(imported.issue)) == imported.issue


@pytest.mark.parametrize("target", SCRIPTS)
def test_an_unsafe_address_in_a_pdf_goes_nowhere(target: str) -> None:
    source = with_safe_links(read_pdf(annotated(target), "issue.pdf"))
    for passage in source.passages:
        assert not any(unsafe_scheme(mark.target) for mark in passage.text.marks)
        assert not any(unsafe_scheme(link.url) for link in passage.links)
    assert "药品说明书" in "".join(passage.text.plain for passage in source.passages)
    assert not any(target in passage.text.plain for passage in source.passages)


@pytest.mark.parametrize("words", PAYLOADS)
def test_words_in_the_metadata_of_a_pdf_stay_there(words: str) -> None:
    source = read_pdf(annotated(words), "issue.pdf")
    assert "".join(passage.text.plain for passage in source.passages) == "药品说明书是用药的依据。"
    assert source.notes == ()


def test_the_list_of_schemes_is_short() -> None:
    assert {"http", "https", "mailto", "tel"} == SAFE_SCHEMES
    assert len(UNSAFE) > 30
    for safe in (
        "#p7",
        "a.html",
        "../b/c.pdf",
        "https://a.cn/b:c",
        "mailto:a@b.cn",
        "./a:b",
        "甲：乙",
        "?a:b",
        "//a.cn",
    ):
        assert unsafe_scheme(safe) == ""


@pytest.mark.parametrize("target", UNSAFE)
def test_a_content_file_with_an_unsafe_link_is_refused(target: str) -> None:
    from tests.markdown.test_by_hand import HEAD

    refused = 0
    for dress in (f"[词](<{target}>)", f'甲<a href="{target}">词</a>'):
        try:
            issue = markdown.read(HEAD + dress + "\n")
        except QikanError:
            refused += 1
        else:  # a backslash or a quotation mark has made other words of it
            assert not any(unsafe_scheme(mark.target) for text in issue_texts(issue) for mark in text.marks)
    assert refused or "\\" in target
