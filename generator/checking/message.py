"""What `check` says: messages with a code, a place and a remedy, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that somebody should look at."""

    code: str
    """The rule: its family's letter and a number (`L01`); see `CODES`."""
    severity: Severity
    """`error`: readers meet something broken. `warning`: probably wrong. `note`: open, for a person to decide."""
    file: str
    """The file, as a path that leads there from where `check` was called."""
    line: int | None
    """Its line, counted from 1; None where the message is about the file as a whole."""
    problem: str
    """What is wrong, in one sentence."""
    remedy: str
    """What to do, in one sentence."""

    def __str__(self) -> str:
        return as_text(self)


CODES: dict[str, tuple[Severity, str]] = {
    "C01": ("error", "a content file cannot be read"),
    "C02": ("warning", "the contents give another title than the article"),
    "C03": ("warning", "the contents give another source than the article"),
    "C04": ("warning", "an article is missing from the contents"),
    "C05": ("warning", "the contents name the articles in another order than the body"),
    "C06": ("warning", "the contents put an article under another section than the body"),
    "C07": ("warning", "the articles of a section do not follow each other"),
    "C08": ("error", "a link leads to a place that the issue does not have"),
    "C09": ("warning", "a page hint leads to another page than it says"),
    "C10": ("error", "a link leads to an issue that the archive does not have"),
    "F01": ("error", "a picture of the content is missing"),
    "F02": ("error", "a picture lies outside the content folder"),
    "F03": ("note", "a figure is lost"),
    "M01": ("error", "a content file's name is not the issue's id"),
    "M02": ("warning", "the issue's number does not fit its dates"),
    "M03": ("error", "two content files hold the same issue"),
    "M04": ("error", "the printed original is missing"),
    "M05": ("warning", "pictures, an original or a report belong to no issue"),
    "M06": ("error", "two names differ in case or Unicode form alone"),
    "M07": ("warning", "a file's name or place almost makes it a content file"),
    "M08": ("error", "a link between files leads nowhere"),
    "I01": ("error", "an id stands for another article than the one that it was published with"),
    "I02": ("warning", "an anchor that was published is gone"),
    "I03": ("error", "the record of published anchors cannot be read"),
    "I04": ("warning", "an issue that was published is gone"),
    "P01": ("error", "page starts are out of order"),
    "P02": ("error", "a page hint is beyond the last page"),
    "P03": ("warning", "a page hint is not the page on which the article starts"),
    "P04": ("warning", "pages have no start"),
    "P05": ("warning", "a page hint leads to a page that has no start"),
    "S01": ("note", "a suggestion of the import is open"),
    "S02": ("warning", "an import report cannot be read"),
    "S03": ("warning", "a conflict with an import is open"),
    "S04": ("error", "the mark of a version control stands in the text"),
    "L01": ("error", "a link leads to a file that is not there"),
    "L02": ("error", "a link leads to an anchor that is not there"),
    "L03": ("error", "an id stands twice in a page"),
    "L04": ("error", "a picture, script or style is not there"),
    "L05": ("error", "a link is not relative"),
    "L06": ("error", "a link leads out of the site's folder"),
    "L07": ("error", "a page loads something from another host"),
    "L08": ("error", "an attribute names an id that the page does not have"),
    "L09": ("error", "the sitemap names a page that is not there"),
    "H01": ("error", "an element is not closed"),
    "H02": ("error", "an end tag closes nothing"),
    "H03": ("error", "a tag is broken"),
    "H04": ("error", "a page lacks its doctype, language or title"),
    "H05": ("error", "an XML file is not well-formed"),
    "H06": ("warning", "the host's configuration forbids pages what they need"),
    "X01": ("warning", "a link to another site does not answer"),
    "B01": ("warning", "a page is over budget"),
    "B02": ("warning", "a script or style is over budget"),
    "B03": ("warning", "a picture is over budget"),
    "B04": ("warning", "a file of the search index is over budget"),
}
"""Every code with its severity and what it stands for."""


def message(code: str, file: str, line: int | None, problem: str, remedy: str) -> Message:
    """Return a message with the severity of its code."""
    return Message(code, CODES[code][0], file, line, problem, remedy)


def as_text(message: Message) -> str:
    """Return a message as one line: place, code, problem, remedy. A line break in a file's name is shown as `\\n`."""
    place = f"{message.file}:{message.line}" if message.line else message.file
    line = f"{place}: {message.severity} {message.code}: {message.problem} {message.remedy}"
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


def as_json(messages: Iterable[Message]) -> str:
    """Return messages as a JSON array, one message a line, for other programs."""
    lines = ",\n".join(json.dumps(asdict(message), ensure_ascii=False) for message in messages)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def summary(messages: Iterable[Message]) -> str:
    """Return how many messages there are of each severity, in words."""
    counts = {"error": 0, "warning": 0, "note": 0}
    for each in messages:
        counts[each.severity] += 1
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items())
