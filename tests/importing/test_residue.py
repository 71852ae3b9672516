"""What came along from web pages and screenshots is set aside or repaired, and told."""

from __future__ import annotations

import pytest

from tests.importing.digest import article_of, paragraph, told

P = [paragraph(3 + n % 3, n) for n in range(4)]
PICTURE = "The screenshot shows a table with three columns, a header in blue and a list of medicine boxes below it."


@pytest.mark.parametrize(
    "line",
    [
        "字号：大 中 小",
        "字号：大 中 小 分享：",
        "字体：【大】【中】【小】",
        "字号: 大 中 小 打印本页 关闭窗口",
        "分享到：微信 微博",
        "点赞 在看 分享",
        "阅读原文",
        "返回顶部",
    ],
)
def test_the_controls_of_a_web_page_are_set_aside(line: str) -> None:
    blocks, report = article_of("\n\n".join((P[0], line, P[1])))
    assert blocks == [("p", P[0]), ("p", P[1])]
    (entry,) = told(report, "residue")
    assert entry.severity == "aside"
    assert entry.before.replace("：", ":").replace(" ", "") == line.replace("：", ":").replace(" ", "")
    assert entry.reason


@pytest.mark.parametrize(
    "line",
    ["分享给家人", "大中小药房各有办法", "她在微信里收到了药师的提醒。", "打印机旁边也有一只药箱。", "点赞这样的药师"],
)
def test_words_that_only_look_like_controls_stay(line: str) -> None:
    blocks, report = article_of("\n\n".join((P[0], line, P[1])))
    assert line in [text for _, text in blocks]
    assert not told(report, "residue")


def test_the_description_of_a_screenshot_is_set_aside() -> None:
    blocks, report = article_of("\n\n".join((P[0], PICTURE, P[1])))
    assert blocks == [("p", P[0]), ("p", P[1])]
    (entry,) = told(report, "residue")
    assert (entry.severity, entry.before) == ("aside", PICTURE)


def test_a_table_between_two_descriptions_goes_with_them() -> None:
    body = "\n\n".join((P[0], PICTURE, "Name\tNumber\nA\t3", PICTURE.replace("three", "two"), P[1]))
    blocks, report = article_of(body)
    assert blocks == [("p", P[0]), ("p", P[1])]
    assert "Name\tNumber\nA\t3" in [entry.before for entry in told(report, "residue")]


@pytest.mark.parametrize(
    "line",
    [
        "The quick check of every box at home takes less than ten minutes and saves many lives each year.",
        "Annual Review of Pharmacology 2024",
        "该研究（The chart of boxes in homes, a picture of their use）看过三千户家庭的药箱，一一登记品名和效期。",
    ],
)
def test_english_that_describes_no_picture_stays(line: str) -> None:
    blocks, report = article_of("\n\n".join((P[0], line, P[1])))
    assert line in [text for _, text in blocks]
    assert not told(report, "residue")


@pytest.mark.parametrize(
    ("line", "repaired"),
    [
        ("药师说，三人合力就是$1+1+1>3$的道理，值得推广。", "药师说，三人合力就是1+1+1>3的道理，值得推广。"),
        ("误差在$±0.5$克以内，符合规定，可以放心服用。", "误差在±0.5克以内，符合规定，可以放心服用。"),
    ],
)
def test_the_dollar_signs_of_a_formula_go_and_are_told(line: str, repaired: str) -> None:
    blocks, report = article_of("\n\n".join((P[0], line, P[1])))
    assert ("p", repaired) in blocks
    (entry,) = told(report, "formula marks")
    assert (entry.severity, entry.before.strip("$")) == ("repair", entry.after)


def test_one_dollar_sign_is_money() -> None:
    line = "进口药箱卖到$30一只，国产的只要三十元，质量并不差。"
    assert ("p", line) in article_of("\n\n".join((P[0], line, P[1])))[0]


@pytest.mark.parametrize("line", ["↓药箱的三层↓", "↓ 药箱的三层", "药箱的三层 ↓↓"])
def test_arrows_round_a_line_go_and_are_told(line: str) -> None:
    blocks, report = article_of("\n\n".join((P[0], line, P[1])))
    assert "药箱的三层" in [text for _, text in blocks]
    (entry,) = told(report, "arrows")
    assert (entry.severity, entry.before, entry.after) == ("repair", line, "药箱的三层")


def test_an_arrow_inside_a_sentence_stays() -> None:
    line = "回收量↑三成，误服的病例↓两成，药师们说这样的变化来之不易。"
    assert ("p", line) in article_of("\n\n".join((P[0], line, P[1])))[0]
