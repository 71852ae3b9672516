"""The rendering of one issue: a pure function of a small, picklable task, mapped over worker processes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building.files import digest
from generator.building.passing import unpacked
from generator.building.patience import patience
from generator.building.publishable import check_drawing
from generator.building.records import Made
from generator.building.staging import write_page
from generator.errors import QikanError
from generator.published import Kept
from generator.rendering.cards import IssueCard
from generator.rendering.kin import Kin

if TYPE_CHECKING:
    from generator.config import Site
    from generator.model import Issue
    from generator.rendering import Kind, Theme


@dataclass(frozen=True, slots=True)
class RenderTask:
    """Make the pages of an issue."""

    path: Path
    """The content file."""
    digest: str
    """SHA-256 of its bytes as the build knows it."""
    parsed: Path
    """Where a read task of the same build may have left the Issue."""
    figures: tuple[tuple[str, Path], ...]
    """The issue's pictures: path in the site, file."""
    neighbours: tuple[IssueCard | None, IssueCard | None]
    """What its pages show of the issues before and after it."""
    card: IssueCard
    """What listings say of it."""
    kin: tuple[Kin, ...]
    """What its articles lead on to."""
    kept: tuple[Kept, ...]
    """The anchors that it was published with and has no more."""
    site: Site
    """The settings."""
    theme: Path
    """The theme's folder."""
    theme_fingerprint: str
    """Tells one state of that folder from the next."""
    staging: Path
    """The folder of the new site."""
    kinds: tuple[Kind, ...]
    """What is to be made."""


def render_pages(task: RenderTask) -> tuple[Made, ...]:
    """Write what is to be made of an issue's pages, exports and pictures into the new site.

    Raises QikanError where the content file changed after the build began, and for a drawing with script.
    """
    from generator.rendering import EXPORTS, Neighbours, render_issue

    data = task.path.read_bytes()
    if digest(data) != task.digest:
        raise changed_meanwhile(task.path)
    issue = _parsed(task) or parse(data, task.path)
    pictures = {path: file.read_bytes() for path, file in task.figures}
    for path, file in task.figures:
        if path.lower().endswith(".svg"):
            check_drawing(pictures[path], str(file))
    with patience(str(task.path)):
        pages = render_issue(
            issue,
            task.site,
            theme_of(task.theme, task.theme_fingerprint),
            Neighbours(*task.neighbours, task.kin),
            content=data,
            sizes=_sizes(pictures),
            pictures={path.removeprefix("issues/"): data for path, data in pictures.items()},
            kept=task.kept,
            kinds=task.kinds,
            this=task.card,
        )
    if EXPORTS in task.kinds:
        pages |= pictures
    return tuple(write_page(task.staging, path, page) for path, page in pages.items())


def parse(data: bytes, path: Path) -> Issue:
    """Return the Issue of a content file's bytes. QikanError where they make none, or one of another name."""
    from generator import markdown

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise QikanError(
            "this is not UTF-8 text.", place=f"{path}:{line}", remedy="Save the file as UTF-8."
        ) from error
    issue: Issue = markdown.read(text, str(path))
    if issue.id != path.stem:
        raise QikanError(
            f"the front matter says that this is issue {issue.id}, the file's name says {path.stem}.",
            place=str(path),
            remedy="Correct year and number, or rename the file.",
        )
    return issue


def changed_meanwhile(path: Path) -> QikanError:
    """Return the error for a file that was edited while the build ran."""
    return QikanError("the file was changed while the site was built.", place=str(path), remedy="Build again.")


def _parsed(task: RenderTask) -> Issue | None:
    try:
        return unpacked(task.parsed.read_bytes())
    except FileNotFoundError:
        return None


@lru_cache(maxsize=1)
def theme_of(folder: Path, fingerprint: str) -> Theme:  # a changed theme is another
    """Return a theme, loaded once in each process while its fingerprint stays."""
    from generator.rendering import load_theme

    return load_theme(folder)


def _sizes(pictures: dict[str, bytes]) -> dict[str, tuple[int, int]]:
    """Return width and height of pictures by the name that content files call them; of those that tell it."""
    if not pictures:
        return {}
    import imagesize  # brings half of the network's modules along

    sizes = {}
    for path, data in pictures.items():
        width, height = imagesize.get(BytesIO(data))
        if width > 0 and height > 0:
            sizes[path.removeprefix("issues/")] = (int(width), int(height))
    return sizes
