"""What only a person can decide is suggested, never changed."""

from __future__ import annotations

import pytest

from generator.importing.report import Entry
from tests.importing.digest import article_of, paragraph

P = [paragraph(3 + n % 3, n) for n in range(3)]


def asked(line: str) -> list[Entry]:
    """The suggestions for a line in an article, which itself stays as it is."""
    blocks, report = article_of("\n\n".join((P[0], line, P[1])))
    assert blocks[1] == ("p", line)
    return [entry for entry in report.entries if entry.severity == "suggestion"]


@pytest.mark.parametrize(
    ("line", "kind", "shows"),
    [
        ("药品的效率 and 安全性都要看。", "English word between Chinese", "and"),
        ("药品的疗效and安全性都要看。", "English word between Chinese", "and"),
        ("这是药师的的建议。", "doubled character", "的的"),
        ("药师把把药箱清理干净了。", "doubled character", "把把"),
        ("她多年从事从事药品管理工作。", "doubled word", "从事从事"),
        ("请看《《药箱手册》的第三页。", "doubled sign", "《《"),
        ("先看外观，，再看批号。", "doubled sign", "，，"),
        ("药箱清理完了。。", "doubled sign", "。。"),
        ("药师说：“先看外观，再看批号。", "unpaired quotation mark", "“"),
        ("先看外观，再看批号。”药师说。", "unpaired quotation mark", "”"),
        ("请看《药箱手册的第三页。", "unpaired title mark", "《"),
        ("退烧药（含糖浆要冷藏。", "unpaired bracket", "（"),
    ],
)
def test_a_sub_editors_question(line: str, kind: str, shows: str) -> None:
    (entry,) = [entry for entry in asked(line) if entry.kind == kind]
    assert shows in entry.before
    assert entry.before in line
    assert entry.line is not None


def test_a_sentence_that_ends_in_the_air() -> None:
    line = "药箱每半年清理一次，过期的药不要随手丢掉，应当送到社区的回收点去，由专人称重封存以后再交给有资质的单位处"
    blocks, report = article_of("\n\n".join((P[0], P[1], line)))
    assert blocks[-1] == ("p", line)
    (entry,) = [entry for entry in report.entries if entry.severity == "suggestion"]
    assert entry.kind == "sentence without an end"
    assert line.endswith(entry.before)


@pytest.mark.parametrize(
    "line",
    [
        "她常常到社区看看，药箱渐渐整齐了。",
        "多多关注家里的药箱，人人都能做到。",
        "R and D 部门也有一只药箱。",
        "药师说：“先看外观（比如破损），再看‘批号’。”她点点头。",
        "请看《药箱手册（第2版）》的第三页。",
        "药箱里有什么？！药师打开一看，里面全是过期的药，她叹了口气……",
        "两院院士也来参观药箱。",
    ],
)
def test_no_question_where_all_is_well(line: str) -> None:
    assert asked(line) == []


def test_items_need_no_stop() -> None:
    _, report = article_of("\n\n".join((P[0], "- 外观要看破损", "- 批号要看喷码", "- 效期", P[1])))
    assert not [entry for entry in report.entries if entry.severity == "suggestion"]
