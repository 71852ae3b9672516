"""A small archive for the tests of pages: two issues with every kind of block."""

from datetime import date
from pathlib import Path

from generator.config import Site
from generator.model import (
    Article,
    Cell,
    Code,
    Divider,
    Figure,
    Heading,
    Issue,
    List,
    ListItem,
    Mark,
    Note,
    Original,
    PageStart,
    Paragraph,
    Quote,
    Table,
    Text,
)
from generator.rendering import IssueCard, Neighbours, card, load_theme, render_archive, render_issue, render_search
from generator.rendering.kin import kin_of

THEME = load_theme(Path(__file__).parents[2] / "themes" / "default")
SITE = Site(title="医周药事", description="每周一期。")
LONG = "药品应当放在阴凉干燥的地方，避开日光，也要放在儿童够不到的高处。" * 12


def text(plain: str, *pages: tuple[int, int]) -> Text:
    """Return a text with page starts given as (offset, page)."""
    return Text(plain, (), tuple(PageStart(offset, page) for offset, page in pages))


def article(number: int, section: str, page: int | None, *, pages: tuple[int, ...] = (), title: str = "") -> Article:
    """Return an article of several long paragraphs; it begins on the first of `pages`, the others follow inside."""
    opening = [(0, page) for page in pages[:1]]
    paragraphs = [Paragraph(text(LONG, (40, page))) for page in pages[1:]] or [Paragraph(text(LONG))]
    return Article(
        id=f"a{number:02}",
        section=section,
        title=text(title or f"第{number}篇文章的标题", *opening),
        source="健康报" if number % 2 else "",
        page=page,
        summary=text(f"第{number}篇的提要，说的是药品怎样存放才安全。"),
        blocks=(Heading(1, text("一、为什么")), *paragraphs),
    )


TABLE = Table(
    rows=(
        (Cell(text("名称"), rowspan=2), Cell(text("价格"), colspan=2)),
        (Cell(text("原价")), Cell(text("现价"))),
        (Cell(text("甲")), Cell(text("1.00")), Cell(text("0.50"))),
    ),
    header_rows=2,
    caption=text("价格的变化"),
)
EVERY_BLOCK = (
    Paragraph(
        Text(
            "强调与链接 a<b & c，第二页从这里开始。",
            (Mark(0, 2, "strong"), Mark(3, 5, "link", "https://example.org/?a=1&b=2")),
            (PageStart(17, 12),),
        )
    ),
    Heading(1, text("一、标题", (0, 13))),
    Heading(2, text("（一）标题")),
    Heading(3, text("1. 标题")),
    List((ListItem(text("① 带序号")), ListItem(text("② 带序号")))),
    List((ListItem(text("普通项"), (Paragraph(text("项内一段")),)),)),
    List((ListItem(text("第三")),), ordered=True, start=3),
    TABLE,
    Figure("2024-11/p13-1.png", text("流程图")),
    Figure("", text("失去的图")),
    Note(text("（作者单位：某医院）")),
    Quote((Paragraph(text("引文")),)),
    Code("x < 1\n"),
    Divider(),
)

FIRST = Issue(
    id="2024-11",
    title="医周药事",
    year=2024,
    number=11,
    start=date(2024, 3, 11),
    end=date(2024, 3, 17),
    organiser="编辑部",
    original=Original("originals/2024-11.pdf", 1),
    cover=(Paragraph(text("系列之一", (0, 1))),),
    guide=(Paragraph(text("阅读提醒：点击标题。", (0, 2))),),
    articles=(
        article(1, "分析", 7, pages=(7, 8, 9, 10), title="药品浪费 <包装> & 其他"),
        Article("a02", "分析", text("各种段落", (0, 11)), "健康报", 11, text("提要。", (2, 3)), EVERY_BLOCK),
        article(3, "专栏", 35, pages=(35, 36)),
        article(4, "专栏", 99),
    ),
    colophon=(Paragraph(text("地址：某地")),),
)
SECOND = Issue(
    id="2024-13",
    title="医周药事",
    year=2024,
    number=13,
    start=date(2024, 3, 25),
    end=date(2024, 3, 31),
    articles=(article(1, "专栏", 7, pages=(7, 8)), article(2, "C++/栏目 ..", None)),
)
ISSUES = (FIRST, SECOND)


def render_all(site: Site = SITE) -> dict[str, bytes]:
    """Return every file of the archive."""
    cards = [card(issue) for issue in ISSUES]
    by_id = {one.id: one for one in cards}
    ((_, its_kin),) = kin_of(by_id, by_id.__getitem__, [SECOND.id])
    return {
        **render_issue(FIRST, site, THEME, Neighbours(next=cards[1])),
        **render_issue(SECOND, site, THEME, Neighbours(cards[0], None, its_kin)),
        **archive_files(cards, site),
        **THEME.files,
        **render_search(site, THEME, "{}", "", ""),
    }


def archive_files(cards: list[IssueCard], site: Site = SITE) -> dict[str, bytes]:
    """Return the files that do not belong to one issue."""
    return {path: data for _, files in render_archive(cards, site, THEME) for path, data in files}
