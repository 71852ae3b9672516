"""An issue that was imported, corrected by hand, and imported again."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import markdown
from generator.archive import imports
from generator.archive.content_merge import merge_content
from generator.archive.imports import import_files
from generator.archive.outcome import Outcome
from generator.building.files import digest
from generator.errors import QikanError
from generator.importing.passage import Picture
from generator.importing.report import Entry
from generator.model import Issue, PageStart, Paragraph, Text
from tests.archive.desk import Desk
from tests.archive.edits import paragraphs, with_paragraph, without_last_block


def test_an_untouched_file_becomes_the_new_import(desk: Desk) -> None:
    desk.take()
    desk.issue = with_paragraph(desk.issue, 0, "这一段上次没有读到。")
    assert desk.take().state == "updated"
    assert markdown.read(desk.text) == desk.issue


def test_corrections_stay_and_what_the_import_found_comes_to_them(desk: Desk) -> None:
    desk.take()
    desk.edit("第 2 篇的提要。", "第 2 篇的提要，编者改过。")
    desk.issue = with_paragraph(desk.issue, 0, "这一段上次没有读到。")
    outcome = desk.take()
    assert (outcome.state, outcome.kept, outcome.taken) == ("merged", 1, 1)
    assert "第 2 篇的提要，编者改过。" in desk.text
    assert "这一段上次没有读到。" in desk.text
    assert desk.take().state == "edited"


def test_the_same_correction_on_both_sides_is_there_once(desk: Desk) -> None:
    desk.take()
    desk.edit("- 又一项", "- 又一项，改过", count=1)
    desk.edit("第 3 篇的提要。", "第 3 篇的提要！")
    article = desk.issue.articles[2]
    changed = replace(article, summary=Text("第 3 篇的提要！"))
    desk.issue = with_paragraph(replace(desk.issue, articles=(*desk.issue.articles[:2], changed)), 1, "又一段。")
    assert desk.take().state == "merged"
    assert desk.text.count("第 3 篇的提要！") == 1


def test_where_both_changed_one_block_our_words_stay_and_the_place_is_marked(desk: Desk) -> None:
    desk.issue = with_paragraph(desk.issue, 0, "甲说这件事很要紧，应当马上办理。")
    desk.take()
    desk.edit("甲说这件事很要紧，应当马上办理。", "甲说这件事很要紧，应当立刻办理。")
    desk.issue = with_paragraph(without_last_block(desk.issue), 0, "甲说这件事很要紧，应该马上办理。")
    outcome = desk.take()
    assert outcome.state == "conflicts"
    ((line, key),) = outcome.conflicts
    assert f"<!-- conflict {key}:" in desk.text.split("\n")[line - 1]
    assert "应当立刻办理" in desk.text
    assert "应该马上办理" not in desk.text
    told = desk.file("imports/2024-11.conflicts.md").read_text(encoding="utf-8")
    for words in (f"## {key}", "应当马上办理", "应当立刻办理", "应该马上办理"):
        assert words in told
    assert [line.plain for line in paragraphs(markdown.read(desk.text), 0)][-1] == "甲说这件事很要紧，应当立刻办理。"


def test_an_open_conflict_is_told_once_and_goes_when_it_is_decided(desk: Desk) -> None:
    test_where_both_changed_one_block_our_words_stay_and_the_place_is_marked(desk)
    before = desk.text
    assert desk.take().state == "edited"
    assert desk.text == before
    desk.issue = with_paragraph(desk.issue, 2, "别处新的一段。")
    assert desk.take().state == "merged"
    assert desk.text.count("<!-- conflict") == 1
    assert "应该马上办理" in desk.file("imports/2024-11.conflicts.md").read_text(encoding="utf-8")
    desk.edit(next(line for line in desk.text.split("\n") if "<!-- conflict" in line) + "\n\n", "")
    desk.issue = with_paragraph(desk.issue, 2, "再来一段。")
    desk.take()
    assert desk.file("imports/2024-11.conflicts.md").read_text(encoding="utf-8") == ""


def test_a_page_that_both_sides_moved_stands_where_the_editor_has_it(desk: Desk) -> None:
    desk.take()
    desk.edit('<a id="p4"></a>', "")
    desk.edit("示例周刊", '示例周刊<a id="p4"></a>')
    article = desk.issue.articles[0]
    first = next(block for block in article.blocks if isinstance(block, Paragraph))
    moved = replace(first, text=replace(first.text, pages=()))
    blocks = tuple(moved if block is first else block for block in article.blocks)
    last = Paragraph(Text("新的一段，第四页从这里开始。", pages=(PageStart(0, 4),)))
    changed = replace(article, blocks=(*blocks, last))
    desk.issue = replace(desk.issue, articles=(changed, *desk.issue.articles[1:]))
    assert desk.take().state in ("merged", "conflicts")
    assert desk.text.count('<a id="p4"></a>') == 1
    assert '示例周刊<a id="p4"></a>' in desk.text
    assert "新的一段，第四页从这里开始。" in desk.text


def test_a_file_that_is_broken_is_named_and_stays(desk: Desk) -> None:
    desk.take()
    desk.edit("## 本期内容", "## 本其内容")
    before = desk.text
    desk.issue = with_paragraph(desk.issue, 0, "新。")
    error = desk.take().error
    assert error is not None
    assert error.place.startswith(str(desk.file("issues/2024-11.md")))
    assert desk.text == before


def test_what_the_import_adds_to_an_article_that_is_removed_is_told(desk: Desk) -> None:
    desk.take()
    text = desk.text
    entry, after = text.index("- [示例文章之2]"), text.index("### 行业")
    start, end = text.index('<a id="p5"></a>'), text.index('<a id="p7"></a>')
    desk.file("issues/2024-11.md").write_text(text[:entry] + text[after:start] + text[end:], encoding="utf-8")
    desk.issue = with_paragraph(desk.issue, 1, "新的一段，编者不要的那篇里的。")
    assert desk.take().state == "conflicts"
    assert [article.id for article in markdown.read(desk.text).articles] == ["a01", "a03"]
    assert "编者不要的那篇里的" in desk.file("imports/2024-11.conflicts.md").read_text(encoding="utf-8")


def test_changes_that_make_no_issue_together_are_refused(make_issue: Callable[..., Issue]) -> None:
    base = markdown.write(make_issue())
    ours = base.replace("第 1 篇的提要。", "第 1 篇的提要，编者改过。")
    theirs = base.replace("## 版权信息", "## 本期内容\n\n又来一次\n\n## 版权信息")
    with pytest.raises(QikanError, match="make no issue together") as error:
        merge_content(base, ours, theirs, "issues/2024-11.md", "x.md")
    assert "Your file stays as it is" in error.value.remedy


def test_a_settled_suggestion_stays_settled(desk: Desk) -> None:
    desk.entries = (
        Entry("suggestion", "doubled word", before="的的说法", after="的说法"),
        Entry("suggestion", "doubled word", before="了了之后", after="了之后"),
    )
    desk.take()
    report = desk.file("reports/2024-11.md")
    kept = [line for line in report.read_text(encoding="utf-8").split("\n") if "的的说法" not in line]
    report.write_text("\n".join(kept), encoding="utf-8")
    desk.take()
    assert "的的说法" not in report.read_text(encoding="utf-8")
    desk.entries = (*desk.entries, Entry("repair", "joined paragraph", before="甲", after="乙"))
    desk.take()
    assert "的的说法" not in report.read_text(encoding="utf-8")
    assert "了了之后" in report.read_text(encoding="utf-8")


def test_a_picture_that_the_editor_changed_stays(desk: Desk) -> None:
    desk.pictures = (Picture("p3-1.png", b"first"),)
    desk.take()
    picture = desk.file("issues/2024-11/p3-1.png")
    desk.pictures = (Picture("p3-1.png", b"second"),)
    desk.take()
    assert picture.read_bytes() == b"second"
    assert not picture.with_name("p3-1.png.bak").exists()
    picture.write_bytes(b"by hand")
    assert desk.take().staying == ()
    assert picture.read_bytes() == b"by hand"
    desk.pictures = (Picture("p3-1.png", b"third"),)
    assert desk.take().staying == ("issues/2024-11/p3-1.png",)
    assert picture.read_bytes() == b"by hand"
    desk.take(replacing=True)
    assert picture.read_bytes() == b"third"
    assert picture.with_name("p3-1.png.bak").read_bytes() == b"by hand"


def test_a_source_that_changes_while_it_is_read_is_refused(desk: Desk) -> None:
    def grow() -> None:
        desk.source.write_bytes(desk.source.read_bytes() + b" more")

    desk.meanwhile = grow
    error = desk.take().error
    assert error is not None
    assert "changed while it was read" in str(error)
    assert not desk.file("issues").exists()


def test_a_content_file_that_is_saved_meanwhile_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.take()
    desk.issue = with_paragraph(desk.issue, 0, "新的一段。")

    def save_first(*arguments: object) -> None:
        raise AssertionError("nothing may be committed")

    def twice(outcomes: object) -> dict[str, list[Path]]:
        desk.edit("第 1 篇的提要。", "正好这时候存盘。")
        return {}

    monkeypatch.setattr(imports, "commit", save_first)
    monkeypatch.setattr(imports, "_issues_named_twice", twice)
    error = desk.take().error
    assert error is not None
    assert "was changed while its issue was imported" in str(error)
    assert "正好这时候存盘。" in desk.text


def test_times_do_not_decide(desk: Desk) -> None:
    desk.take()
    desk.edit("第 2 篇的提要。", "第 2 篇的提要，编者改过。")
    for moment in (0, 4_000_000_000):
        os.utime(desk.file("issues/2024-11.md"), (moment, moment))
        os.utime(desk.file("imports/2024-11.md"), (moment, moment))
        desk.issue = with_paragraph(desk.issue, 0, f"钟表拨到 {moment}。")
        assert desk.take().state == "merged"
        assert "编者改过" in desk.text
        assert f"钟表拨到 {moment}。" in desk.text


@pytest.mark.parametrize("form", ["\ufeff{}", "crlf"])
def test_a_file_saved_by_another_editor_program_counts_as_untouched(desk: Desk, form: str) -> None:
    desk.take()
    text = desk.text.replace("\n", "\r\n") if form == "crlf" else form.format(desk.text)
    desk.file("issues/2024-11.md").write_bytes(text.encode())
    desk.issue = with_paragraph(desk.issue, 0, "新的一段。")
    assert desk.take().state == "updated"


@pytest.mark.shared
def test_a_transcript_and_then_the_print_of_one_issue(shared: Path, tmp_path: Path) -> None:
    def take(path: Path) -> Outcome:
        (outcome,) = import_files([path], tmp_path)
        return outcome

    take(shared / "issues" / "2024-44.txt")
    file = tmp_path / "issues" / "2024-44.md"
    before = file.read_text(encoding="utf-8")
    edited = before.replace("【提要】", "【提要】编者加的话。", 1).replace(
        "\n\n##### ", "\n\n编者补的一段。\n\n##### ", 1
    )
    file.write_text(edited, encoding="utf-8")
    outcome = take(shared / "pdfs" / "2024-44-lo.pdf")
    assert outcome.state in ("merged", "conflicts")
    assert outcome.taken > 50
    merged = file.read_text(encoding="utf-8")
    assert "编者加的话。" in merged
    assert "编者补的一段。" in merged
    old, new = markdown.read(before), markdown.read(merged)
    assert [article.id for article in old.articles] == [article.id for article in new.articles]
    assert digest((tmp_path / "originals/2024-44.pdf").read_bytes()) == digest(
        (shared / "pdfs/2024-44-lo.pdf").read_bytes()
    )
