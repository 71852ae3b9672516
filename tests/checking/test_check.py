"""`check` finds what a reader would stumble over, and nothing in a sound archive."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import cli, markdown
from generator.building.report_files import report_json, report_markdown
from generator.checking import Finding, check_archive, check_site
from generator.checking.findings import RULES
from generator.checking.page import read_page
from generator.errors import QikanError
from generator.importing.report import Entry, Report
from generator.model import Figure, Issue, Original, PageStart, Paragraph, Text


@pytest.fixture
def archive(tmp_path: Path, make_issue: Callable[..., Issue]) -> Path:
    """A built archive of two issues."""
    for number in (11, 12):
        save(tmp_path, make_issue(2024, number))
    assert cli.run(["build", "--quiet", *places(tmp_path)]) == 0
    return tmp_path


def save(archive: Path, issue: Issue) -> Path:
    path = archive / "content" / "issues" / f"{issue.id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(markdown.write(issue), encoding="utf-8")
    return path


def places(archive: Path) -> list[str]:
    return ["--content", str(archive / "content"), "--output", str(archive / "site"), "--jobs", "1"]


def found(archive: Path) -> list[Finding]:
    return [*check_archive(archive / "content"), *check_site(archive / "site")]


def test_a_sound_archive_has_no_findings(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(archive) == []
    assert cli.run(["check", *places(archive)]) == 0
    assert "0 errors, 0 notes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (r'href="\.\./index\.html"', 'href="../nowhere.html"', "broken-link"),
        (r'href="#a01"', 'href="#a77"', "broken-anchor"),
        (r'id="a02"', 'id="a01"', "duplicate-id"),
        (r"</main>", "</div></main>", "ill-formed"),
        (r"</body>", "<section></body>", "ill-formed"),
        (r"</body>", '<img src="https://elsewhere.example/x.png" alt=""></body>', "foreign-resource"),
    ],
)
def test_what_is_broken_by_hand_is_found_with_its_line(archive: Path, old: str, new: str, code: str) -> None:
    page = archive / "site" / "issues" / "2024-12.html"
    text = page.read_text(encoding="utf-8")
    place = re.search(old, text)
    if place is None:
        pytest.fail(f"the page has no {old}")
    page.write_text(text[: place.start()] + new + text[place.end() :], encoding="utf-8")
    matching = [finding for finding in found(archive) if finding.code == code]
    assert matching
    assert matching[0].file == str(page)
    assert matching[0].line == text.count("\n", 0, place.start()) + 1
    assert cli.run(["check", *places(archive)]) == 1


def test_a_deleted_page_breaks_the_links_to_it(archive: Path) -> None:
    (archive / "site" / "issues" / "2024-11.html").unlink()
    findings = found(archive)
    assert {finding.code for finding in findings} == {"broken-link"}
    assert str(archive / "site" / "index.html") in {finding.file for finding in findings}


def test_addresses_of_the_sitemap_are_followed(archive: Path) -> None:
    url = "https://example.org/x/"
    assert cli.run(["build", "--quiet", "--base-url", url, *places(archive)]) == 0
    assert check_site(archive / "site", base_url=url) == ()
    (archive / "site" / "issues" / "2024-11" / "a01.html").unlink()
    files = {finding.file for finding in check_site(archive / "site", base_url=url)}
    assert str(archive / "site" / "sitemap.xml") in files


def changed(issue: Issue, blocks: tuple[Paragraph | Figure, ...]) -> Issue:
    """Return the issue with more matter at the end of its first article."""
    first = issue.articles[0]
    return replace(issue, articles=(replace(first, blocks=(*first.blocks, *blocks)), *issue.articles[1:]))


CASES: list[tuple[Callable[[Issue], Issue], str, str]] = [
    (lambda issue: changed(issue, (Figure("2024-11/none.png"),)), "missing-picture", "2024-11/none.png"),
    (lambda issue: changed(issue, (Paragraph(Text("x", pages=(PageStart(0, 2),))),)), "pages-out-of-order", "page 2"),
    (lambda issue: changed(issue, (Paragraph(Text("x", pages=(PageStart(0, 4),))),)), "unreadable", "4"),
    (
        lambda issue: replace(issue, articles=(replace(issue.articles[0], page=99), *issue.articles[1:])),
        "unknown-page",
        "ends on page 8",
    ),
    (
        lambda issue: replace(issue, articles=(replace(issue.articles[0], page=5), *issue.articles[1:])),
        "hint-elsewhere",
        "page 3",
    ),
    (lambda issue: replace(issue, original=Original("originals/x.pdf")), "missing-original", "originals/x.pdf"),
]


@pytest.mark.parametrize(("spoil", "code", "words"), CASES, ids=[case[1] for case in CASES])
def test_a_fault_of_the_content_is_found_with_its_line(
    tmp_path: Path, make_issue: Callable[..., Issue], spoil: Callable[[Issue], Issue], code: str, words: str
) -> None:
    path = save(tmp_path, spoil(make_issue(2024, 11)))
    finding = next(finding for finding in check_archive(tmp_path / "content") if finding.code == code)
    assert finding.file == str(path)
    assert words in finding.problem
    assert finding.line is not None
    assert finding.line > 1


def test_a_content_file_that_cannot_be_read_is_a_finding(archive: Path) -> None:
    (archive / "content" / "issues" / "2024-11.md").write_bytes("乱".encode("gb18030"))
    (finding,) = check_archive(archive / "content")
    assert (finding.code, finding.line) == ("unreadable", 1)


def test_what_the_import_left_open_is_told_until_it_is_settled(archive: Path) -> None:
    content = archive / "content"
    issue = content / "issues" / "2024-11.md"
    words = "这一段跨过了一页"
    report = Report("2024-11", "x", (Entry("suggestion", "word", before=words), Entry("look", "cover", before="?")))
    (content / "reports").mkdir()
    (content / "reports" / "2024-11.json").write_bytes(report_json(report))
    told = content / "reports" / "2024-11.md"
    told.write_bytes(report_markdown(report))
    findings = check_archive(content)
    assert [finding.code for finding in findings] == ["open-suggestion", "needs-look"]
    assert all(finding.severity == "note" and finding.line for finding in findings)

    # Corrected in the text: settled.
    issue.write_text(issue.read_text(encoding="utf-8").replace("跨过了", "跨过"), encoding="utf-8")
    assert [finding.code for finding in check_archive(content)] == ["needs-look"]
    # Struck out of the report: settled.
    lines = told.read_text(encoding="utf-8").split("\n")
    told.write_text("\n".join(line for line in lines if "cover" not in line or "**" not in line), encoding="utf-8")
    assert check_archive(content) == ()


def test_findings_come_as_json_too(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archive / "site" / "issues" / "2024-11.html").unlink()
    assert cli.run(["check", "--format", "json", *places(archive)]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert findings
    assert {"code", "severity", "file", "line", "problem", "remedy"} == findings[0].keys()
    assert all(finding["code"] in RULES for finding in findings)


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(QikanError, match="Build it first"):
        check_site(tmp_path)


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<p>a<br>b<img alt='>'></p><svg><path d='x'/></svg>", None),
        ("<script>if (a < b) '<p>'</script><style>a > b {}</style>", None),
        ("<!-- <p> --><p>&lt;b&gt;</p>", None),
        ("<p><b></p></b>", "</p> closes nothing inside <b>"),
        ("</p>", "</p> closes nothing"),
        ("<div>\n<p></p>", "<div> is not closed"),
    ],
)
def test_the_order_of_tags(html: str, problem: str | None) -> None:
    unclosed = read_page(html).unclosed
    assert (unclosed[0] if unclosed else None) == problem
