"""Import puts whole issues into the archive, and nothing over an editor's work."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator import cli, importing, markdown
from generator.archive.imports import import_files, source_files
from generator.archive.outcome import Outcome
from generator.building.workers import Workers
from generator.errors import QikanError
from generator.importing.passage import Picture
from generator.importing.report import Entry, Report
from generator.model import Issue, Original


@dataclass
class Press:
    """Stands for the readers: what each source file is said to hold."""

    make_issue: Callable[..., Issue]
    known: dict[Path, object] = field(default_factory=dict)

    def prints(self, path: Path, issue: Issue, *entries: Entry, pictures: tuple[Picture, ...] = ()) -> Path:
        path.write_bytes(b"%PDF-1.4 as printed")
        original = path if issue.original else None
        report = Report(issue.id, path.name, entries)
        self.known[path] = SimpleNamespace(issue=issue, report=report, pictures=pictures, original=original)
        return path

    def read(self, path: Path, *, password: str = "") -> object:
        if path not in self.known:
            raise QikanError("this is no issue.", place=str(path), remedy="Give an issue.")
        return self.known[path]


@pytest.fixture
def press(make_issue: Callable[..., Issue], monkeypatch: pytest.MonkeyPatch) -> Press:
    made = Press(make_issue)
    monkeypatch.setattr(importing, "import_file", made.read, raising=False)
    return made


def take(files: list[Path], content: Path, **options: bool) -> list[Outcome]:
    return list(import_files(files, content, **options))


def test_an_issue_comes_with_its_report_pictures_and_printed_file(press: Press, tmp_path: Path) -> None:
    issue = press.make_issue(2024, 11, original=Original("originals/2024-11.pdf", 1))
    entry = Entry("repair", "issue number", page=1, before="第II期", after="第11期", reason="`II` is 11.")
    source = press.prints(tmp_path / "a.pdf", issue, entry, pictures=(Picture("p3-1.png", b"png"),))
    content = tmp_path / "content"
    (outcome,) = take([source], content)
    assert (outcome.issue, outcome.state, outcome.error) == ("2024-11", "new", None)
    assert markdown.read((content / "issues/2024-11.md").read_text(encoding="utf-8")) == issue
    assert (content / "issues/2024-11/p3-1.png").read_bytes() == b"png"
    assert (content / "originals/2024-11.pdf").read_bytes() == source.read_bytes()
    report = (content / "reports/2024-11.md").read_text(encoding="utf-8")
    assert "**issue number** (page 1): `第II期` → `第11期` `II` is 11." in report
    assert '"before": "第II期"' in (content / "reports/2024-11.json").read_text(encoding="utf-8")
    assert sorted(path.name for path in content.iterdir()) == ["imports", "issues", "originals", "reports"]


def test_a_second_import_changes_nothing(press: Press, tmp_path: Path) -> None:
    source = press.prints(tmp_path / "a.txt", press.make_issue())
    take([source], tmp_path)
    (again,) = take([source], tmp_path)
    assert again.state == "unchanged"
    assert [path.name for path in (tmp_path / "issues").iterdir()] == ["2024-11.md"]


def test_an_edited_file_stays_until_it_is_to_be_replaced_and_then_beside(press: Press, tmp_path: Path) -> None:
    source = press.prints(tmp_path / "a.txt", press.make_issue())
    take([source], tmp_path)
    file = tmp_path / "issues" / "2024-11.md"
    imported = file.read_bytes()
    for number, name in ((1, "2024-11.md.bak"), (2, "2024-11.md.bak2")):
        edited = imported + f"\n改过 {number} 次\n".encode()
        file.write_bytes(edited)
        (kept,) = take([source], tmp_path)
        assert kept.state == "edited"
        assert file.read_bytes() == edited
        (replaced,) = take([source], tmp_path, replacing=True)
        assert replaced.state == "replaced"
        assert file.read_bytes() == imported
        assert file.with_name(name).read_bytes() == edited


def test_a_bad_file_does_not_stop_the_others(press: Press, tmp_path: Path) -> None:
    good = press.prints(tmp_path / "b.txt", press.make_issue())
    bad = tmp_path / "a.txt"
    outcomes = take([bad, good], tmp_path / "content")
    assert [outcome.error is None for outcome in outcomes] == [False, True]
    assert "a.txt: this is no issue." in str(outcomes[0].error)
    assert (tmp_path / "content/issues/2024-11.md").exists()


def test_an_issue_that_comes_twice_is_taken_from_neither(press: Press, tmp_path: Path) -> None:
    one = press.prints(tmp_path / "one.txt", press.make_issue())
    two = press.prints(tmp_path / "two.txt", press.make_issue(organiser="另一个"))
    outcomes = take([one, two], tmp_path / "content")
    for outcome, other in zip(outcomes, (two, one), strict=True):
        assert "2024-11" in str(outcome.error)
        assert str(other) in str(outcome.error)
    assert not list((tmp_path / "content").rglob("*.md"))


@pytest.mark.parametrize("name", ["../escape.png", "/etc/passwd", "a/../../b.png", "C:\\x.png", ""])
def test_a_picture_cannot_leave_the_archive(press: Press, tmp_path: Path, name: str) -> None:
    source = press.prints(tmp_path / "a.txt", press.make_issue(), pictures=(Picture(name, b"x"),))
    content = tmp_path / "content"
    (outcome,) = take([source], content)
    assert outcome.error is not None
    assert not list(content.rglob("*.*"))


def test_an_id_cannot_leave_the_archive(press: Press, tmp_path: Path) -> None:
    source = press.prints(tmp_path / "a.txt", replace(press.make_issue(), id="../../x"))
    (outcome,) = take([source], tmp_path / "content")
    assert outcome.error is not None


def test_an_import_that_fails_half_way_leaves_no_content_file(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = press.prints(tmp_path / "a.txt", press.make_issue())

    def full(issue: Issue) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(markdown, "write", full)
    with pytest.raises(QikanError, match="No space left.* Free some space"):
        take([source], tmp_path / "content")
    assert list((tmp_path / "content").iterdir()) == []


def test_what_a_killed_import_left_is_swept(press: Press, tmp_path: Path) -> None:
    left = tmp_path / ".qikan-import-999999999-x"
    left.mkdir()
    take([press.prints(tmp_path / "a.txt", press.make_issue())], tmp_path)
    assert not left.exists()


def test_a_file_on_which_qikan_fails_does_not_stop_the_others(press: Press, tmp_path: Path) -> None:
    good = press.prints(tmp_path / "b.txt", press.make_issue())
    press.known[tmp_path / "a.txt"] = "no issue at all"
    outcomes = take([tmp_path / "a.txt", good], tmp_path / "content")
    assert "defect" in str(outcomes[0].error)
    assert outcomes[1].state == "new"


def test_a_broken_file_is_told_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in {
        "empty.txt": b"",
        "empty.pdf": b"",
        "picture.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6",
        "two\nlines.txt": "今天天气很好。".encode(),
        "binary.txt": bytes(range(256)) * 20,
        "none.txt": "今天天气很好。".encode(),
        "broken.pdf": b"%PDF-1.4\n" + b"garbage " * 100,
        "page.PDF": "<!doctype html><title>登录</title>".encode(),
    }.items():
        (tmp_path / name).write_bytes(data)
    assert cli.run(["import", str(tmp_path), "--content", str(tmp_path / "content"), "--jobs", "2"]) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 8
    for name in ("binary.txt", "none.txt", "broken.pdf", "page.PDF: this is no PDF.", "two\\u000alines.txt:1: no"):
        assert name in said
    for name in (
        "empty.txt: the file is empty.",
        "empty.pdf: the file is empty.",
        "picture.txt: this is no text",
    ):
        assert name in said
    assert "Traceback" not in said
    assert "defect" not in said
    assert not list((tmp_path / "content").iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a pipe")
def test_what_is_no_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And not opened: a pipe would never answer. An empty name, of a shell's empty variable, is not this folder."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for name, words in {
        tmp_path / "pipe.txt": "this is neither a file nor a folder.",
        tmp_path / "loop.txt": "there is no such file.",
        tmp_path: "no PDF or .txt file is in this folder.",
    }.items():
        assert cli.run(["import", str(name), "--content", str(tmp_path / "content")]) == 1
        assert f"{name}: {words}" in capsys.readouterr().err
    assert cli.run(["import", "", "--content", str(tmp_path / "content")]) == 2
    assert "an empty name" in capsys.readouterr().err


def test_a_folder_means_the_issues_in_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a.PDF", "c.jpg"):
        (tmp_path / name).write_bytes(b"x")
    assert source_files([tmp_path, tmp_path / "b.txt"]) == (tmp_path / "a.PDF", tmp_path / "b.txt")
    assert source_files([tmp_path / "*.txt"]) == (tmp_path / "b.txt",)
    with pytest.raises(QikanError, match="no such file"):
        source_files([tmp_path / "none.txt"])


def test_the_command_tells_what_became_of_each(
    press: Press, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = (Entry("repair", "x"), Entry("look", "y", before="?"))
    source = press.prints(tmp_path / "a.txt", press.make_issue(articles=4), *entries)
    arguments = ["import", str(source), "--content", str(tmp_path / "c"), "--jobs", "1"]
    assert cli.run(arguments) == 0
    assert "2024-11.md (new): 4 articles; 1 repairs, 1 to look at" in capsys.readouterr().out
    assert cli.run([*arguments, "--strict"]) == 1
    assert "reports/2024-11.md" in capsys.readouterr().err.replace("\\", "/")
    target = tmp_path / "c" / "issues" / "2024-11.md"
    mine = target.read_text(encoding="utf-8") + "\n我加的\n"
    target.write_text(mine, encoding="utf-8")
    assert cli.run(arguments) == 0
    assert "as you corrected it" in capsys.readouterr().out
    assert target.read_text(encoding="utf-8") == mine
    (tmp_path / "c" / "imports" / "2024-11.md").unlink()
    assert cli.run(arguments) == 1
    assert "--replace" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == mine


@pytest.mark.shared
def test_many_jobs_import_the_same(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "issues").glob("*.txt"))
    trees = []
    for jobs in (1, 2):
        content = tmp_path / str(jobs)
        assert [outcome.error for outcome in import_files(files, content, workers=Workers(jobs))] == [None] * len(
            files
        )
        trees.append({path.relative_to(content): path.read_bytes() for path in content.rglob("*.*")})
    assert len(trees[0]) == 4 * len(files)
    assert trees[0] == trees[1]


def test_report_quotes_survive_markdown() -> None:
    from generator.archive.report_files import report_markdown

    entry = Entry("aside", "residue", line=3, before="`` ` `x\ny", reason="Not text.")
    text = report_markdown(Report("2024-11", "a.txt", (entry,))).decode()
    assert "- **residue** (line 3): ``` `` ` `x⏎y ``` Not text." in text
