"""Whatever an editor and an import do to one content file: no word is lost, and the merge is an issue."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator import markdown
from generator.archive.conflicts import MARK, conflicts_file, key
from generator.archive.content_merge import ContentMerge, blocks_of, by_article, merge_content
from generator.errors import QikanError
from tests.conftest import sample_issue

BASE = markdown.write(sample_issue(articles=4))
BOUND = ("---", "#", "<a id", "[返回", "- [", "*表", "| ")
FREE = {block for block in blocks_of(BASE) if not block.startswith(BOUND)}
"""The blocks that may come and go: an issue without them is an issue."""
ANCHOR = re.compile(r'<a id="p\d+"></a>')

Edit = tuple[str, int, str]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["change", "remove", "add", "row", "title"]),
        st.integers(0, 200),
        st.text("天地玄黄宇宙洪荒", min_size=1, max_size=4),
    ),
    max_size=6,
)


def edited(text: str, edits: list[Edit], who: str) -> str:
    """Return a content file after some edits by hand, or by another import."""
    blocks = blocks_of(text)
    for kind, number, words in edits:
        words = who + words
        free = [place for place, block in enumerate(blocks) if block in FREE]
        titles = [place for place, block in enumerate(blocks) if "\n#### " in block]
        tables = [place for place, block in enumerate(blocks) if block.startswith("| ")]
        if kind == "row" and tables:
            rows = blocks[tables[number % len(tables)]].split("\n")
            rows[2 + number % (len(rows) - 2)] = f"| {words} | 3 |"
            blocks[tables[number % len(tables)]] = "\n".join(rows)
        elif kind == "title":
            blocks[titles[number % len(titles)]] += words
        elif not free:
            continue
        elif kind == "change":
            place = free[number % len(free)]
            blocks[place] = blocks[place].rstrip("*") + words if not blocks[place].startswith("!") else blocks[place]
        elif kind == "remove":
            del blocks[free[number % len(free)]]
        elif kind == "add":
            blocks.insert(titles[number % len(titles)] + 2, f"新的一段{words}。")
    return "\n\n".join(blocks) + "\n"


def merged(ours: str, theirs: str) -> ContentMerge:
    return merge_content(BASE, ours, theirs, "issues/2024-11.md", "imports/2024-11.conflicts.md")


def lines(text: str) -> set[str]:
    return {ANCHOR.sub("", line).strip() for line in text.split("\n")}


@given(EDITS, EDITS)
def test_no_line_of_either_side_is_lost(mine: list[Edit], its: list[Edit]) -> None:
    ours, theirs = edited(BASE, mine, "我"), edited(BASE, its, "它")
    try:
        found = merged(ours, theirs)
    except QikanError:
        return  # one of the two made no issue of it; the file stays as it is
    assert lines(ours) - lines(BASE) <= lines(found.text)
    told = {line for conflict in found.conflicts for unit in conflict.theirs for line in lines(unit)}
    assert lines(theirs) - lines(BASE) <= lines(found.text) | told


@given(EDITS, EDITS)
def test_a_merge_is_an_issue_and_its_marks_show_nothing(mine: list[Edit], its: list[Edit]) -> None:
    ours, theirs = edited(BASE, mine, "我"), edited(BASE, its, "它")
    try:
        found = merged(ours, theirs)
    except QikanError:
        return
    assert markdown.read(found.text) == markdown.read(MARK.sub("", found.text))
    assert set(MARK.findall(found.text)) == {key(conflict) for conflict in found.conflicts}
    told = conflicts_file("2024-11", "", found.text, found.conflicts)
    for conflict in found.conflicts:
        assert f"## {key(conflict)}" in told
        assert all(unit in told for unit in conflict.theirs)


@given(EDITS)
def test_one_side_alone_is_taken_to_the_byte(edits: list[Edit]) -> None:
    changed = edited(BASE, edits, "我")
    assert merged(changed, BASE).text == changed
    assert merged(BASE, changed).text == changed


def test_random_edits_are_seldom_refused() -> None:
    refused = 0
    for seed in range(100):
        mine = [("add", seed, "天"), ("change", seed * 7, "地"), ("row", seed, "玄")]
        its = [("change", seed * 3, "宇"), ("add", seed * 5, "宙"), ("title", seed, "洪")]
        try:
            merged(edited(BASE, mine, "我"), edited(BASE, its, "它"))
        except QikanError:
            refused += 1
    assert refused == 0


def test_code_with_blank_lines_is_one_block() -> None:
    text = "甲\n\n```text\n一\n\n二\n```\n\n乙\n"
    assert blocks_of(text) == ["甲", "```text\n一\n\n二\n```", "乙"]


def test_a_short_block_is_known_by_its_article_too() -> None:
    names = by_article(
        ['<a id="a01"></a>\n#### 甲', "[返回目录](#toc)", '<a id="a02"></a>\n#### 乙', "[返回目录](#toc)"]
    )
    assert len(set(names)) == 4
