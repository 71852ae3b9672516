"""Every code about the text of an issue: an archive that has the fault, after the sound one without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.checking import CODES, as_json, as_text, check, summary
from generator.checking.message import Message
from generator.errors import QikanError
from tests.checking.sound import SOUND, archive, report


def test_a_sound_archive_has_no_messages(tmp_path: Path) -> None:
    assert [as_text(message) for message in check(archive(tmp_path), None)] == []


def test_a_folder_named_like_a_content_file_is_told_with_all_else(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "issues" / "2024-12.md").mkdir()
    (tmp_path / "issues" / "2024-13.md").write_text("")
    told = [as_text(found) for found in check(tmp_path, None) if found.code == "C01"]
    assert [line.rpartition("issues/")[2][:10] for line in told] == ["2024-12.md", "2024-13.md"]
    assert "error C01: Is a directory. A folder stands where a file belongs" in told[0]


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
    with pytest.raises(QikanError, match="no content folder: it has neither site.toml nor issues"):
        list(check(tmp_path, None))


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


def test_a_lost_figure_is_told_with_what_to_write_for_its_picture(tmp_path: Path) -> None:
    archive(tmp_path)
    file = tmp_path / "issues" / "2024-11.md"
    file.write_text(SOUND.replace("](2024-11/p2-1.png)", "]()", 1), encoding="utf-8")
    (found,) = (message for message in check(tmp_path, None) if message.code == "F03")
    assert found.remedy.endswith("issues/2024-11/ and write ![…](2024-11/NAME).")
