"""The README keeps up with the tool: its links lead somewhere, its options exist, its example is an issue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import cli, markdown
from generator.archive.report_files import TITLES

DOCUMENTS = (
    "README.md",
    "SECURITY.md",
    "docs/architecture.md",
    "docs/content.md",
    "docs/import.md",
    "docs/search.md",
    "themes/README.md",
)


def prose(text: str) -> str:
    """The text without fences, in which brackets are not links of the document."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files_and_headings(name: str, repository: Path) -> None:
    text = (repository / name).read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(text)):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif "://" not in target:
            assert (repository / name).parent.joinpath(target).exists(), target


def test_every_command_and_option_is_in_the_readme(repository: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    table = text.partition("## Commands and options")[2].partition("\n## ")[0]
    for name in cli.COMMANDS:
        assert f"| `{name}" in table
        command = cli.commands.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or f"`{option}" in table, f"{name} {option}"


def test_no_option_in_the_readme_is_gone(repository: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    table = text.partition("## Commands and options")[2].partition("\n## ")[0]
    commands = [cli.commands.get_command(None, name) for name in cli.COMMANDS]  # type: ignore[arg-type]
    known = {option for command in commands if command for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"(?<=`)--[a-z-]+", table)) <= known | {"--help"}


def test_the_example_is_an_issue(repository: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    example = text.partition("```markdown\n")[2].partition("```")[0]
    issue = markdown.read(example, "README.md")
    assert [(article.id, article.page, article.source) for article in issue.articles] == [("a01", 2, "样刊药箱小组")]
    assert issue.articles[0].summary.plain
    assert len(issue.articles[0].blocks) == 4


def test_every_report_kind_is_explained(repository: Path) -> None:
    text = (repository / "docs" / "import.md").read_text(encoding="utf-8")
    kinds = set()
    for module in (repository / "generator" / "importing").rglob("*.py"):
        found = re.findall(r'Entry\(\s*"(?:repair|look|aside)",\s*"([^"]+)"', module.read_text(encoding="utf-8"))
        kinds.update(found)
    assert len(kinds) > 10
    plain = " ".join(text.split())
    missing = {kind for kind in kinds if kind not in plain}
    assert not missing


def test_every_part_of_a_report_is_in_the_readme(repository: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    for title in TITLES.values():
        assert f"| {title.partition(':')[0]} |" in text
