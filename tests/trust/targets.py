"""What is fuzzed: the readers of transcripts, content files, contents, and PDFs: pages, files, objects."""

from __future__ import annotations

import re

from generator.importing.passage import Passage
from generator.importing.pdf import read_pdf
from generator.importing.structure import parse
from generator.importing.structure.contents.printed_titles import PrintedTitles
from generator.importing.structure.contents.reading import read_contents
from generator.importing.transcript import read_transcript
from generator.markdown import read, write
from generator.model import Issue
from tests.importing.digest import BACK, BODY_HEAD, CONTENTS_HEAD, COVER, Piece, digest, paragraph
from tests.importing.pdf.papers import column, file_of, line, paper
from tests.markdown.strategies import SNIPPETS
from tests.markdown.test_any_file import PARTS
from tests.markdown.test_by_hand import HEAD
from tests.trust.guided import Target
from tests.trust.hostile_pdfs import DIGEST, RICH, VALUES, WORDS, packed_file_of
from tests.trust.hostile_transcripts import IN_AN_ARTICLE, IN_THE_CONTENTS

_SIGNS = (
    "▶ ▣ • · 【提要】 来源： 图1 表2 资料来源 一、 （二） 1. 2.1 ① ● Q："
    " ？ ！ ： 2024年第11期 第II期 <sup> </sup> <宁夏> \\ ** ***"
)
_TRANSCRIPT_WORDS = (
    *IN_AN_ARTICLE.values(),
    *IN_THE_CONTENTS.values(),
    *(COVER, CONTENTS_HEAD, BODY_HEAD, BACK, "(2024.03.11-2024.03.17)", "2025年1月6日", "——第 7 页", "（来源：甲）"),
    *("\n", "\n\n", "\t", "# ", "#### ", "- ", "\x0c", "\u3000"),
    *_SIGNS.split(),
)
_TRANSCRIPTS = (
    digest(
        Piece("家庭药箱的整理", f"一、先看日期\n\n{paragraph(3)}\n\n- 甲\n- 乙\n\n表1 温度\n药\t度\n阴凉\t20\n"),
        Piece("药柜", "图1 药柜\n\n问：为什么？\n\n答：<sup>2</sup>**甲**。\n\n1. 甲\n2. 乙", page=8, section="科普"),
        colophon="版权信息\n\nhttp://a.cn",
    ),
    digest(Piece("题", "（一）甲。\n\n（二）乙：\n\n丙。\n\n资料来源：甲", summary="", source="")),
)
_CONTENTS = (
    *(IN_THE_CONTENTS.values()),
    "▶ [家庭药箱](#)[的整理](#)\n\n（来源：样刊）\n\n——第 7 页\n\n【提要】甲。\n\n乙。",
    "### • 用药 •\n\n▣ 甲（来源：乙\n丙）—17 页\n\n阅读提醒",
)
_PAGES = (
    column(["\u3000\u3000药品说明书是用药的依据，", "请先读完它再用药。"]).decode("latin-1"),
    (line("一、题", 150, 540, 16, "B") + column(["甲乙丙丁", "戊己庚辛"])).decode("latin-1"),
    "0 0 m 400 0 l S 60 500 300 20 re S 60 480 300 20 re S 160 480 m 160 520 l S "
    + (line("甲", 70, 505) + line("乙", 170, 505) + line("丙", 70, 485) + line("丁", 170, 485)).decode("latin-1"),
)
_FILES = (
    *(paper([page.encode("latin-1")]).decode("latin-1") for page in _PAGES),
    paper([DIGEST + WORDS]).decode("latin-1"),
    packed_file_of({number: body for number, body in RICH.items() if number < 14}).decode("latin-1"),
)
_CONTENT_FILES = (HEAD + "甲\n", HEAD + "".join(PARTS[-12:]), HEAD + "- 甲\n\n  > 乙\n")
_OPERATORS = (
    "BT ET Tj TJ Tf Tm Td TD T* Tc Tw Tz TL Tr Ts ' \" q Q cm m l c re h S s f F f* B b n W W* w d g G rg k cs sc gs"
    " Do BI ID EI BMC BDC EMC /F /B /X /Artifact << >> [ ] < > ( ) % true 0 1 -1 12 0.001 1e9 -99999999999 2147483648"
    " . - + nan <4e2d> <d800> <> <f"
)
_OPERANDS = (
    "9" * 60,
    "/MCID 0",
    "1 0 0 1 60 500 Tm",
    "0 0 0 0 0 0 cm",
    "1 0 0 -1 0 595 cm",
    "0 Tz",
    "3 Tr",
    " ",
    "\n",
)
_PAGE_WORDS = (*_OPERATORS.split(), *_OPERANDS)
_KEYS = (
    "obj endobj stream endstream xref trailer startxref /Kids /Type /Pages /Count /Length /Filter /FlateDecode"
    " /LZWDecode /ASCII85Decode /Root /Prev /Contents /MediaBox /Annots /Outlines /Encrypt /ObjStm /StructTreeRoot"
    " /PageLabels"
)
_FILE_WORDS = (*_PAGE_WORDS, *_KEYS.split(), " 0 R", "/Rotate 90", "/Parent 2 0 R")
_OBJECT_WORDS = (
    *(value.decode("latin-1") for value in VALUES),
    *(f"{number} 0 R" for number in RICH),
    *dict.fromkeys(key.decode() for body in RICH.values() for key in re.findall(rb"/[A-Za-z0-9]+", body)),
    *(
        "obj",
        "endobj",
        "stream",
        "endstream",
        "<<",
        ">>",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "%",
        "R",
        "\n",
        "\r",
        "\0",
        "\\",
    ),
)
_OBJECTS = ("".join(f"\f{number} {body.decode('latin-1')}" for number, body in RICH.items()),)
_FRONT_WORDS = ("\n", "title: ", "id: ", "year: 2024\n", "original: {path: a, offset: 1}\n", "&#12;", "*a", "&a ")


