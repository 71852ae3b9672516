"""Files of the site in XML: well-formed or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.parsers import expat

from generator.checking.message import Message, message

_SUFFIXES = (".xml", ".svg", ".atom")


def check_xml(site: Path, files: Iterable[str]) -> Iterator[Message]:
    """Yield the XML files among `files` (paths from the site's root) that a strict reader would refuse."""
    for path in files:
        if path.endswith(_SUFFIXES):
            try:
                expat.ParserCreate().Parse((site / path).read_bytes(), True)
            except expat.ExpatError as error:
                problem = f"The file is not well-formed: {expat.ErrorString(error.code)}."
                yield message("H05", (site / path).as_posix(), error.lineno, problem, "Correct the template.")
