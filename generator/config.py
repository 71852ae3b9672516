"""The settings of an archive: `site.toml` in its content folder, and the theme that they name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from generator.errors import QikanError

SETTINGS_FILE = "site.toml"
MARKS = (SETTINGS_FILE, "issues")
"""By what a content folder is known: it holds one of these at least."""
SHIPPED_THEMES = (Path(__file__).parent / "_themes", Path(__file__).parent.parent / "themes")
"""Where Qikan's own themes are: in an installed package, in a checkout."""
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The form of a language tag (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of an archive; every one has a default, so that an empty `site.toml` is complete."""

    title: str = "医周药事"
    """The archive's name, on every page and in the feed."""
    description: str = ""
    """One or two sentences on what the archive is; for the front page, search engines and the feed."""
    organiser: str = ""
    """Who publishes the digest; empty where each issue names its own."""
    base_url: str = ""
    """The address that the site will have, ending in `/`; empty while it has none. Feed, sitemap and canonical links
    need whole addresses and are left out, or relative, without it."""
    language: str = "zh-Hans"
    """The language of the pages, a BCP 47 tag."""
    theme: str = "default"
    """The theme: a name, or the path of a folder, relative to the archive."""
    contact: str = ""
    """How to reach the editors: a mail address or an `https://` address; shown in the footer."""
    footer: str = ""
    """A line of plain text at the foot of every page."""
    links: tuple[tuple[str, str], ...] = ()
    """Links in the footer, `(words, address)`, in the order of the file."""
    compress: bool = False
    """Whether to put compressed files beside all texts, for hosts that send them as they are."""


def check_archive(content: Path) -> None:
    """Raise QikanError where a content folder is not there, or is none: an empty site would be made of it."""
    if _is_marked(content):
        return
    problem = "there is no such folder."
    if content.is_dir():
        problem = f"this is no content folder: it has neither {' nor '.join(MARKS)}."
    inner = content / "content"
    remedy = "Name the archive's content folder with --content, or begin an archive with `init`."
    if _is_marked(inner):
        remedy = f"Did you mean {inner}?"
    raise QikanError(problem, place=str(content), remedy=remedy)


def _is_marked(content: Path) -> bool:
    return any((content / name).exists() for name in MARKS)


def load_site(content: Path) -> Site:
    """Read the settings of the archive whose content folder this is; defaults where it has no `site.toml`.

    Raises QikanError where there is no such folder and, with file and line, for what TOML cannot be, an unknown
    setting or a wrong value.
    """
    check_archive(content)
    file = content / SETTINGS_FILE
    try:
        source = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Site()
    except UnicodeDecodeError as error:
        raise QikanError(
            "the settings are not UTF-8 text.", place=str(file), remedy="Save the file as UTF-8."
        ) from error
    return _Settings(file, source).site()


def check_base_url(address: str) -> str:
    """Return a site's address with its closing `/`; QikanError (without a place) for what is no such address."""
    if not address:
        return ""
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", address):
        raise QikanError(
            f"base_url {address!r} is no address of a site.", remedy="Write it like https://example.org/archive/."
        )
    return address if address.endswith("/") else address + "/"


def theme_folder(theme: str, archive: Path) -> Path:
    """Return the folder of a theme: a path relative to the archive, one of its `themes/`, or one of Qikan's own.

    QikanError where there is none, with the names that there are.
    """
    shelves = [shelf for shelf in (archive / "themes", *SHIPPED_THEMES) if shelf.is_dir()]
    for folder in (archive / theme, *(shelf / theme for shelf in shelves)):
        if theme and folder.is_dir():
            return folder.resolve()
    known = sorted({folder.name for shelf in shelves for folder in shelf.iterdir() if folder.is_dir()})
    raise QikanError(
        f"there is no theme {theme!r}.",
        remedy=f"Give the folder of a theme, or one of these names: {', '.join(known) or '(none is installed)'}.",
    )


def place_of(name: str, content: Path) -> str:
    """Return file and line of a setting that the settings of an archive have."""
    file = content / SETTINGS_FILE
    return f"{file}:{_line_of(name, file.read_text(encoding='utf-8-sig'))}"


def _line_of(name: str, source: str) -> int:
    found = re.search(rf"""^[ \t]*\[?["']?{re.escape(name)}["']?[ \t]*[].=]""", source, re.MULTILINE)
    return source.count("\n", 0, found.end()) + 1 if found else 1


CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that XML and pages have no place for."""


class _Settings:
    """A `site.toml` that is being read: the values, and the lines to name in an error."""

    def __init__(self, file: Path, source: str) -> None:
        self.file = file
        self.source = source
        try:
            self.values: Mapping[str, object] = tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"\(at line (\d+), column \d+\)", str(error))
            where = int(line[1]) if line else self.source.count("\n") + 1
            words = re.sub(r" \(at .*\)$", "", str(error))
            raise self.error(f"this is not TOML: {words}.", where, "Texts stand in quotation marks.") from error

    def site(self) -> Site:
        """Return the settings; QikanError for the first one that is wrong."""
        known = [field.name for field in fields(Site)]
        for name in self.values:
            if name not in known:
                from difflib import get_close_matches

                near = get_close_matches(name, known, 1)
                remedy = f"Did you mean {near[0]!r}?" if near else f"These exist: {', '.join(known)}."
                raise self.error(f"there is no setting {name!r}.", self.line_of(name), remedy)
        return Site(**{name: self.value(name) for name in self.values})  # type: ignore[arg-type]

    def value(self, name: str) -> str | bool | tuple[tuple[str, str], ...]:
        """Return one setting, checked."""
        if name == "links":
            return self.links()
        value = self.values[name]
        if name == "compress":
            if not isinstance(value, bool):
                remedy = "Write it without quotation marks."
                raise self.error("compress has to be true or false.", self.line_of(name), remedy)
            return value
        if isinstance(value, str) and (found := CONTROLS.search(value)):
            problem = f"{name} holds the character U+{ord(found[0]):04X}, which no page can show."
            raise self.error(problem, self.line_of(name), "Remove it.")
        if not isinstance(value, str):
            remedy = f'Write it in quotation marks: {name} = "…".'
            raise self.error(f"{name} has to be a text.", self.line_of(name), remedy)
        check = CHECKS.get(name)
        if check is None:
            return value.strip()
        try:
            return check(value.strip())
        except QikanError as error:
            raise self.error(error.problem, self.line_of(name), error.remedy) from error

    def links(self) -> tuple[tuple[str, str], ...]:
        """Return the footer's links."""
        value = self.values["links"]
        if not isinstance(value, Mapping) or not all(isinstance(address, str) for address in value.values()):
            remedy = 'Write a table [links] with lines like "药监局" = "https://www.nmpa.gov.cn/".'
            raise self.error("links have to be words and addresses.", self.line_of("links"), remedy)
        for words, address in value.items():
            if CONTROLS.search(words + address):
                raise self.error("a link holds a control character.", self.line_of(words), "Remove it.")
            if not re.match(r"(https?://|mailto:)\S+$", address):
                remedy = "An address begins with https:// or mailto:."
                raise self.error(f"the link {words!r} leads to no address.", self.line_of(words), remedy)
        return tuple(value.items())

    def line_of(self, name: str) -> int:
        """Return the line on which a setting stands; 1 where it hides too well."""
        return _line_of(name, self.source)

    def error(self, problem: str, line: int, remedy: str) -> QikanError:
        """Return an error of this file."""
        return QikanError(problem, place=f"{self.file}:{line}", remedy=remedy)


def _check_language(tag: str) -> str:
    if not LANGUAGE.fullmatch(tag):
        raise QikanError(f"{tag!r} is no language tag.", remedy='Chinese in simplified characters is "zh-Hans".')
    return tag


def _check_title(title: str) -> str:
    if not title:
        raise QikanError("the title is empty.", remedy="Give the archive a name.")
    return title


def _check_contact(contact: str) -> str:
    if not re.fullmatch(r"|(https?://|mailto:)\S+|[^\s:@]+@[^\s:@]+", contact):
        raise QikanError(
            f"contact {contact!r} is neither a mail address nor an address that begins with https://.",
            remedy="Write it like post@example.org.",
        )
    return contact


CHECKS: Mapping[str, Callable[[str], str]] = {
    "base_url": check_base_url,
    "contact": _check_contact,
    "language": _check_language,
    "title": _check_title,
}
"""What a setting must be beyond a text."""
