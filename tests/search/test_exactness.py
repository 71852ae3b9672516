"""What is found is exactly what stands in the text."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, Page, expect

from generator.model import Issue
from generator.search.folding import fold
from generator.search.passages import passages
from tests.search.archives import article, ask, issue, write_index

pytestmark = pytest.mark.browser

# Few characters, so that grams meet in all ways: words, numbers, what ends a clause, what has no place in a file.
CHARACTERS = "医药保集采2024aDＧ- 　，。〔)\u2028\"'<𠮷é"
WORDS = st.text(CHARACTERS, min_size=1, max_size=14)


@pytest.fixture(scope="module")
def page(browser: object) -> Page:
    return browser.new_page()  # type: ignore[attr-defined]


def truth(issues: list[Issue], strings: list[str]) -> set[str]:
    """The articles in which every string stands, by plain comparison."""
    return {
        f"{one.id}/{its.id}"
        for one in issues
        for its in one.articles
        if all(any(fold(string) in fold(passage.plain) for passage in passages(its)) for string in strings)
    }


@settings(max_examples=40)
@given(
    bodies=st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=8),
    strings=st.lists(
        WORDS.filter(lambda words: bool(fold(words)) and '"' not in fold(words)), min_size=6, max_size=12
    ),
    cuts=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 3), st.integers(0, 12), st.integers(1, 9)), max_size=12),
)
def test_finds_what_stands_in_the_text_and_nothing_else(
    page: Page, bodies: list[list[str]], strings: list[str], cuts: list[tuple[int, int, int, int]]
) -> None:
    issues = [
        issue(2020 + place // 4, place % 4 + 1, article("a01", body[0], *body[1:]))
        for place, body in enumerate(bodies)
    ]
    for body, paragraph, start, length in cuts:
        words = bodies[body % len(bodies)]
        string = words[paragraph % len(words)][start : start + length]
        if fold(string) and '"' not in fold(string):
            strings.append(string)
    with tempfile.TemporaryDirectory() as folder:
        write_index(issues, Path(folder))
        answers = ask(page, Path(folder), [f'"{string}"' for string in strings])
    for string, answer in zip(strings, answers, strict=True):
        assert {name for name, _ in answer} == truth(issues, [string]), string


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    issues = [
        issue(
            2023,
            5,
            article(
                "a01",
                "集采新规",
                "约 370 万名患者受益。",
                "PD-1 抑制剂降价 55%。",
                section="医保速递",
                source="新华网",
            ),
            article("a02", "支付改革", "DIP2.0 分组方案于2024年1月公布。", "#DRG 与 DIP", section="医保速递"),
        ),
        issue(
            2024,
            11,
            article("a01", "目录调整", "依据医保发〔2024〕8号文件，集采扩面。", section="分析解读", source="健康报"),
            article("a02", "罕见病用药", "葡萄糖与胰岛素。国家医保局表示，医保目录将调整。", summary="集中采购"),
        ),
    ]
    write_index(issues, folder)
    return folder


FOUND = {
    "370 万": ["2023-05/a01"],
    "370万": ["2023-05/a01"],
    "３７０万": ["2023-05/a01"],
    "PD-1": ["2023-05/a01"],
    "pd-1抑制剂": ["2023-05/a01"],
    "DIP2.0": ["2023-05/a02"],
    "dip": ["2023-05/a02"],
    "2024 年 1 月": ["2023-05/a02"],
    "2024年1月": ["2023-05/a02"],
    "医保发〔2024〕8号": ["2024-11/a01"],
    "集采": ["2023-05/a01", "2024-11/a01"],
    "葡": ["2024-11/a02"],
    "集采 降价": ["2023-05/a01"],
    "集采 -降价": ["2024-11/a01"],
    "集采 －降价": ["2024-11/a01"],
    "胰岛素 OR 抑制剂": ["2023-05/a01", "2024-11/a02"],
    "胰岛素|抑制剂": ["2023-05/a01", "2024-11/a02"],
    "胰岛素 ｜ 抑制剂 国家医保局": ["2024-11/a02"],
    "标题:集采": ["2023-05/a01"],
    "标题：集采": ["2023-05/a01"],
    "标题： 集采": ["2023-05/a01"],
    "栏目:医保 集采": ["2023-05/a01"],
    "来源:健康报": ["2024-11/a01"],
    "年:2023 医保": ["2023-05/a01", "2023-05/a02"],
    "年:2023-2024 集采": ["2023-05/a01", "2024-11/a01"],
    "年:2024- 集采": ["2024-11/a01"],
    "年:2024年 集采": ["2024-11/a01"],
    "年:2023年至2024年 集采": ["2023-05/a01", "2024-11/a01"],
    "年:2024 种药": [],
    "年:2024 件": ["2024-11/a01"],
    "期:2024-11 集采": ["2024-11/a01"],
    "期:2023-5 集采": ["2023-05/a01"],
    "期:2023年第5期 集采": ["2023-05/a01"],
    "期:11 年:23 件": ["2024-11/a01"],
    "集中采购": ["2024-11/a02"],
    "“国家医保局表示，医保目录”": ["2024-11/a02"],
    "国家医保局目录": [],
    "医保局医保": [],
    "胰岛素 胰岛素": ["2024-11/a02"],
}


@pytest.mark.parametrize("query", FOUND)
def test_reads_a_query_as_a_reader_means_it(page: Page, archive: Path, query: str) -> None:
    [answer] = ask(page, archive, [query])
    assert sorted(name for name, _ in answer) == FOUND[query]


def test_folds_as_the_builder_does(page: Page, archive: Path) -> None:
    texts = [
        *(
            chr(code)
            for code in (*range(32, 0x2FF), *range(0x370, 0x530), *range(0x2000, 0x3300), *range(0xFE00, 0xFFF0))
        ),
        "ﬁ Å ｶﾞ ㎎ ① Ⅱ　a　b 药 a 药 1 \u200b2\u00ad3",
        "Annu Rev  Pharmacol",
        "e\u0301\u0327",
        "İSTANBUL ΣΑΣ",
        "𠮷 野",
    ]
    page.goto((archive / "blank.html").as_uri())
    assert page.evaluate("(texts) => Promise.all(texts.map(QikanSearch.fold))", texts) == [
        fold(text) for text in texts
    ]


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_lost_file_is_told_and_asked_for_again(new_context: Callable[..., BrowserContext], archive: Path) -> None:
    page = new_context().new_page()
    page.goto((archive / "blank.html").as_uri())
    lost = next(iter(sorted((archive / "search").glob("*/2/*.js"))))
    for file in (archive / "search").glob("*/2/*.js"):
        file.rename(file.with_suffix(".away"))
    try:
        assert page.evaluate("QikanSearch.search('集采').then(() => 'found', () => 'failed')") == "failed"
    finally:
        for file in (archive / "search").glob("*/2/*.away"):
            file.rename(file.with_suffix(".js"))
    assert lost.exists()
    assert page.evaluate("QikanSearch.search('集采').then((found) => found.total)") == 2


CLOSER = """async (query) => {
  await QikanSearch.fold("");
  const { tasks } = QikanEngine.kit;
  const numbers = (told) => told.lines.map((line) => line.number);
  const first = await tasks.find(query, false, 2);
  const more = await tasks.lines(2, 5);
  const settled = await tasks.settle(2);
  const gone = numbers(more).find((number) => !numbers(settled).includes(number));
  return [numbers(first), numbers(more), numbers(settled), numbers(await tasks.fill(gone, 2))];
}"""


def test_results_that_were_added_meanwhile_are_told_anew_too(page: Page, tmp_path: Path) -> None:
    often, never, once = "国家医保局，" * 3, "国家医保、家医保局，" * 2, "国家医保局"
    bodies = [once, once, once, never, never, often, often]
    write_index([issue(2024, 1, *(article(f"a{n:02d}", "题", body) for n, body in enumerate(bodies, 1)))], tmp_path)
    page.goto((tmp_path / "blank.html").as_uri())
    first, more, settled, filled = page.evaluate(CLOSER, "国家医保局")
    assert (first, more) == ([6, 5], [4, 3, 2])
    assert settled == filled == [6, 5, 2, 1, 0]


SEARCH_PAGE = (
    '<!doctype html><meta charset="utf-8"><main id="search-app"><form><input name="q"></form></main>'
    '<script src="search/client.js"></script>'
)
OFFERED = {
    "jicai": "标题:集采 OR 栏目:集采",
    "jc": "标题:集采 OR 栏目:集采",
    "yibao": "标题:医保 OR 栏目:医保",
    "集采 胰岛素": "集采",
    "国家医保局 铁路": "国家医保局",
    '"标题:集采" 国家医保局': "国家医保局",
    "国家医保司": '"国家医保"',
    "国家医堡局": "国家医保局",
    "国家医局": "国家医保局",
    "国家的医保局": "国家医保局",
    "国加医保局": "国家医保局",
    "集采 国家医堡局": "集采",
    "抑制济 降价": "抑制剂 降价",
    '"－1" 铁路': '"－1"',
}


@pytest.mark.parametrize("query", OFFERED)
def test_offers_the_nearest_where_nothing_is_found(page: Page, archive: Path, query: str) -> None:
    (archive / "search.html").write_text(SEARCH_PAGE, encoding="utf-8")
    page.goto((archive / "search.html").as_uri())
    page.fill("input[name=q]", query)
    expect(page.locator(".search-status")).to_have_text("没有找到。")
    expect(page.locator(".search-suggestion").filter(has_text=OFFERED[query]).first).to_be_visible()
    expect(page.locator(".search-result")).to_have_count(0)
    page.locator(".search-suggestion").filter(has_text=OFFERED[query]).first.click()
    expect(page.locator(".search-result").first).to_be_visible()


def test_a_gram_of_digits_is_none_of_another_block(page: Page, tmp_path: Path) -> None:
    # The blocks begin with articles 0, 5 and 52: 224 in the second and 24 in the third make the same run of figures.
    years = [(2022, number) for number in range(1, 6)] + [(2023, number) for number in range(1, 48)]
    issues = [issue(*at, article("a01", "题", "共224例" if at == (2023, 7) else "无")) for at in years]
    issues += [issue(2024, number, article("a01", "题", "共24例")) for number in (1, 2, 3)]
    write_index(issues, tmp_path)
    whole, part = ask(page, tmp_path, ["224", "24"])
    assert {found for found, _ in whole} == truth(issues, ["224"]) == {"2023-07/a01"}
    assert {found for found, _ in part} == truth(issues, ["24"])
