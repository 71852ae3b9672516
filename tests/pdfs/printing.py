"""An Issue of the samples as HTML for print, and the layouts that the test files are set in."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

from generator import markdown
from generator.model import Block, Cell, Figure, Heading, Issue, List, Note, Paragraph, Quote, Table, Text

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content" / "issues"
ARTICLES = 3
"""Articles of each test file: enough for every kind of block, small enough for the repository."""

_BASE = """
body { counter-reset: none } .cover { break-after: page; text-align: center } .cover p { text-indent: 0 }
.name { font-size: 30pt; font-weight: bold } .number { font-size: 20pt; font-weight: bold }
.section { text-align: center; text-indent: 0; color: #b00; font-weight: bold; font-size: 1.2em }
.contents { break-after: page } .entry, .back, .source, .caption { text-indent: 0 !important }
.back { text-align: right } .source, .caption, .figure, h1 { text-align: center } .caption { font-size: .9em }
table { border-collapse: collapse; width: 100% } td { border: 1px solid #444; padding: 3pt }
tr { break-inside: avoid } img { width: 55mm }
blockquote { margin: 0 0 0 2em }
"""
LAYOUTS = {
    "indented": """@page { size: A4; margin: 25mm 30mm; @bottom-center { content: counter(page) } }
        body { font: 15pt/1.8 "Noto Serif CJK SC" } p { margin: 0; text-indent: 2em; text-align: justify }
        h1 { font-size: 20pt } h2 { font-size: 17pt } h3 { font-size: 15pt } .article { break-before: page }""",
    "spaced": """@page { size: A5; margin: 15mm; @top-left { content: "医周药事 样刊" }
        @bottom-center { content: "第 " counter(page) " 页" } }
        body { font: 12pt/1.6 "Noto Sans CJK SC" } p { margin: 0 0 .6em }
        h1 { font-size: 16pt; text-align: left } h2, h3, h4 { font-size: 12pt; margin: 0 0 .6em }""",
    "columns": """@page { size: A4; margin: 18mm; @bottom-right { content: counter(page) } }
        body { font: 11pt/1.6 "Noto Serif CJK SC" } p { margin: 0; text-indent: 2em; text-align: justify }
        .article { columns: 2; column-gap: 8mm; break-before: page } h1 { font-size: 15pt } h2 { font-size: 13pt }""",
    "few-rules": """@page { size: A4; margin: 20mm; @top-right { content: counter(page) } }
        body { font: 14pt/1.5 "Noto Sans CJK SC" } p { margin: 0 0 3pt } h1 { font-size: 18pt }
        td { border: 0 !important; border-bottom: .5pt solid #999 !important }
        h2, h3, h4 { font-size: 14pt; margin: 0 0 3pt } .article { break-before: page }""",
}


def sample(number: str) -> Issue:
    """The first articles of a sample issue."""
    issue = markdown.read((CONTENT / f"{number}.md").read_text(encoding="utf-8"), number)
    return replace(issue, articles=issue.articles[:ARTICLES])


def page_of(issue: Issue, layout: str) -> str:
    """The whole issue as one HTML file."""
    parts = [
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{escape(issue.title)}</title>',
        f"<style>{_BASE}{LAYOUTS[layout]}</style><body>",
        *_cover(issue),
        *_contents(issue),
        '<p class="section">——本期内容——</p>',
    ]
    section = ""
    for article in issue.articles:
        parts.append('<div class="article">')
        if article.section != section:
            section = article.section
            parts.append(f'<p class="section">• {escape(section)} •</p>')
        parts.append(f'<h1 id="{article.id}">{escape(article.title.plain)}</h1>')
        parts.append(f'<p class="source">来源：{escape(article.source)}</p>')
        parts += [_block(block) for block in article.blocks]
        parts.append('<p class="back"><a href="#contents">返回目录</a></p></div>')
    return "\n".join([*parts, '<p style="break-before: page">官网：https://example.org</p></body></html>'])


def _cover(issue: Issue) -> list[str]:
    days = f"({issue.start:%Y.%m.%d}-{issue.end:%Y.%m.%d})"
    return [
        f'<div class="cover"><p class="name">{escape(issue.title)}</p>',
        f'<p class="number">{issue.year}年第{issue.number:02d}期</p><p>{days}</p>',
        *(_block(block) for block in issue.cover),
        "</div>",
    ]


def _contents(issue: Issue) -> list[str]:
    parts = ['<div class="contents" id="contents"><p class="section">——本期视点——</p>']
    section = ""
    for article in issue.articles:
        if article.section != section:
            section = article.section
            parts.append(f'<p class="section">• {escape(section)} •</p>')
        link = f'<a href="#{article.id}">{escape(article.title.plain)}</a>'
        parts.append(f'<p class="entry">▶ {link}（来源：{escape(article.source)}）——第 {article.page} 页</p>')
        parts.append(f"<p>【提要】{escape(article.summary.plain)}</p>")
    return [*parts, "</div>"]


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{_text(block.text)}</h{block.level + 1}>"
        case Paragraph():
            return f"<p>{_text(block.text)}</p>"
        case Note():
            return f'<p class="caption">{_text(block.text)}</p>'
        case List():
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_text(item.text)}</li>" for item in block.items) + f"</{tag}>"
        case Table():
            rows = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in block.rows)
            caption = f'<p class="caption">{_text(block.caption)}</p>' if block.caption.plain else ""
            return f"{caption}<table>{rows}</table>"
        case Figure():
            picture = f'<div class="figure"><img src="{(CONTENT / block.src).as_uri()}"></div>'
            return picture + f'<p class="caption">{_text(block.caption)}</p>'
        case Quote():
            return "<blockquote>" + "".join(map(_block, block.blocks)) + "</blockquote>"
        case _:
            return ""


def _cell(cell: Cell) -> str:
    return f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{_text(cell.text)}</td>'


def _text(text: Text) -> str:
    parts: list[str] = []
    position = 0
    for mark in text.marks:
        if mark.kind == "strong" and mark.start >= position:
            parts += [
                escape(text.plain[position : mark.start]),
                "<b>",
                escape(text.plain[mark.start : mark.end]),
                "</b>",
            ]
            position = mark.end
    parts.append(escape(text.plain[position:]))
    return "".join(parts)
