"""What the benchmark has to know of a site generator, and of an issue as all of them get it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import markdown
from generator.model import Issue

FRAMES = Path(__file__).parent / "peers" / "frames"
"""Settings and templates of the peers, a folder each."""
DIGEST = "医周药事"
_ARTICLE = re.compile(r'^(?=(?:<a id="p\d+"></a>)*<a id="a\d\d"></a>)', re.M)


@dataclass(frozen=True)
class Tool:
    """A site generator: how to get it, feed it and run it."""

    name: str
    """What it is called in the table."""
    does: str
    """What it makes of the archive."""
    lacks: str
    """What of our site it does not make; empty for ourselves."""
    install: Callable[[Path], Path]
    """Installs it below a folder, where it is not there yet, and returns the program."""
    frame: Callable[[Path], None]
    """Writes settings and templates into a folder."""
    issue_files: Callable[[Issue], Mapping[str, str]]
    """Returns the source files of an issue by path."""
    command: Callable[[Path], list[str]]
    """Returns the command that builds, from the program; it runs in the folder."""
    made: tuple[str, ...]
    """What a build leaves in the folder: the site, then caches. Without them a build is cold."""
    remembers: bool
    """Whether a build knows of the one before. If not, each is cold, and slow ones are timed once."""

    def write(self, folder: Path, issues: Iterable[Issue]) -> None:
        """Write the sources of some issues."""
        for issue in issues:
            for path, text in self.issue_files(issue).items():
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")

    def clear(self, folder: Path) -> None:
        """Forget every build."""
        for name in self.made:
            shutil.rmtree(folder / name, ignore_errors=True)


def framed(name: str) -> Callable[[Path], None]:
    """Return what writes the frame that lies in the folder of this name."""

    def write(folder: Path) -> None:
        shutil.copytree(FRAMES / name, folder, dirs_exist_ok=True)

    return write


def body_of(issue: Issue) -> str:
    """Return an issue's content file without its front matter: contents, page hints and anchors are in it."""
    return markdown.write(issue).partition("\n---\n")[2].lstrip("\n")


def parts_of(issue: Issue) -> tuple[str, list[str]]:
    """Return what stands before the first article, and each article with its heading."""
    head, *articles = _ARTICLE.split(body_of(issue))
    return head, articles


def title_of(issue: Issue) -> str:
    """Return an issue's title with year and number."""
    return f"{DIGEST} {issue.year}年第{issue.number}期"


def front_matter(values: Mapping[str, object]) -> str:
    """Return front matter; JSON is YAML, too."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def topics_of(issue: Issue) -> tuple[list[str], list[str]]:
    """Return the sections and the sources of an issue's articles, each once."""
    sections = dict.fromkeys(article.section for article in issue.articles if article.section)
    sources = dict.fromkeys(article.source for article in issue.articles if article.source)
    return list(sections), list(sources)
