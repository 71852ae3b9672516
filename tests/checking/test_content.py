"""Every code about the content: an archive that has the fault, after the sound one without it."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from generator.checking import CODES, as_json, as_text, check, summary
from generator.checking.message import Message
from generator.errors import QikanError

SOUND = """---
title: 医周药事
year: 2024
number: 11
start: 2024-03-11
end: 2024-03-17
original:
  path: originals/2024-11.pdf
---

# 医周药事

<a id="p1"></a>封面

<a id="toc"></a>
## 本期视点

### 解读

- [甲 文](#a01)（来源：新华网）——[第 2 页](#p2)

  【提要】一

- [乙文](#a02)——[第 3 页](#p3)

### 快讯

- [丙文](#a03)

## 本期内容

<a id="p2"></a>
### 解读

<a id="a01"></a>
#### 甲文

来源：新华网

见[第 3 页](#p3)，的的

![图](2024-11/p2-1.png)

[返回目录](#toc)

<a id="p3"></a><a id="a02"></a>
#### 乙文

正文

[返回目录](#toc)

### 快讯

<a id="a03"></a>
#### 丙文

正文

[返回目录](#toc)
"""


def archive(folder: Path) -> Path:
    """Write a sound archive of one issue."""
    (folder / "issues" / "2024-11").mkdir(parents=True)
    (folder / "originals").mkdir()
    (folder / "reports").mkdir()
    (folder / "issues" / "2024-11.md").write_text(SOUND, encoding="utf-8")
    (folder / "issues" / "2024-11" / "p2-1.png").write_bytes(b"")
    (folder / "originals" / "2024-11.pdf").write_bytes(b"")
    report(folder, "别的")
    return folder


def report(folder: Path, before: str, severity: str = "suggestion") -> None:
    entry = {
        "severity": severity,
        "kind": "doubled character",
        "before": before,
        "after": "的",
        "reason": "It may be one.",
    }
    data = {"issue": "2024-11", "source": "a.txt", "entries": [{**entry, "line": 1, "page": 2}]}
    (folder / "reports" / "2024-11.json").write_text(json.dumps(data), encoding="utf-8")


def test_a_sound_archive_has_no_messages(tmp_path: Path) -> None:
    assert [as_text(message) for message in check(archive(tmp_path), None)] == []


@pytest.mark.parametrize(
    ("code", "line", "before", "after"),
    [
        ("C01", 1, "title: 医周药事\n", ""),
        ("C02", 20, "[甲 文]", "[甲闻]"),
        ("C03", 20, "（来源：新华网）", "（来源：新华社）"),
        ("C03", 24, "[乙文](#a02)", "[乙文](#a02)（来源：新华社）"),
        ("C04", 54, "- [丙文](#a03)\n", ""),
        ("C06", 28, "### 快讯\n\n- [丙文]", "### 快报\n\n- [丙文]"),
        ("C07", 59, "[返回目录](#toc)\n\n### 快讯", "[返回目录](#toc)\n\n### 快讯\n\n#### 丁\n\n### 解读"),
        ("C08", 40, "见[第 3 页](#p3)", "见[第 9 页](#p9)"),
        ("C09", 24, "——[第 3 页](#p3)", "——[第 3 页](#p777)"),
        ("C09", 20, "——[第 2 页](#p2)", "——[第 2 页](#p3)"),
        ("C09", 20, "——[第 2 页](#p2)", "——[第 2 页](https://a.cn/)"),
        ("F01", 42, "p2-1.png", "p2-2.png"),
        ("F02", 42, "2024-11/p2-1.png", "../../p2-1.png"),
        ("F02", 42, "2024-11/p2-1.png", "https://a.cn/p2-1.png"),
        ("F03", 42, "](2024-11/p2-1.png)", "]()"),
        ("M02", 1, "start: 2024-03-11", "start: 2024-03-04"),
        ("M04", 1, "2024-11.pdf", "2024-12.pdf"),
        ("P01", 46, '<a id="p3"></a><a id="a02">', '<a id="p1"></a><a id="a02">'),
        ("P02", 24, "——[第 3 页](#p3)", "——第 4 页"),
        ("P03", 24, "——[第 3 页](#p3)", "——[第 2 页](#p2)"),
        ("P04", None, '<a id="p3"></a><a id="a02">', '<a id="p4"></a><a id="a02">'),
        ("P05", 24, '<a id="p3"></a><a id="a02">', '<a id="p4"></a><a id="a02">'),
    ],
)
def test_faults_of_an_issue_are_found(tmp_path: Path, code: str, line: int | None, before: str, after: str) -> None:
    archive(tmp_path)
    file = tmp_path / "issues" / "2024-11.md"
    assert before in SOUND
    text = SOUND.replace(before, after, 1)
    if code == "P01":
        text = text.replace('<a id="p1"></a>封面', "封面")
    file.write_text(text, encoding="utf-8")
    found = [message for message in check(tmp_path, None) if message.code == code]
    assert len(found) == 1
    assert (found[0].file, found[0].line) == (file.as_posix(), line)
    assert found[0].severity == CODES[code][0]
    assert found[0].remedy


def test_a_link_to_an_issue_that_is_not_there_is_told_once_with_its_line(tmp_path: Path) -> None:
    content, site = archive(tmp_path / "content"), tmp_path / "site"
    file = content / "issues" / "2024-11.md"
    file.write_text(SOUND.replace("正文\n\n", "见[上期](2024-10.md#a02)\n\n", 1))
    (site / "issues").mkdir(parents=True)
    page = '<!doctype html><html lang="zh"><title>a</title><body><a href="2024-10.html#a02">上期</a>'
    (site / "issues" / "2024-11.html").write_text(page, encoding="utf-8")
    found = [(one.code, one.line) for one in check(content, site) if one.code[0] in "CL"]
    assert found == [("C10", SOUND[: SOUND.index("正文\n\n")].count("\n") + 1)]


def test_pages_before_the_first_article_need_no_start(tmp_path: Path) -> None:
    text = SOUND.replace('id="p3"', 'id="p7"').replace('id="p2"', 'id="p6"')
    text = text.replace("[第 3 页](#p3)", "[第 7 页](#p7)").replace("[第 2 页](#p2)", "[第 6 页](#p6)")
    (archive(tmp_path) / "issues" / "2024-11.md").write_text(text, encoding="utf-8")
    assert list(check(tmp_path, None)) == []


def test_order_of_the_contents(tmp_path: Path) -> None:
    first = "- [甲 文](#a01)（来源：新华网）——[第 2 页](#p2)\n\n  【提要】一\n\n"
    second = "- [乙文](#a02)——[第 3 页](#p3)\n\n"
    text = SOUND.replace(first + second, second + first)
    (archive(tmp_path) / "issues" / "2024-11.md").write_text(text, encoding="utf-8")
    assert [(message.code, message.line) for message in check(tmp_path, None)] == [("C05", 20)]


def test_names_of_files(tmp_path: Path) -> None:
    (archive(tmp_path) / "issues" / "2024-12.md").write_text(SOUND, encoding="utf-8")
    assert [(message.code, Path(message.file).name) for message in check(tmp_path, None)] == [
        ("M01", "2024-12.md"),
        ("M03", "2024-12.md"),
    ]


def test_a_missing_picture_is_told_once(tmp_path: Path) -> None:
    """Its page in the site lacks it too, which says nothing new."""
    content = archive(tmp_path / "content")
    (content / "issues" / "2024-11" / "p2-1.png").unlink()
    page = '<!doctype html><html lang=zh><title>题</title><img src="2024-11/p2-{}.png" alt="">'
    site = tmp_path / "site" / "issues"
    site.mkdir(parents=True)
    (site / "2024-11.html").write_text(page.format(1), encoding="utf-8")
    assert [message.code for message in check(content, site.parent)] == ["F01"]
    (site / "2024-12.html").write_text(page.format(2), encoding="utf-8")
    assert [message.code for message in check(content, site.parent)] == ["F01", "L04"]


def test_what_belongs_to_no_issue(tmp_path: Path) -> None:
    archive(tmp_path)
    for name in (
        "issues/2024-12/p1.png",
        "originals/2024-12.pdf",
        "originals/.DS_Store",
        "reports/2024-12.json",
        "reports/2024-12.md",
        "reports/2024-11.md",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = list(check(tmp_path, None))
    assert {message.code for message in found} == {"M05"}
    assert [Path(message.file).relative_to(tmp_path).as_posix() for message in found] == [
        "issues/2024-12",
        "originals/2024-12.pdf",
        "reports/2024-12.json",
    ]


def test_an_original_may_have_any_name_that_its_issue_says(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "originals" / "2024-11.pdf").rename(tmp_path / "originals" / "第11期.pdf")
    text = SOUND.replace("originals/2024-11.pdf", "originals/第11期.pdf")
    (tmp_path / "issues" / "2024-11.md").write_text(text, encoding="utf-8")
    assert list(check(tmp_path, None)) == []


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (archive(tmp_path) / "issues" / "2024-11.md").write_bytes(SOUND.encode("gb18030"))
    assert [message.code for message in check(tmp_path, None)] == ["C01"]


def test_a_suggestion_is_open_while_its_words_stand(tmp_path: Path) -> None:
    report(archive(tmp_path), "，的的")
    (message,) = check(tmp_path, None)
    assert (message.code, message.severity, message.line) == ("S01", "note", 40)
    assert "“，的的” → “的”" in message.problem
    file = tmp_path / "issues" / "2024-11.md"
    file.write_text(SOUND.replace("的的", "的"), encoding="utf-8")
    assert list(check(tmp_path, None)) == []


def test_a_suggestion_is_found_though_a_page_starts_in_it(tmp_path: Path) -> None:
    report(archive(tmp_path), "一二三四五六")
    text = SOUND.replace("#### 乙文\n\n正文", '#### 乙文\n\n一二三四<a id="p4"></a>五六')
    (tmp_path / "issues" / "2024-11.md").write_text(text, encoding="utf-8")
    (message,) = check(tmp_path, None)
    assert (message.code, message.line) == ("S01", 49)


def test_repairs_are_no_suggestions(tmp_path: Path) -> None:
    report(archive(tmp_path), "，的的", severity="repair")
    assert list(check(tmp_path, None)) == []


def test_a_broken_report(tmp_path: Path) -> None:
    (archive(tmp_path) / "reports" / "2024-11.json").write_text("{", encoding="utf-8")
    assert [message.code for message in check(tmp_path, None)] == ["S02"]


def test_messages_as_text_and_json() -> None:
    message = Message("L01", "error", "site/a.html", 3, "A link leads nowhere.", "Correct it.")
    assert as_text(message) == "site/a.html:3: error L01: A link leads nowhere. Correct it."
    (parsed,) = json.loads(as_json([message]))
    assert (parsed["code"], parsed["line"], parsed["file"]) == ("L01", 3, "site/a.html")
    assert json.loads(as_json([])) == []
    assert summary([message]) == "1 error, 0 warnings, 0 notes"


def test_without_an_archive_there_is_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(QikanError, match="no archive"):
        list(check(tmp_path, None))


RECORD = "a01 甲文\na02 乙文\na03 丙文\np1\np2\np3\n"


def published(folder: Path, text: str = RECORD) -> Path:
    """Write a sound archive whose issue was published."""
    archive(folder)
    (folder / "anchors").mkdir()
    (folder / "anchors" / "2024-11.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_published_issue_that_is_as_it_was_has_no_messages(tmp_path: Path) -> None:
    assert [as_text(message) for message in check(published(tmp_path), None)] == []


@pytest.mark.parametrize(
    ("code", "record", "words"),
    [
        ("I01", "a01 乙文\na02 甲文\n", "Give '乙文', which is a02 now, its id a01 back"),
        ("I01", "a01 完全不同的题目\n", "anchors/2024-11.txt."),
        ("I02", RECORD + "a04 丁文\n", "a04 ('丁文') was published and is gone; links to it lead to toc now"),
        ("I02", RECORD + "a04 乙文\n", "links to it lead to a02 now"),
        ("I02", RECORD + "p4\np5\n", "Published and gone: p4, p5; links to what is gone lead to p3 now"),
        ("I03", RECORD + "======\n", "anchors/2024-11.txt:7: error I03: '======' is no published anchor"),
    ],
)
def test_an_id_that_does_not_stay_is_told(tmp_path: Path, code: str, record: str, words: str) -> None:
    found = [message for message in check(published(tmp_path, record), None) if message.code.startswith("I")]
    assert {message.code for message in found} == {code}
    assert words in as_text(found[0])


def test_a_published_issue_that_is_gone_is_told(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "anchors" / "2024-12.txt").write_text(RECORD, encoding="utf-8")
    (found,) = check(tmp_path, None)
    assert (found.code, Path(found.file).name) == ("I04", "2024-12.txt")


def test_open_conflicts_are_found_with_their_line(tmp_path: Path) -> None:
    archive(tmp_path)
    file = tmp_path / "issues" / "2024-11.md"
    mark = "<!-- conflict 0123abcd: the import has other words here, see imports/2024-11.conflicts.md -->"
    file.write_text(SOUND.replace("正文", f"{mark}\n\n正文", 1), encoding="utf-8")
    (found,) = check(tmp_path, None)
    assert (found.code, found.line) == ("S03", 49)
    assert "imports/2024-11.conflicts.md" in found.remedy


def test_marks_of_a_version_control_are_found(tmp_path: Path) -> None:
    archive(tmp_path)
    file = tmp_path / "issues" / "2024-11.md"
    file.write_text(SOUND.replace("正文", "<<<<<<< HEAD\n正文", 1), encoding="utf-8")
    assert [(found.code, found.line) for found in check(tmp_path, None)] == [("S04", 49)]


@pytest.mark.parametrize(
    "other", ["P2-1.png", "p2-1.PNG", unicodedata.normalize("NFD", "é.png"), "ß.png"], ids=["case", "suffix", "é", "ß"]
)
def test_names_that_clash_elsewhere_are_told(tmp_path: Path, other: str) -> None:
    archive(tmp_path)
    pictures = tmp_path / "issues" / "2024-11"
    for name in ("p2-1.png", unicodedata.normalize("NFC", "é.png"), "ss.png", other):
        (pictures / name).write_bytes(b"")
    (found,) = check(tmp_path, None)
    assert (found.code, found.severity) == ("M06", "error")


def test_a_picture_under_almost_its_name_is_told_so(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "issues/2024-11/p2-1.png").rename(tmp_path / "issues/2024-11/P2-1.PNG")
    (found,) = check(tmp_path, None)
    assert (found.code, found.line) == ("F01", 42)
    assert "'P2-1.PNG', which differs in case or Unicode form alone" in found.remedy


def test_a_content_file_under_almost_its_name_is_told(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "issues/2024-12.MD").write_text("x", encoding="utf-8")
    (found,) = check(tmp_path, None)
    assert (found.code, found.remedy) == ("M07", "Rename it to 2024-12.md, or move it away.")


def test_links_in_a_circle_are_told_and_hold_nothing_up(tmp_path: Path) -> None:
    archive(tmp_path)
    for folder in ("issues/2024-11", "originals"):
        (tmp_path / folder / "round.png").symlink_to("round.png")
        (tmp_path / folder / "up").symlink_to("..", target_is_directory=True)
    file = tmp_path / "issues" / "2024-11.md"
    file.write_text(SOUND.replace("2024-11/p2-1.png", "2024-11/round.png", 1), encoding="utf-8")
    assert sorted(found.code for found in check(tmp_path, None)) == ["F01", "M08", "M08"]


def test_any_name_makes_one_line(tmp_path: Path) -> None:
    archive(tmp_path)
    name = "空 格'\"\n😀.png"
    (tmp_path / "issues/2024-11" / name).write_bytes(b"")
    (tmp_path / "issues/2024-11" / name.upper()).write_bytes(b"")
    (found,) = check(tmp_path, None)
    assert len(as_text(found).splitlines()) == 1
    assert "😀" in as_text(found)
