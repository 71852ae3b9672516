"""Sets the sample issues anew as PDFs, by producers of different habits: python -m tests.pdfs.make_printed

Needs weasyprint, reportlab, pikepdf and Debian's chromium, poppler-utils and ghostscript with a CJK font; the results
are in the repository. The outlines of the glyphs are taken out of them: no test looks at those, and they would be nine
tenths of the files.
"""

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from pathlib import Path

import pikepdf
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate
from reportlab.platypus import Paragraph as Set
from weasyprint import HTML

from generator.model import Heading, Issue, List, Note, Paragraph, Quote
from generator.selftest import browser_program
from tests.pdfs.printing import page_of, sample
from tests.support.browser import options

HERE = Path(__file__).parent
FONT = "STSong-Light"


def main() -> None:
    for name, number, layout in (
        ("weasyprint-spaced", "2026-02", "spaced"),
        ("weasyprint-columns", "2026-03", "columns"),
        ("weasyprint-few-rules", "2026-01", "few-rules"),
    ):
        HTML(string=page_of(sample(number), layout)).write_pdf(HERE / f"{name}.pdf")
    print_in_chromium(page_of(sample("2026-02"), "indented"), HERE / "chromium-tagged.pdf")
    typeset(sample("2026-03"), HERE / "reportlab-unembedded.pdf")
    make_anew(page_of(sample("2026-01"), "indented"), HERE / "cairo-indented.pdf", "pdftocairo", "-pdf")
    pdfwrite = ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile=/dev/stdout")
    make_anew(page_of(sample("2026-03"), "columns"), HERE / "ghostscript-columns.pdf", *pdfwrite)
    for file in HERE.glob("[cgw]*-*.pdf"):
        take_out_glyphs(file)


def take_out_glyphs(file: Path) -> None:
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                for key in ("/FontFile2", "/FontFile3"):
                    if key in item:
                        del item[key]
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type3":
                for glyph in item.CharProcs.values():
                    glyph.write(b"")
        pdf.remove_unreferenced_resources()
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def make_anew(html: str, target: Path, *program: str) -> None:
    """Print with WeasyPrint, and let another program that reads PDFs write what it has read."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "issue.pdf")
        HTML(string=html).write_pdf(source)
        last = ["-"] if program[0] == "pdftocairo" else []
        made = subprocess.run([*program, source, *last], check=True, capture_output=True, timeout=120)
        target.write_bytes(made.stdout)


def print_in_chromium(html: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "issue.html")
        source.write_text(html, encoding="utf-8")
        program = browser_program() or "chromium"
        printing = ["--headless", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
        command = [program, *options(), *printing, source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def typeset(issue: Issue, target: Path) -> None:
    """Set an issue's text in a font that is not embedded, with headings of the body's size and weight."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("body", fontName=FONT, fontSize=13, leading=21, firstLineIndent=26, wordWrap="CJK")
    left = ParagraphStyle("left", parent=body, firstLineIndent=0)
    centre = ParagraphStyle("centre", parent=left, alignment=TA_CENTER)
    title = ParagraphStyle("title", parent=centre, fontSize=18, leading=30)
    right = ParagraphStyle("right", parent=left, alignment=TA_RIGHT)
    story: list[Flowable] = [
        Set(escape(issue.title), title),
        Set(f"{issue.year}年第{issue.number:02d}期", centre),
        Set(f"({issue.start:%Y.%m.%d}-{issue.end:%Y.%m.%d})", centre),
        Set("样刊系列之", centre),
        PageBreak(),
        Set('<a name="contents"/>——本期视点——', centre),
    ]
    section = ""
    for article in issue.articles:
        if article.section != section:
            section = article.section
            story.append(Set(f"• {escape(section)} •", centre))
        link = f'<a href="#{article.id}" color="blue">{escape(article.title.plain)}</a>'
        story.append(Set(f"▶ {link}（来源：{escape(article.source)}）——第{article.page}页", left))
        story.append(Set(f"【提要】{escape(article.summary.plain)}", body))
    story += [PageBreak(), Set("——本期内容——", centre)]
    section = ""
    for number, article in enumerate(issue.articles):
        if number:
            story.append(PageBreak())
        if article.section != section:
            section = article.section
            story.append(Set(f"• {escape(section)} •", centre))
        story.append(Set(f'<a name="{article.id}"/>{escape(article.title.plain)}', title))
        story.append(Set(f"来源：{escape(article.source)}", centre))
        for block in article.blocks:
            if isinstance(block, Heading):
                story.append(Set(escape(block.text.plain), left))
            elif isinstance(block, Paragraph | Note):
                story.append(Set(escape(block.text.plain), body))
            elif isinstance(block, Quote):
                inner = (part for part in block.blocks if isinstance(part, Paragraph))
                story += [Set(escape(part.text.plain), body) for part in inner]
            elif isinstance(block, List):
                story += [Set(escape(item.text.plain), body) for item in block.items]
        story.append(Set('<a href="#contents" color="blue">返回目录</a>', right))
    SimpleDocTemplate(str(target), pagesize=(420, 595), margin=40, invariant=True).build(
        story, onFirstPage=_foot, onLaterPages=_foot
    )


def _foot(canvas: Canvas, _: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(210, 24, f"- {canvas.getPageNumber()} -")


if __name__ == "__main__":
    main()
