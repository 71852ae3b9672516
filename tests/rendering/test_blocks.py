"""What a block of an article looks like in HTML."""

import pytest

from generator.model import Block, Cell, Figure, Heading, List, ListItem, Mark, PageStart, Paragraph, Table, Text
from generator.rendering.blocks import blocks
from generator.rendering.inline import Place, inline, placed
from tests.rendering.page import parse
from tests.rendering.samples import EVERY_BLOCK, TABLE, text

ISSUE_PAGE = Place("", "", ("#", ""), ("h5", "h6", 'h6 aria-level="7"'))
ARTICLE_PAGE = Place("../", "../2024-11.html", ("", ".html"), ("h2", "h3", "h4"))


def html(*sequence: Block, place: Place = ISSUE_PAGE) -> str:
    return placed(blocks(sequence, {}, {}), place)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Text("a<b & “c”"), "a&lt;b &amp; “c”"),
        (Text("两\n行"), "两<br>行"),
        (Text("强调斜", (Mark(0, 2, "strong"), Mark(2, 3, "emphasis"))), "<strong>强调</strong><em>斜</em>"),
        (Text("强调", (Mark(0, 2, "strong"), Mark(1, 2, "code"))), "<strong>强<code>调</code></strong>"),
        (Text("页末", (Mark(0, 1, "strong"),), (PageStart(1, 8),)), f"<strong>页</strong>{'{8}'}末"),
        (Text("页", (Mark(0, 1, "strong"),), (PageStart(0, 8),)), f"{'{8}'}<strong>页</strong>"),
        (Text("两页", (), (PageStart(2, 8), PageStart(2, 9))), f"两页{'{8}{9}'}"),
        (Text("网", (Mark(0, 1, "link", 'https://e.org/?a&"'),)), '<a href="https://e.org/?a&amp;&#34;">网</a>'),
        (Text("坏", (Mark(0, 1, "link", "javascript:alert(1)"),)), "<span>坏</span>"),
        (Text("坏", (Mark(0, 1, "link", " JavaScript:alert(1)"),)), "<span>坏</span>"),
        (Text("坏", (Mark(0, 1, "link", "data:text/html,x"),)), "<span>坏</span>"),
        (Text("页", (Mark(0, 1, "link", "#p7"),)), '<a href="#p7">页</a>'),
        (Text("期", (Mark(0, 1, "link", "2024-12.md#a01"),)), '<a href="2024-12.html#a01">期</a>'),
    ],
)
def test_running_text(given: Text, expected: str) -> None:
    for page in (8, 9):
        mark = f'<span id="p{page}" role="doc-pagebreak" aria-label="第 {page} 页">\u2060</span>'
        expected = expected.replace(f"{{{page}}}", mark)
    assert placed(inline(given), ISSUE_PAGE) == expected


@pytest.mark.parametrize(
    ("plain", "kept"),
    [
        ("覆盖 370 万患者", ["370 万"]),
        ("2024年3月，11亿人", ["2024年", "3月", "11亿"]),
        ("降 95.5%、1,200 元", ["95.5%", "1,200 元"]),
        ("0.25 g，5 glasses", ["0.25 g"]),
        ("'引' & 39 号", []),
    ],
)
def test_a_number_stays_with_its_unit(plain: str, kept: list[str]) -> None:
    tree = parse(inline(Text(plain)).encode())
    assert [span.text for span in tree.find_all("span")] == kept
    assert tree.text == plain


@pytest.mark.parametrize(
    ("plain", "names"),
    [
        ("近30%的", "u s e"),
        ("共370万人", "u s"),
        ("370万人", "u"),
        ("覆盖 370 万人", "u"),
        ("“30%”的", "u"),
        ("30%的", "u e"),
    ],
)
def test_a_number_tells_which_side_stands_against_chinese(plain: str, names: str) -> None:
    assert parse(inline(Text(plain)).encode()).find("span").attributes["class"] == names


