"""Captions and credits: the lines that belong to a table or to a figure, there or lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.importing.passage import Passage
from generator.importing.structure.blocks.units import Unit
from generator.importing.structure.pages.layout import width
from generator.importing.vocabulary import ending, enumerator

LONGEST_CAPTION = 60.0
"""A caption is no longer than two lines."""
CAPTIONS = 0.8
"""Share of the lines of one look that stand next to pictures and tables where it is that of captions."""
LOST_FROM = 2.0
"""From this weight of evidence on, a line is the caption of a lost figure."""

_NUMBERED = re.compile(
    r"^[（(]?\s*(?:图表|附图|附表|图|表)\s*[\d一二三四五六七八九十]*\s*(?:[-—.]\s*\d+)?\s*(?:[：:．.、）)]|\s(?=\S))"
)
_CREDIT = re.compile(
    r"^[（(【\[]?\s*(?:数据|资料|图片|图表|图|表格|信息|内容)?\s*来源\s*[：:]|^[（(【\[]?\s*(?:注|备注|说明|注释)\s*\d*\s*[：:]"
    r"|^[（(]?\s*(?:供图|摄影|制图|绘图|图源|责任编辑|责编|编辑|审核|校对|作者|撰文|撰稿|文字|记者|通讯员|监制|排版)\s*[：:/丨|]"
)
_NOTE_IN_BRACKETS = re.compile(
    r"^[（(].{0,8}(?:以上|上述|表格|数据|本表|本图|信息|资料).*(?:参考|为准|补充|整理|统计|截至|截止).*[）)]$"
)
_MADE_BY = re.compile(r"(?:来源|制图|供图|资料|数据|图源|据)\s*[：:]|(?:制图|供图|摄)$")
_PICTURED = re.compile(
    r"(?:图|图谱|总图|示意|流程|架构|一览|一览表|分布|趋势|体系|框架|路径|矩阵|模型|全景|地图|海报|截图)$"
)


def names_picture(passage: Passage) -> bool:
    """Say whether a line could be the caption of a picture: 图1 …, or a short line that ends in a word for one."""
    text = passage.text.plain
    if width(text) > LONGEST_CAPTION or ending(text) not in ("open", "closed"):
        return False
    return bool(_NUMBERED.match(text) or (_PICTURED.search(text) and width(text) <= LONGEST_CAPTION / 2))


def is_credit(unit: Unit) -> bool:
    """Say whether a line names where data, a picture or a text come from, or is a note to a table or to the text."""
    text = unit.plain
    if unit.first.footnote:
        return unit.is_text
    return (
        unit.is_text
        and width(text) <= LONGEST_CAPTION * 1.5
        and bool(_CREDIT.match(text) or _NOTE_IN_BRACKETS.match(text))
    )


def is_figure_credit(unit: Unit) -> bool:
    """Say whether a credit stands where something is lost: it is all that is left of a figure."""
    return is_credit(unit) and unit.gap_before and "来源" in unit.plain[:8]


def is_sourced_caption(unit: Unit) -> bool:
    """Say whether a line is a caption that names its source at the end (seen:
    2023 年部分全球医疗展，资料来源：公开报道)."""
    text = unit.plain
    inner = re.search(r"(?:资料|数据|图片|图表)来源\s*[：:]", text)
    return bool(unit.is_text and inner and inner.start() and width(text) <= LONGEST_CAPTION and ending(text) != "stop")


def is_numbered_caption(unit: Unit) -> bool:
    """Say whether a line begins like a caption: 图：, 图1, 表 2."""
    return (
        unit.is_text
        and unit.pieces == 1
        and width(unit.plain) <= LONGEST_CAPTION
        and bool(_NUMBERED.match(unit.plain))
        and ending(unit.plain) in ("open", "closed", "trail")
    )


def caption_looks(articles: Sequence[Sequence[Unit]]) -> frozenset[str]:
    """Return the looks, other than that of the text, that an issue's regular lines have next to its pictures and
    tables and hardly anywhere else."""
    beside: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for units in articles:
        for index, unit in enumerate(units):
            if unit.is_text and unit.first.look is not None and unit.first.apart and not unit.first.strong:
                every[unit.first.look] += 1
                beside[unit.first.look] += any(not other.is_text for other in units[max(0, index - 1) : index + 2])
    return frozenset(look for look, count in beside.items() if count >= CAPTIONS * every[look])


def is_picture_caption(unit: Unit, looks: frozenset[str]) -> bool:
    """Say whether a short line right below a picture is its caption: it is centred, or it looks like the text or like
    the captions of the issue, has no number and no stop."""
    if not unit.is_text or unit.pieces > 1 or width(unit.plain) > LONGEST_CAPTION / 2:
        return False
    like = unit.first.apart is False or unit.first.look in looks
    plain = like and ending(unit.plain) in ("open", "closed") and not enumerator(unit.plain)[0]
    return bool(unit.first.centred and not unit.first.apart) or plain


def is_table_caption(unit: Unit, above: Unit | None, below: Unit | None) -> bool:
    """Say whether a short line without a stop next to a table is its caption.

    Above a table it is one where it names a table or repeats its title row; below, where it says where the data are
    from or has a table's number.
    """
    if not unit.is_text or unit.pieces > 1 or width(unit.plain) > LONGEST_CAPTION:
        return False
    if is_sourced_caption(unit):
        return any(other is not None and other.rows is not None for other in (above, below))
    if unit.first.mark is not None:
        return False
    if ending(unit.plain) not in ("open", "closed") or enumerator(unit.plain)[0]:
        return False
    if below is not None and below.rows is not None:
        title = "".join(cell.text.plain for cell in below.rows[0]) if below.rows else ""
        named = re.search(r"(?:表|一览|清单|名单|目录|情况|统计|对比|比较)(?:$|[（(])", unit.plain)
        return bool(named) or unit.plain == title
    if above is not None and above.rows is not None:
        return bool(_MADE_BY.search(unit.plain)) or (is_numbered_caption(unit) and "表" in unit.plain[:3])
    return False


def is_lost_figure(unit: Unit, marked_article: bool) -> bool:
    """Say whether a line is the caption of a figure that is not there.

    Evidence: blank lines where the figure stood (before or after), a word for a picture at the end (图谱, 总图, 体系),
    and that other lines of the article are marked as headings while this one is not.
    """
    text = unit.plain
    if not unit.is_text or unit.pieces > 1 or ending(text) not in ("open", "closed") or width(text) > 30:
        return False
    if unit.first.mark is not None or unit.first.strong or enumerator(text)[0]:
        return False
    weight = float(unit.gap_before) + float(unit.gap_after)
    weight += 1.0 if _PICTURED.search(text) else 0.0
    weight += 0.5 if marked_article else 0.0
    return weight >= LOST_FROM and (unit.gap_before or unit.gap_after)


def is_marked(units: Sequence[Unit]) -> bool:
    """Say whether an article's headings are marked in the source."""
    return sum(unit.first.mark is not None or bool(unit.first.strong) for unit in units) >= 2
