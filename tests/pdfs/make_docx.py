"""Sets a sample issue as a .docx and prints it by LibreOffice: python -m tests.pdfs.make_docx

Needs python-docx, pikepdf and Debian's libreoffice-writer with a CJK font; the result is in the repository, without
the outlines of its glyphs.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from generator.model import Block, Cell, Figure, Heading, Issue, List, Note, Paragraph, Quote, Table, Text
from tests.pdfs.make_printed import HERE, take_out_glyphs
from tests.pdfs.printing import CONTENT, sample

FONT, HEADING_FONT = "Noto Serif CJK SC", "Noto Sans CJK SC"
SIZE, LEADING = 12.0, 1.25
PAGE = (184, 260)
"""A 16开 page, in millimetres."""


def main() -> None:
    target = HERE / "libreoffice-docx.pdf"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "libreoffice-docx.docx")
        Typesetter().set(sample("2026-02"), source)
        home = Path(folder, "home").as_uri()
        command = ["soffice", "--headless", f"-env:UserInstallation={home}", "--convert-to", "pdf:writer_pdf_Export"]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=300)
        target.write_bytes(source.with_suffix(".pdf").read_bytes())
    take_out_glyphs(target)


class Typesetter:
    """Writes an issue as people do in a word processor: styles for headings, bookmarks and links, page fields."""

    def __init__(self) -> None:
        self._document = Document()
        self._bookmarks = 0

    def set(self, issue: Issue, target: Path) -> None:
        """Write the whole issue to a file."""
        self._page(f"{issue.title} {issue.year}年第{issue.number}期")
        self._line(issue.title, 28, bold=True)
        self._line(f"{issue.year}年第{issue.number:02d}期", 18)
        self._line(f"({issue.start:%Y.%m.%d}-{issue.end:%Y.%m.%d})")
        self._contents(issue)
        self._line("——本期内容——", 15, bold=True, new_page=True)
        section = ""
        for article in issue.articles:
            if article.section != section:
                section = article.section
                self._line(f"• {section} •", 14, bold=True)
            title = self._document.add_paragraph(style="Heading 1")
            title.alignment = ALIGNMENT.CENTER
            self._run(title, article.title.plain, 17, bold=True, font=HEADING_FONT)
            self._bookmark(title, article.id)
            self._line(f"来源：{article.source}")
            for block in article.blocks:
                self._block(block, issue)
            back = self._document.add_paragraph()
            back.alignment = ALIGNMENT.RIGHT
            self._link(back, "contents", "返回目录")
        self._line("官网：https://example.org", new_page=True)
        self._document.save(str(target))

    def _page(self, head: str) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
        section.left_margin = section.right_margin = Mm(24)
        section.header.paragraphs[0].text = head
        foot = section.footer.paragraphs[0]
        foot.alignment = ALIGNMENT.CENTER
        for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = foot.add_run()
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = code
            run._r.append(element)

    def _contents(self, issue: Issue) -> None:
        head = self._line("——本期视点——", 15, bold=True, new_page=True)
        self._bookmark(head, "contents")
        section = ""
        for article in issue.articles:
            if article.section != section:
                section = article.section
                self._line(f"• {section} •", 14, bold=True)
            entry = self._document.add_paragraph()
            self._run(entry, "▶ ")
            self._link(entry, article.id, article.title.plain)
            self._run(entry, f"（来源：{article.source}）——第 {article.page} 页")
            self._paragraph(Text(f"【提要】{article.summary.plain}"))

    def _block(self, block: Block, issue: Issue) -> None:
        match block:
            case Heading():
                heading = self._document.add_paragraph(style=f"Heading {block.level + 1}")
                self._run(heading, block.text.plain, 14.0 if block.level == 1 else SIZE, True, HEADING_FONT)
            case Paragraph():
                self._paragraph(block.text)
            case Note():
                self._line(block.text.plain, 10.5)
            case List():
                for number, item in enumerate(block.items, start=block.start):
                    self._paragraph(Text(f"{number}. {item.text.plain}" if block.ordered else f"• {item.text.plain}"))
            case Table():
                self._line(block.caption.plain, 10.5)
                self._table(block.rows)
            case Figure():
                holder = self._document.add_paragraph()
                holder.alignment = ALIGNMENT.CENTER
                picture = min((CONTENT / issue.id).glob("*.png"))
                holder.add_run().add_picture(str(picture), width=Mm(60))
                self._line(block.caption.plain, 10.5)
            case Quote():
                for inner in block.blocks:
                    self._block(inner, issue)

    def _table(self, rows: Sequence[Sequence[Cell]]) -> None:
        width = max(sum(cell.colspan for cell in row) for row in rows)
        table = self._document.add_table(len(rows), width, style="Table Grid")
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                place = table.cell(number, column)
                if cell.rowspan > 1 or cell.colspan > 1:
                    place = place.merge(table.cell(number + cell.rowspan - 1, column + cell.colspan - 1))
                self._run(place.paragraphs[0], cell.text.plain, 10.5)
                taken |= {(number + r, column + c) for r in range(cell.rowspan) for c in range(cell.colspan)}

    def _paragraph(self, text: Text) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = ALIGNMENT.JUSTIFY
        form = paragraph.paragraph_format
        form.first_line_indent, form.space_after, form.line_spacing = Pt(2 * SIZE), Pt(0), LEADING
        position = 0
        for mark in (mark for mark in text.marks if mark.kind == "strong" and mark.end > mark.start):
            self._run(paragraph, text.plain[position : mark.start])
            self._run(paragraph, text.plain[mark.start : mark.end], bold=True)
            position = mark.end
        self._run(paragraph, text.plain[position:])

    def _line(self, words: str, size: float = SIZE, *, bold: bool = False, new_page: bool = False) -> DocxParagraph:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = ALIGNMENT.CENTER
        paragraph.paragraph_format.page_break_before = new_page
        self._run(paragraph, words, size, bold)
        return paragraph

    def _run(
        self, paragraph: DocxParagraph, words: str, size: float = SIZE, bold: bool = False, font: str = FONT
    ) -> Run:
        run = paragraph.add_run(words)
        run.font.name, run.font.size, run.bold = "Liberation Serif", Pt(size), bold
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
        return run

    def _bookmark(self, paragraph: DocxParagraph, name: str) -> None:
        self._bookmarks += 1
        for kind in ("bookmarkStart", "bookmarkEnd"):
            element = OxmlElement(f"w:{kind}")
            element.set(qn("w:id"), str(self._bookmarks))
            element.set(qn("w:name"), name)
            paragraph._p.append(element)

    def _link(self, paragraph: DocxParagraph, name: str, words: str) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        paragraph._p.append(link)
        link.append(self._run(paragraph, words)._r)


if __name__ == "__main__":
    main()
