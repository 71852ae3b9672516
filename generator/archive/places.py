"""Where an import puts what belongs to an issue; all names are relative to the content folder."""

from __future__ import annotations

IMPORTS = "imports"
"""The folder of what imports remember: the issues as they were imported, and open conflicts."""


def content_file(issue: str) -> str:
    """Return the name of the content file."""
    return f"issues/{issue}.md"


def pictures_folder(issue: str) -> str:
    """Return the folder of an issue's pictures."""
    return f"issues/{issue}"


def base_file(issue: str) -> str:
    """Return the content file as the last import made it, by which the next one tells the editor's changes."""
    return f"{IMPORTS}/{issue}.md"


def hashes_file(issue: str) -> str:
    """Return the SHA-256 of pictures and printed file as they were imported, as `sha256sum` writes them."""
    return f"{IMPORTS}/{issue}.sha256"


def conflicts_name(issue: str) -> str:
    """Return the file that has both versions of what is in conflict."""
    return f"{IMPORTS}/{issue}.conflicts.md"


def report_files(issue: str) -> tuple[str, str]:
    """Return the report of the import for people, and for programs."""
    return f"reports/{issue}.md", f"reports/{issue}.json"