def test_links_inside_the_issue_lead_to_the_issue_from_an_article_page() -> None:
    links = Text("页期", (Mark(0, 1, "link", "#p7"), Mark(1, 2, "link", "2024-12.md")))
    assert placed(inline(links), ARTICLE_PAGE) == (
        '<a href="../2024-11.html#p7">页</a><a href="../2024-12.html">期</a>'
    )


def test_headings_take_the_rank_of_their_page() -> None:
    headings = [Heading(level, text("题")) for level in (1, 2, 3)]
    assert html(*headings).split("\n") == [
        '<h5 class="h1">题</h5>',
        '<h6 class="h2">题</h6>',
        '<h6 aria-level="7" class="h3">题</h6>',
    ]
    assert [line[1:3] for line in html(*headings, place=ARTICLE_PAGE).split("\n")] == ["h2", "h3", "h4"]


def test_a_page_that_begins_with_a_heading_is_no_part_of_its_name() -> None:
    tree = parse(html(Heading(1, text("题目", (0, 8), (1, 9)))).encode())
    heading = tree.find("h5")
    assert tree.children.index(tree.find("span", id="p8")) < tree.children.index(heading)
    assert heading.find("span").attributes["id"] == "p9"


def test_a_table_has_scopes_spans_and_a_caption_in_a_box_that_scrolls() -> None:
    box = parse(html(TABLE).encode()).find("div", class_="table")
    assert box.attributes["tabindex"] == "0"
    assert box.attributes["aria-label"] == "价格的变化"
    assert box.find("caption").text == "价格的变化"
    head = [(cell.text, cell.attributes.get("scope")) for cell in box.find("thead").find_all("th")]
    assert head == [("名称", "col"), ("价格", "colgroup"), ("原价", "col"), ("现价", "col")]
    assert box.find("th").attributes["rowspan"] == "2"


def test_the_first_column_of_a_table_is_named_through_merged_cells() -> None:
    rows = (
        (Cell(text("甲"), rowspan=2), Cell(text("1"))),
        (Cell(text("2")),),
        (Cell(text("乙")), Cell(text("3"))),
    )
    tree = parse(html(Table(rows, header_rows=0)).encode())
    assert [cell.text for cell in tree.find_all("td", class_="first")] == ["甲", "乙"]
    assert not tree.find_all("thead")


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("① 甲", True),
        ("（1）甲", True),
        ("(一) 甲", True),
        ("1. 甲", True),
        ("三、甲", True),
        ("甲", False),
        ("2024年", False),
    ],
)
def test_items_with_enumerators_of_their_own_get_no_bullet(words: str, own: bool) -> None:
    tree = parse(html(List((ListItem(text(words)),))).encode())
    assert (tree.find("ul").attributes.get("class") == "own") is own


def test_a_lost_figure_keeps_its_place_and_caption() -> None:
    tree = parse(html(Figure("", text("流程图"))).encode())
    assert not tree.find_all("img")
    assert tree.find("figcaption").text == "流程图"


def test_a_figure_from_another_host_is_not_loaded() -> None:
    assert "<img" not in html(Figure("https://example.org/x.png"))


def test_a_figure_states_its_size_where_it_is_known() -> None:
    figure = Figure("2024-11/p1.png", text("图"))
    page = placed(blocks((figure,), {}, {"2024-11/p1.png": (640, 480)}), ARTICLE_PAGE)
    picture = parse(page.encode()).find("img").attributes
    assert (picture["src"], picture["width"], picture["height"]) == ("../2024-11/p1.png", "640", "480")


def test_every_kind_of_block_is_well_formed_and_shows_all_its_words() -> None:
    shown = parse(html(*EVERY_BLOCK).encode()).text
    for words in ("a<b & c", "带序号", "项内一段", "第三", "0.50", "失去的图", "某医院", "引文", "x < 1"):
        assert words in shown


def test_a_paragraph_may_be_empty() -> None:
    assert html(Paragraph(Text())) == "<p></p>"
