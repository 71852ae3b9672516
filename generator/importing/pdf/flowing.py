"""Pages without usable tags: reading order and paragraphs by geometry."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.pdf.blocks import Block
from generator.importing.pdf.elements import Page
from generator.importing.pdf.lines import Line, build_lines
from generator.importing.pdf.paragraphs import Column, Flow, find_column, group_paragraphs, measure, uses_indents
from dataclasses import replace


def read_flow(pages: Sequence[Page]) -> list[Block]:
    """Return the blocks of all pages in reading order."""
    flow: Flow = [(0, build_lines(page.runs, page.index)) for page in pages]
    flow = [(key, lines) for key, lines in flow if lines]
    if not flow:
        return []
    setting = measure(flow)
    keyed: dict[int, list[Line]] = {}
    for key, lines in flow:
        keyed.setdefault(key, []).extend(lines)
    columns: dict[int, Column] = {key: find_column(lines, setting.size) for key, lines in keyed.items()}
    setting = replace(setting, indented=uses_indents(flow, columns, setting.size))
    return group_paragraphs(flow, columns, setting)
