"""The index as files: safe to load as scripts, few of them changed by a new issue, the same however it is made."""

from __future__ import annotations

import base64
import gzip
import json
import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from generator.model import Issue, PageStart, Text
from generator.search import client_files, head_data, head_file, index_issue, page_parts, plan, text_files
from generator.search.pack import packed
from generator.search.shards import shard_file
from tests.search.archives import article, issue, merge

FILE = re.compile(rb'qikan\("([A-Za-z0-9./_-]+)","([A-Za-z0-9+/=]*)"\)\n')
CLIENT_LIMIT = 8192
FIRST = "医保目录调整后，患者用药负担下降。"


def weekly(years: int, newest: int) -> list[Issue]:
    """Issues of so many whole years and `newest` issues of the year after, each with words of its own."""
    numbers = [(2000 + year, number) for year in range(years) for number in range(1, 53)]
    numbers += [(2000 + years, number) for number in range(1, newest + 1)]
    return [
        issue(
            year,
            number,
            article("a01", f"第{year}年{number}期", FIRST, f"词{chr(0x4E00 + (year * 53 + number) % 5000)}"),
        )
        for year, number in numbers
    ]


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> int:
    """Bytes of the files that are new or differ, and of those that are gone."""
    written = sum(len(data) for name, data in after.items() if before.get(name) != data)
    return written + sum(len(data) for name, data in before.items() if name not in after)


def test_each_file_is_one_call_with_harmless_text() -> None:
    hostile = "</script><script>alert(1)</script>\u2028\u2029\"'\\`${1} <!-- ]]>"
    one = issue(2024, 1, article("a01", hostile, hostile, section=hostile, source=hostile, summary=hostile))
    files = {**merge([index_issue(one)]), **text_files(one)}
    for name, data in files.items():
        match = FILE.fullmatch(data)
        assert match, name
        assert name == f"search/{match[1].decode()}.js"
    told = FILE.fullmatch(files["search/text/2024-01/a01.js"])
    assert told
    content = json.loads(zlib.decompress(base64.b64decode(told[2]), -15).decode("gb18030"))
    assert content[0] == hostile


@pytest.mark.parametrize("other", [Text("目录， 调整"), Text("目录，调整", (), (PageStart(3, 8),))])
def test_a_text_that_only_looks_otherwise_is_loaded_anew(other: Text) -> None:
    def version(title: Text) -> str:
        one = replace(article("a01", ""), title=title)
        [block] = plan([index_issue(issue(2024, 1, one)).summary])
        return block.version

    assert version(Text("目录，调整")) == version(Text("目录，调整")) != version(other)


def test_the_order_of_issues_and_the_number_of_workers_change_nothing() -> None:
    made = [index_issue(one) for one in weekly(2, 5)]
    with ThreadPoolExecutor(3) as executor:
        assert merge(made) == merge(made[::-1], executor.map)


@pytest.mark.parametrize("newest", [1, 26, 51])
def test_a_new_issue_leaves_closed_years_as_they_are(newest: int) -> None:
    issues = [index_issue(one) for one in weekly(4, newest + 1)]
    before, after = merge(issues[:-1]), merge(issues)
    closed = {name for name in before if "_" in name}
    if newest == 26:  # the middle of the year, when the year before joins the closed ones
        assert "2000-01_2003-52" in {block.name for block in plan(one.summary for one in issues)}
    else:
        assert closed
        assert all(before[name] == after[name] for name in closed)


def test_a_year_s_first_issue_rewrites_no_other_year() -> None:
    issues = [index_issue(one) for one in weekly(4, 1)]
    before, after = merge(issues[:-1]), merge(issues)
    differing = {name for name in after if before.get(name) != after[name]}
    assert {name.split("/")[1] for name in differing} == {"2004-01", "head.js"}


def test_a_small_archive_is_one_block() -> None:
    assert [block.name for block in plan(index_issue(one).summary for one in weekly(1, 2))] == ["2000-01"]


def test_blocks_close_at_twenty_years() -> None:
    names = [block.name for block in plan(index_issue(one).summary for one in weekly(41, 30))]
    assert names == ["2000-01_2019-52", "2020-01_2039-52", "2040-01_2040-52", "2041-01"]


def test_an_empty_archive_has_a_head() -> None:
    assert list(head_file(plan([]))) == ["search/head.js"]


def test_a_page_can_hold_the_head_as_it_is() -> None:
    hostile = "</script><script>alert(1)</script><!-- "
    blocks = plan([index_issue(issue(2024, 1, article("a01", "集采", section=hostile, source=hostile))).summary])
    data = head_data(blocks)
    assert "<" not in data
    assert json.loads(data)["sections"] == [hostile]
    told = FILE.fullmatch(head_file(blocks)["search/head.js"])
    assert told
    assert zlib.decompress(base64.b64decode(told[2]), -15).decode() == data


def test_the_client_is_what_its_sources_make() -> None:
    pytest.importorskip("minify", reason="tdewolff-minify is for those who change the client")
    assert {f"search/{name}": text.encode() for name, text in packed().items()} == client_files()


def test_the_client_is_small() -> None:
    scripts = [client_files()[f"search/{name}.js"] for name in ("client", "engine")]
    assert sum(len(gzip.compress(script, 9, mtime=0)) for script in scripts) <= CLIENT_LIMIT


def test_a_page_can_hold_the_client() -> None:
    assert not any("</" in part for part in page_parts())


def test_grams_too_many_for_one_number_are_sorted_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "".join(map(chr, range(0x4E00, 0x4F00)))
    whole = issue(
        2024, 1, article("a01", "集采", words * 3, "集采" * 300), article("a02", "另一篇", words[::-1], "#集采")
    )
    known = index_issue(whole)
    monkeypatch.setattr("generator.search.grams.LARGEST", 1 << 16)
    monkeypatch.setattr("generator.search.arrays.LARGEST", 1 << 16)
    assert index_issue(whole) == known


def test_numbers_of_a_shard_are_deflated_for_themselves() -> None:
    sections = (b"text" * 20, b"counts", bytes(range(1, 50)) * 9, b"\1" * 90 + b"\2\3" * 9, b"details" * 9)
    script = shard_file("b/1/0", sections)
    assert zlib.decompress(base64.b64decode(script.split(b'"')[3]), -zlib.MAX_WBITS) == b"".join(sections)
