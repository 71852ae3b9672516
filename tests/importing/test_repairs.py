"""Repairs of characters that are safe: done everywhere, each of them told; all else stays as it is."""

from __future__ import annotations

import pytest

from generator.model import Mark
from tests.importing.digest import Piece, article_of, digest, imported, paragraph

P = [paragraph(3 + n % 3, n) for n in range(3)]


@pytest.mark.parametrize(
    ("printed", "repaired"),
    [
        ("先看外观,再看批号。", "先看外观，再看批号。"),
        ("先看外观, 再看批号。", "先看外观，再看批号。"),
        ("要看三样:外观;批号;效期。", "要看三样：外观；批号；效期。"),
        ("药箱多久整理一次?半年。真不少!可以。", "药箱多久整理一次？半年。真不少！可以。"),
        ("“先看外观”,药师说,再看《手册》;最后登记。", "“先看外观”，药师说，再看《手册》；最后登记。"),
        ("退烧药(含糖浆)要冷藏。", "退烧药（含糖浆）要冷藏。"),
        ("退烧药（含糖浆)要冷藏。", "退烧药（含糖浆）要冷藏。"),
        ("退烧药(含糖浆）要冷藏。", "退烧药（含糖浆）要冷藏。"),
        ("占全部药品的12%,比去年少。", "占全部药品的12%，比去年少。"),
        ("共收到OTC药品,都已登记。", "共收到OTC药品，都已登记。"),
        ("药师说:“先看外观”。", "药师说：“先看外观”。"),
        ("药箱⻚面要看清，⽤药要⼩心。", "药箱页面要看清，用药要小心。"),
        ("药\u200b箱里\ufeff不放过期药。", "药箱里不放过期药。"),
        ("药箱里\u00ad不放过期药。", "药箱里不放过期药。"),
        ("这样的药箱不能用.要马上清理.", "这样的药箱不能用。要马上清理。"),
    ],
)
def test_a_repair_is_made_and_told(printed: str, repaired: str) -> None:
    blocks, report = article_of("\n\n".join((P[0], printed, P[1])))
    assert blocks[1] == ("p", repaired)
    entries = [entry for entry in report.entries if entry.severity == "repair"]
    assert entries
    for entry in entries:
        assert entry.before != entry.after
        assert entry.before in printed or entry.after in repaired
        assert entry.line is not None


@pytest.mark.parametrize(
    "line",
    [
        "每次 1,000 毫升，每天 3:30 服用，占 12.5%。",
        "他读了 Lancet, Nature; Science 三本期刊。",
        "该药(OTC)已上市，规格为 0.25g×12 片。",
        "网址是 https://example.org/a?b=1,2 请收藏。",
        "浓度为（2.5±0.1）mg/mL，误差很小。",
        "先看外观，再看“批号”；最后看《手册》！",
        "Take one tablet, twice a day, with water.",
    ],
)
def test_what_is_right_stays(line: str) -> None:
    blocks, report = article_of("\n\n".join((P[0], line, P[1])))
    assert blocks[1][1] == line
    assert not [entry for entry in report.entries if entry.severity == "repair"]


def test_spaces_between_chinese_characters_go_in_running_text_only() -> None:
    running = "药箱里的药 每半年要清理一次，过期的药不要随手丢掉， 应当送到社区的回收点去，由专人处理。"
    blocks, report = article_of("\n\n".join((P[0], "### 整理药箱 从一张清单做起", running, P[1])))
    assert blocks[1] == ("h1", "整理药箱 从一张清单做起")
    assert blocks[2] == ("p", running.replace(" ", ""))
    (told,) = [entry for entry in report.entries if entry.kind == "space between Chinese characters"]
    assert [place.count(" ") for place in told.before.split(" … ")] == [1, 1]
    assert [place.count(" ") for place in told.after.split(" … ")] == [0, 0]


def test_spaces_between_chinese_and_latin_stay_as_they_are() -> None:
    running = "药箱里有 12 种药和3支体温计，其中 OTC 药品占了 80%，由社区的药师每半年清理一次，并登记在册。"
    assert article_of("\n\n".join((P[0], running, P[1])))[0][1] == ("p", running)


def test_titles_sources_summaries_and_cells_are_repaired_too() -> None:
    body = f"{P[0]}\n\n品名(全称)\t数量\n退烧药,糖浆\t3\n\n{P[1]}"
    piece = Piece("药箱,该清了!", body, source="样刊(日报)", summary="先看外观,再看批号.")
    issue, _ = imported(digest(piece))
    article = issue.articles[0]
    assert (article.title.plain, article.source, article.summary.plain) == (
        "药箱，该清了！", "样刊（日报）", "先看外观，再看批号。"
    )  # fmt: skip
    cells = [cell.text.plain for row in article.blocks[1].rows for cell in row]  # type: ignore[union-attr]
    assert cells == ["品名（全称）", "数量", "退烧药，糖浆", "3"]


def test_marks_stay_on_their_characters() -> None:
    body = "\n\n".join((P[0], "先看外观, **再看批号(喷码)**, 最后登记。", P[1]))
    issue, _ = imported(digest(Piece("家庭药箱的整理", body)))
    text = issue.articles[0].blocks[1].text  # type: ignore[union-attr]
    assert text.plain == "先看外观，再看批号（喷码），最后登记。"
    assert [(text.plain[m.start : m.end], m.kind) for m in text.marks if isinstance(m, Mark)] == [
        ("再看批号（喷码）", "strong")
    ]