def _comes_back(issue: Issue) -> None:
    assert read(write(issue)) == issue


def _transcript(text: str) -> None:
    issue, _ = parse(read_transcript(text, "2024-11.txt"))
    _comes_back(issue)


def _markdown(text: str) -> None:
    _comes_back(read(text, "2024-11.md"))


def _contents(text: str) -> None:
    passages = read_transcript(text, "2024-11.txt").passages
    contents = read_contents(passages, PrintedTitles())
    kept = len(contents.entries) + len(contents.guide) + len(contents.unread)
    assert kept or not any(_says(passage) for passage in passages)


def _says(passage: Passage) -> bool:
    return passage.rows is not None or any(character.isalpha() for character in passage.text.plain)


def _pdf(text: str) -> None:
    source = read_pdf(paper([part.encode("latin-1", "replace") for part in text.split("\f")]), "2024-11.pdf")
    assert source.pages
    parse(source)


def _pdf_file(text: str) -> None:
    _comes_back(parse(read_pdf(text.encode("latin-1", "replace"), "2024-11.pdf"))[0])


def _pdf_objects(text: str) -> None:
    """Read a file whose table is right, whatever its objects are; stream lengths are put right, too."""
    objects = {}
    for part in text.split("\f"):
        number, _, body = part.partition(" ")
        if number.isdecimal() and int(number) < 1000:
            objects[int(number)] = _LENGTH.sub(_measured, body.encode("latin-1", "replace"))
    for make in (file_of, packed_file_of):
        _comes_back(parse(read_pdf(make(objects or {1: b"null"}), "2024-11.pdf"))[0])


_LENGTH = re.compile(rb"/Length \d+(.*?)stream\n(.*)\nendstream", re.S)


def _measured(match: re.Match[bytes]) -> bytes:
    return b"/Length %d%bstream\n%b\nendstream" % (len(match[2]), match[1], match[2])


TARGETS = {
    target.name: target
    for target in (
        Target("transcript", _transcript, _TRANSCRIPTS, _TRANSCRIPT_WORDS),
        Target("markdown", _markdown, _CONTENT_FILES, (*PARTS, *SNIPPETS, *_FRONT_WORDS)),
        Target("contents", _contents, _CONTENTS, _TRANSCRIPT_WORDS),
        Target("pdf-page", _pdf, _PAGES, _PAGE_WORDS),
        Target("pdf-file", _pdf_file, _FILES, _FILE_WORDS),
        Target("pdf-objects", _pdf_objects, _OBJECTS, _OBJECT_WORDS, longest=8_000),
    )
}
