"""Times a tool as an editor would use it: a first build, then an issue more, a typo less, nothing new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.building.tools import Tool
from benchmarks.processes import Cost, measured
from generator.model import Block, Issue, Paragraph, Text

SLOW = 20.0
"""Seconds: a longer first build is not repeated. If the tool has no memory of it, either, its other builds would be
the same work and are not timed: the first one's figures stand for them."""
TYPO, CORRECTED = "的", "地"
"""What the editor corrects: one character of one paragraph."""


@dataclass(frozen=True)
class Times:
    """What the builds of an archive by one tool took: medians of the rounds."""

    cold: Cost
    """The first build."""
    added: Cost
    """One with an issue more."""
    typo: Cost
    """One after a corrected character in an old issue."""
    nothing: Cost
    """One with nothing changed."""
    size: int
    """Bytes of the site."""
    files: int
    """Files of the site."""


def times_of(tool: Tool, program: Path, issues: Sequence[Issue], more: Sequence[Issue], folder: Path) -> Times:
    """Write an archive for a tool and time its builds, one round for each issue in `more`.

    CommandError where a build fails.
    """
    command = tool.command(program)
    tool.frame(folder)
    tool.write(folder, issues)

    def timed() -> Cost:
        return measured(command, folder, memory=False)

    def cold() -> Cost:
        tool.clear(folder)
        return timed()

    tool.clear(folder)
    first = measured(command, folder)
    once = first.seconds > SLOW
    colds = [first if once else cold() for _ in more[: 1 if once else None]]
    edits = (colds, colds, colds) if once and not tool.remembers else _edited(tool, timed, issues, more, folder)
    nothing, typos, added = edits
    made = [path for path in (folder / tool.made[0]).rglob("*") if path.is_file()]
    memory = {"peak": first.peak, "largest": first.largest}
    return Times(
        cold=replace(middle(colds), **memory),
        added=middle(added),
        typo=middle(typos),
        nothing=middle(nothing),
        size=sum(path.stat().st_size for path in made),
        files=len(made),
    )


def _edited(
    tool: Tool, timed: Callable[[], Cost], issues: Sequence[Issue], more: Sequence[Issue], folder: Path
) -> tuple[list[Cost], list[Cost], list[Cost]]:
    """Return what builds took with nothing changed, with typos corrected here and there, with issues added."""
    nothing = [timed() for _ in more]
    typos, added = [], []
    for place in range(len(more)):
        tool.write(folder, [corrected(issues[len(issues) * (2 * place + 1) // (2 * len(more) + 1)])])
        typos.append(timed())
    for issue in more:
        tool.write(folder, [issue])
        added.append(timed())
    return nothing, typos, added


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the medians of some costs."""
    return Cost(
        seconds=median(cost.seconds for cost in costs),
        processor=median(cost.processor for cost in costs),
        peak=max(cost.peak for cost in costs),
        largest=max(cost.largest for cost in costs),
    )


def corrected(issue: Issue, right: str = CORRECTED) -> Issue:
    """Return an issue in which one character of one paragraph, about its middle, gives way to what is right."""
    places = [
        (article, block)
        for article, its in enumerate(issue.articles)
        for block, one in enumerate(its.blocks)
        if isinstance(one, Paragraph) and TYPO in one.text.plain
    ]
    article, block = places[len(places) // 2]
    before = issue.articles[article]
    blocks: list[Block] = list(before.blocks)
    paragraph = blocks[block]
    assert isinstance(paragraph, Paragraph)
    words: Text = replace(paragraph.text, plain=paragraph.text.plain.replace(TYPO, right, 1))
    blocks[block] = replace(paragraph, text=words)
    articles = list(issue.articles)
    articles[article] = replace(before, blocks=tuple(blocks))
    return replace(issue, articles=tuple(articles))
