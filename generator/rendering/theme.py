"""A theme: the folder that gives the site its look.

    templates/   Jinja2 templates of the pages, and in `epub/` those of the book
    static/      scripts, styles, icons; published as `static/NAME.HASH.EXT`, so that they can be cached for ever;
                 a folder `NAME.js/` is one script and `NAME.css/` one style, its files in the order of their names.
                 Comments that take whole lines of such a script, or of a style, are for those who change it and
                 are not published
    root/        files that must keep their name at the site's root

Templates see no file system but their folder. What they print is escaped unless it is `Markup`; a name that nobody
passed is an error, not an empty string.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import TemplatesNotFound
from markupsafe import Markup

from generator.config import Site
from generator.errors import QikanError
from generator.installed import versions
from generator.rendering import addresses, frame, inline
from generator.rendering.uses import TemplateReader, Uses

COMPILED = "__qikan_{}_%s.cache"
"""The name of a compiled template, with a hash of what compiles it: Jinja2's version, and our options and filters."""
HASH_LENGTH = 10
"""Hexadecimal digits of a static file's content hash in its published name."""
IN_PARTS = re.compile(r"(.+?\.(?:css|js))/")
"""How the name of a file begins that is a part of a style or a script."""
COMMENT = re.compile(rb"^[ \t]*/\*(?!!).*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
"""A comment that takes whole lines of a script or a style; one with an exclamation mark (a licence) is published."""
LINE_END = re.compile(r"\s*\n\s*")
"""Where a style goes on in the next line: a space does the same."""
IN_DATA = "!$&'()*+,/:;=?@~"
"""What stands in an address as it is, besides letters, digits and `-._`."""
TEMPLATE_NAMES: dict[str, object] = {
    "issue_page": addresses.issue_page,
    "article_page": addresses.article_page,
    "section_page": addresses.section_page,
    "source_page": addresses.source_page,
    "year_page": addresses.year_page,
    "issue_name": frame.issue_name,
    "issue_number": frame.issue_number,
    "number_of": frame.number_of,
    "days": frame.days,
    "ISSUE": inline.ISSUE,
    "ARTICLE": inline.ARTICLE,
    "ARTICLE_END": inline.ARTICLE_END,
}
"""What a template knows besides `asset`, `inlined`, `fingerprint` and `style_address`: addresses, names, and the
marks of `inline` for what depends on the page. `href` is a filter that percent-encodes a path."""


@dataclass(frozen=True)
class Theme:
    """A theme, loaded. Read it once per process with `load_theme`; it does not travel between processes."""

    folder: Path
    """Where it was read from."""
    files: Mapping[str, bytes]
    """Static and root files by the path under which the site publishes them."""
    _published: Mapping[str, str] = field(repr=False)
    """Published path of each static file by its own name (`style.css`)."""
    _environment: Environment = field(repr=False)
    """The templates."""
    _reader: TemplateReader = field(repr=False)
    """Tells what they use."""

    def asset(self, name: str) -> str:
        """Return the path under which a static file is published; QikanError if the theme has no such file."""
        try:
            return self._published[name]
        except KeyError:
            raise QikanError(
                f"the theme has no static file {name!r}.",
                place=str(self.folder / "static"),
                remedy="Add it, or take it out of the templates.",
            ) from None

    def asset_bytes(self, name: str) -> bytes | None:
        """Return a static file as it is published; None if the theme has no such file."""
        return self.files[self._published[name]] if name in self._published else None

    def template_source(self, name: str) -> bytes | None:
        """Return the text of a template; None if the theme has no such template."""
        return self._reader.source(name)

    def uses(self, templates: Iterable[str]) -> Uses:
        """Return what some templates use, with all that they extend, include or import, and themselves."""
        return self._reader.uses(templates)

    def inlined(self, name: str) -> Markup:
        """Return a script's text to stand in the page itself: it runs before anything is fetched.

        QikanError if the theme has no such file, or if it would end the element that it stands in.
        """
        text = COMMENT.sub(b"", self.files[self.asset(name)]).decode()
        if "</" in text:
            raise QikanError(
                "a file that stands in the page itself may not hold '</'.",
                place=str(self.folder / "static" / name),
                remedy="Take it out, or link the file with asset() instead.",
            )
        return Markup(text)

    def fingerprint(self, name: str) -> Markup:
        """Return how a content security policy names a script of the theme that stands in the page itself."""
        return source_of(self.inlined(name))

    def style_address(self, name: str) -> str:
        """Return the address of a style that holds the style itself (RFC 2397): nothing has to be fetched for it.

        It is no style element, for the W3C's checker does not know the newer properties.
        """
        return address_of(self.files[self.asset(name)].decode())

    def render(self, template: str, **context: object) -> str:
        """Return a template's text; QikanError with the template's file and line where it fails."""
        try:
            return self._environment.get_template(template).render(context)
        except TemplateSyntaxError as error:
            raise _template_error(self.folder, error.filename or template, error.lineno, error) from error
        except (TemplateNotFound, TemplatesNotFound) as error:
            raise QikanError(
                f"the template {error.name or template!r} is missing.",
                place=str(self.folder / "templates"),
                remedy="Add it, or choose another theme with --theme.",
            ) from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            file, line = _place(self.folder, error, template)
            raise _template_error(self.folder, file, line, error) from error


def address_of(style: str) -> str:
    """Return the address that holds a style (RFC 2397)."""
    return f"data:text/css,{quote(LINE_END.sub(' ', style.strip()), safe=IN_DATA)}"


def source_of(text: str) -> Markup:
    """Return how a content security policy names a script that stands in the page itself (CSP 3, 2.3.1)."""
    return Markup(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")


def load_theme(folder: Path) -> Theme:
    """Read a theme's folder. QikanError where it is no theme."""
    templates = folder / "templates"
    if not templates.is_dir():
        raise QikanError(
            "this is no theme: it has no folder named templates.",
            place=str(folder),
            remedy="Give the folder of a theme with --theme, or leave it out to use the default one.",
        )
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        bytecode_cache=_compiled_templates(),
    )
    files, published = {}, {}
    for name, data in _put_together(_read(folder / "static")).items():
        path = f"static/{_hashed(name, data)}"
        files[path], published[name] = data, path
    files.update(_read(folder / "root"))
    everything = Uses(
        frozenset(environment.list_templates()),
        frozenset(published),
        frozenset(setting.name for setting in fields(Site)),
    )
    reader = TemplateReader(environment, everything)
    theme = Theme(folder, MappingProxyType(files), MappingProxyType(published), environment, reader)
    environment.globals.update(
        TEMPLATE_NAMES,
        asset=theme.asset,
        inlined=cache(theme.inlined),
        fingerprint=cache(theme.fingerprint),
        style_address=cache(theme.style_address),
    )
    environment.filters["href"] = addresses.href
    return theme


def _compiled_templates() -> FileSystemBytecodeCache | None:
    """Return where compiled templates are kept; None where there is no place for them.

    They are code, so they lie where Jinja2 keeps them: in a folder of the temporary folder that is the user's alone.
    Each is known by the text that it comes from and the versions of Python and Jinja2.
    """
    jinja = versions(["jinja2"])["jinja2"]
    if not jinja:
        return None
    try:
        ours = b"".join(Path(file).read_bytes() for file in (__file__, addresses.__file__))
        compiler = sha256(jinja.encode() + ours).hexdigest()
        return FileSystemBytecodeCache(pattern=COMPILED.format(compiler[:HASH_LENGTH]))
    except (OSError, RuntimeError):
        return None


def _hashed(name: str, data: bytes) -> str:
    """Return `style.0123abcd45.css` for `style.css`."""
    stem, dot, extension = name.rpartition(".")
    digest = sha256(data).hexdigest()[:HASH_LENGTH]
    return f"{stem}.{digest}.{extension}" if dot else f"{name}.{digest}"


def _read(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by relative path, in a fixed order; hidden ones are not part of a theme."""
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    names = ((path.relative_to(folder), path) for path in found)
    return {
        name.as_posix(): path.read_bytes()
        for name, path in names
        if not any(part.startswith(".") for part in name.parts)
    }


def _put_together(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return static files as they are published, every folder that is named like a script or a style as one file."""
    whole: dict[str, bytes] = {}
    for name, data in files.items():
        folder = IN_PARTS.match(name)
        whole_name = folder[1] if folder else name
        whole[whole_name] = whole.get(whole_name, b"") + data
    return {name: _as_published(name, data, name not in files) for name, data in whole.items()}


def _as_published(name: str, data: bytes, in_parts: bool) -> bytes:
    """Return a static file without the comments that are not published; a script in parts has a scope of its own."""
    if name.endswith(".css"):
        return COMMENT.sub(b"", data)
    return b"(function () {\n'use strict';\n" + COMMENT.sub(b"", data) + b"})();\n" if in_parts else data


def _template_error(folder: Path, file: str, line: int | None, error: Exception) -> QikanError:
    path = folder / "templates" / file if not Path(file).is_absolute() else Path(file)
    place = f"{path}:{line}" if line else str(path)
    problem = f"the template fails: {str(error).rstrip('.')}."
    return QikanError(problem, place=place, remedy="Mend the template.")


def _place(folder: Path, error: Exception, template: str) -> tuple[str, int | None]:
    """Return the innermost template file and line of an error's traceback.

    Jinja2 rewrites tracebacks so that frames of compiled templates carry the template's own file and line.
    """
    file, line = template, None
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if Path(name).is_relative_to(folder / "templates"):
            file, line = name, trace.tb_lineno
        trace = trace.tb_next
    return file, line
