"""Hypothesis strategies for any Issue, with text that Markdown would rather read otherwise."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from generator.markdown.front_matter import issue_id
from generator.model import (
    Article,
    Block,
    Cell,
    Code,
    Divider,
    Figure,
    Heading,
    Issue,
    List,
    ListItem,
    Mark,
    MarkKind,
    Note,
    Original,
    PageStart,
    Paragraph,
    Quote,
    Table,
    Text,
)

SNIPPETS = (
    *"*_#|<>[]()&\\`~!+-=.:;\"'@/{}$%^,0123789aAbpx",
    *"医保药品价格，。！？、；：“”‘’（）《》【】—…·％１Ａ①",
    *(
        "  ",
        " ",
        "\u3000",
        "\u00a0",
        "\u2003",
        "\u200b",
        "\u2028",
        "\ufeff",
        "😀",
        "👨‍👩‍👧",
        "é",
        "e\u0301",
        "㎎",
        "𠮷",
        "Ⅱ",
    ),
    *(
        "**",
        "***",
        "* ",
        "- ",
        "+ ",
        "1. ",
        "2) ",
        "12.",
        "---",
        "===",
        "```",
        "~~~",
        "# ",
        "###",
        "> ",
        "| ",
        "|---|",
    ),
    *(
        "](",
        "![",
        "[a]: b",
        "[1]",
        "](#a01)",
        "&amp;",
        "&#42;",
        "&lt",
        "<b>",
        "</a>",
        "<!--",
        "-->",
        "<a@b.cn>",
        "<http://x.cn>",
    ),
    *(
        "<宁夏>",
        "P<0.05",
        "0.25g*84",
        "a_b_c",
        "3~5天",
        "http://a.cn/?b=1&c=2",
        "来源：",
        "来源:",
        "表：",
        "【提要】",
        "返回目录",
        "第 7 页",
        "<br>",
    ),
    *("\\\\", "\\*", "    ", "<p>", "<table>", "<?", "<![CDATA["),
)

CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"))
RUNS = st.lists(st.one_of(st.sampled_from(SNIPPETS), CHARACTERS), max_size=8).map("".join)
LINES = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.just("\n"), CHARACTERS), max_size=10).map("".join)
NAMES = RUNS.map(str.strip)
TARGETS = st.one_of(
    st.sampled_from(
        ("#p7", "#toc", "https://a.cn/b_(c)?d=1&e=2", "mailto:a@b.cn", "a b.png", "2024-11/p12-1.png", "x)(")
    ),
    RUNS.map(lambda run: "/" + run),
)
KINDS: tuple[MarkKind, ...] = ("strong", "emphasis", "code", "link")


class Pages:
    """Gives each page that begins in an issue its own number."""

    def __init__(self) -> None:
        self.next = 0

    def new(self) -> int:
        self.next += 1
        return self.next


@st.composite
def marks(draw: st.DrawFn, length: int) -> tuple[Mark, ...]:
    """Marks that are sorted and do not cross."""
    kept: list[Mark] = []
    if not length:
        return ()
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, length - 1))
        end = draw(st.integers(start + 1, length))
        kind = draw(st.sampled_from(KINDS))
        if all(
            m.end <= start
            or end <= m.start
            or (m.start <= start and end <= m.end)
            or (start <= m.start and m.end <= end)
            for m in kept
        ):
            kept.append(Mark(start, end, kind, draw(TARGETS) if kind == "link" else ""))
    return tuple(sorted(kept, key=lambda mark: (mark.start, -mark.end)))


@st.composite
def texts(draw: st.DrawFn, pages: Pages, plains: st.SearchStrategy[str] = LINES) -> Text:
    """Any text."""
    plain = draw(plains)
    offsets = sorted(draw(st.lists(st.integers(0, len(plain)), max_size=2)))
    starts = tuple(PageStart(offset, pages.new()) for offset in offsets)
    return Text(plain, draw(marks(len(plain))), starts)


@st.composite
def tables(draw: st.DrawFn, pages: Pages) -> Table:
    """A table that GFM can say, or one with any cells at all."""
    caption = draw(st.one_of(st.just(Text()), texts(pages)))
    if draw(st.booleans()):
        columns = draw(st.integers(1, 3))
        rows = tuple(tuple(Cell(draw(texts(pages))) for _ in range(columns)) for _ in range(draw(st.integers(1, 3))))
        return Table(rows, 1, caption)
    spans = st.integers(1, 3)
    rows = tuple(
        tuple(Cell(draw(texts(pages)), draw(spans), draw(spans)) for _ in range(draw(st.integers(0, 3))))
        for _ in range(draw(st.integers(0, 3)))
    )
    return Table(rows, draw(st.integers(0, len(rows))), caption)


@st.composite
def lists(draw: st.DrawFn, pages: Pages, depth: int) -> List:
    """A list, nested at most `depth` times."""
    items = tuple(
        ListItem(draw(texts(pages)), draw(blocks(pages, depth - 1, 2)) if depth else ())
        for _ in range(draw(st.integers(1, 3)))
    )
    ordered = draw(st.booleans())
    return List(items, ordered, draw(st.sampled_from((0, 1, 2, 9, 10, 999))) if ordered else 1)


CODE_LINES = st.lists(RUNS, max_size=3).map(lambda lines: "".join(line + "\n" for line in lines))


@st.composite
def block(draw: st.DrawFn, pages: Pages, depth: int) -> Block:
    """Any block, nested at most `depth` times."""
    kinds = ["heading", "paragraph", "paragraph", "note", "table", "figure", "code", "divider", "list"]
    kind = draw(st.sampled_from(kinds + ["quote"] * (depth > 0)))
    match kind:
        case "heading":
            return Heading(draw(st.integers(1, 3)), draw(texts(pages)))
        case "paragraph":
            return Paragraph(draw(texts(pages)))
        case "note":
            return Note(draw(texts(pages)))
        case "table":
            return draw(tables(pages))
        case "figure":
            return Figure(draw(st.one_of(st.just(""), TARGETS)), draw(texts(pages)))
        case "code":
            return Code(draw(CODE_LINES), draw(NAMES))
        case "divider":
            return Divider()
        case "list":
            return draw(lists(pages, depth))
    return Quote(draw(blocks(pages, depth - 1, 2)))


@st.composite
def blocks(draw: st.DrawFn, pages: Pages, depth: int = 2, most: int = 4) -> tuple[Block, ...]:
    """Blocks that follow each other."""
    return tuple(draw(block(pages, depth)) for _ in range(draw(st.integers(0, most))))


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    """Any issue."""
    pages = Pages()
    start = draw(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
    year, number = draw(st.integers(1, 3000)), draw(st.integers(1, 200))
    articles = []
    for count in range(1, draw(st.integers(0, 3)) + 1):
        summary = draw(st.one_of(st.just(Text()), texts(pages)))
        title = draw(texts(pages))
        hint = draw(st.one_of(st.none(), st.integers(1, 20)))
        section = draw(st.one_of(st.just(""), st.just("分析解读"), NAMES))
        body = draw(blocks(pages))
        articles.append(Article(f"a{count:02d}", section, title, draw(NAMES), hint, summary, body))
    return Issue(
        id=draw(st.one_of(st.just(issue_id(year, number)), NAMES.filter(bool))),
        title=draw(NAMES),
        year=year,
        number=number,
        start=start,
        end=start + timedelta(days=draw(st.integers(0, 10))),
        organiser=draw(NAMES),
        original=draw(st.one_of(st.none(), st.builds(Original, RUNS, st.integers(-9, 99), st.integers(1, 2)))),
        cover=draw(blocks(pages)),
        guide=draw(blocks(pages)),
        articles=tuple(articles),
        colophon=draw(blocks(pages)),
    )
